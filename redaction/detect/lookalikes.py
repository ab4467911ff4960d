"""Words and places that look like a listed person's name: "May 2024", "Grace period", "Thomas Street", "St Mark's".

Only names that stand alone are judged: a whole name is never a place.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from redaction.detect.lexicon import MONTHS, PLACE_WORDS, is_listed_name, is_title, is_word
from redaction.normalise import Reading

_PLACE_NEXT = re.compile(rf"(?:'s)?[ ](?:{'|'.join(sorted(PLACE_WORDS, key=len, reverse=True))})\b(?!['])", re.I)
_PLACE_LATER = re.compile(
    rf"(?:'s|s')?[ ][A-Z][\w'&]*[ ](?:{'|'.join(word.title() for word in sorted(PLACE_WORDS, key=len, reverse=True))})\b"
)
_SAINT = re.compile(r"\b(?:St|Saint|SS|Our Lady of)\.?[ ]$")
_SAINTS_PLACE = re.compile(r"(?:'s?)?(?:[ ](?:of|the|and|[A-Z][\w']*)){0,4}[ ](?:School|Primary|Academy|Church|C of E|CE|RC|Catholic|Hospital)\b|'s\b")
_CALENDAR_BEFORE = re.compile(
    r"\b(?:in|on|of|by|until|till|since|from|to|during|before|after|early|mid|late|end|this|last|next|every|each|for|and|between"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{1,2}(?:st|nd|rd|th)?)[ ,-]*$",
    re.I,
)
_CALENDAR_AFTER = re.compile(r"[ ,-]*(?:\d{1,2}(?:st|nd|rd|th)?\b|\d{4}\b|'?\d\d\b|half[ -]?term|bank holiday|day\b|onwards)", re.I)
# What follows a word, but hardly ever a name.
_WORD_AFTER = {
    "will": re.compile(r"[ ](?:you|we|they|he|she|it|the|this|that|be|not|a|an|i|your|our|there|please)\b", re.I),
    "may": re.compile(r"[ ](?:you|we|they|he|she|it|i|be|not|have|also|need|wish|the|apply|contain|result|lead)\b", re.I),
    "mark": re.compile(r"[ ](?:the|all|each|a|an|every|scheme|sheet|book|as|any|out|up|of|with|this|your|if|whether)\b", re.I),
    "grace": re.compile(r"[ ](?:period|days?|and favour|of god)\b", re.I),
    "bill": re.compile(r"[ ](?:for|of|to|payment|payer|the|no|number)\b", re.I),
    "rose": re.compile(r"[ ](?:to|from|by|garden)\b", re.I),
    "hope": re.compile(r"[ ](?:you|this|that|to|the|all|everyone|it|we|he|she|is)\b", re.I),
    "faith": re.compile(r"[ ](?:school|group|leader|community|based|in)\b", re.I),
    "joy": re.compile(r"[ ](?:of|to|in)\b", re.I),
    "page": re.compile(r"[ ]?(?:\d|of|no|number|break)", re.I),
    "price": re.compile(r"[ ]?(?:\d|of|list|per|£)", re.I),
    "head": re.compile(r"[ ](?:of|teacher|office|girl|boy)\b", re.I),
    "grant": re.compile(r"[ ](?:of|the|funding|from|for)\b", re.I),
    "chase": re.compile(r"[ ](?:up|the|for)\b", re.I),
    "sue": re.compile(r"[ ](?:the|for)\b", re.I),
    "pat": re.compile(r"[ ]test", re.I),
    "art": re.compile(r"[ ](?:lesson|class|room|teacher|department|gcse|club|and|\d)", re.I),
    "case": re.compile(r"[ ](?:no|number|ref|reference|note|notes|law|file|conference|worker|study|management)\b", re.I),
    "young": re.compile(r"[ ](?:person|people|carer|carers|child|children|offender|adult|man|woman)\b", re.I),
    "long": re.compile(r"[ ](?:term|standing|stay|covid|list)\b", re.I),
    "green": re.compile(r"[ ](?:card|paper|form|light)\b", re.I),
    "black": re.compile(r"[ ](?:british|african|caribbean|or|and)\b", re.I),
    "white": re.compile(r"[ ](?:british|and|irish|paper|other|european)\b", re.I),
    "english": re.compile(r"[ ](?:lesson|class|teacher|language|literature|and|as|gcse)\b", re.I),
    "day": re.compile(r"[ ]?(?:\d|of|one|two|release|centre)", re.I),
    "church": re.compile(r"[ ](?:of|school)\b", re.I),
    "summer": re.compile(r"[ ](?:term|holiday|holidays|school|born|half|\d)", re.I),
    "autumn": re.compile(r"[ ](?:term|half|\d)", re.I),
    "christian": re.compile(r"[ ](?:faith|school|family|values|ethos)\b", re.I),
    "jordan": re.compile(r"$^"),
}
_NAME_AFTER = re.compile(
    r"(?:'s\b|[ ](?:is|was|has|had|said|says|told|asked|stated|reported|explained|did|does|went|came|left|and|who|lives|lived|attended"
    r"|called|rang|phoned|texted|emailed|wrote|would|confirmed|agreed|refused|felt|feels|wants|wanted|then|also|with|to|at|in)\b)"
)
_NAME_BEFORE = re.compile(
    r"\b(?:with|to|from|by|dear|hi|hello|and|that|mum|dad|mother|father|sister|brother|son|daughter|aunt|uncle|partner|friend|pupil|child"
    r"|told|asked|saw|met|named|called|for|of|re|regards|thanks|love|both|cc|about|between|parent|carer|student|said)[ ,:]+$",
    re.I,
)


class Looks(Enum):
    """What a token that fits a listed name looks like where it stands."""

    NAME = auto()
    WORD = auto()
    PLACE = auto()
    MAYBE_PLACE = auto()
    UNCLEAR = auto()


def judge(reading: Reading, start: int, end: int, form: str) -> Looks:
    """What the token at a place looks like; UNCLEAR when both readings are fair."""
    plain = reading.plain
    before, after = plain[max(0, start - 24) : start], plain[end : end + 60]
    if is_title(before.strip().rpartition(" ")[2].lower()):
        return Looks.NAME
    if _SAINT.search(before):
        return Looks.PLACE if _SAINTS_PLACE.match(after) else Looks.MAYBE_PLACE
    if plain[start].isupper() and _PLACE_NEXT.match(after) and not _next_is_verb(after):
        return Looks.PLACE
    if plain[start].isupper() and _PLACE_LATER.match(after):
        return Looks.MAYBE_PLACE
    return _word_or_name(plain, start, end, form, before, after) if is_word(form) else Looks.NAME


def _next_is_verb(after: str) -> bool:
    """"Grace walks", "Thomas parks the car": a lower-case place word after a name is a verb or a noun of its own."""
    return after[1:2].islower() or after.startswith("'s ") and after[3:4].islower()


def _word_or_name(plain: str, start: int, end: int, form: str, before: str, after: str) -> Looks:
    if form in MONTHS and (_CALENDAR_AFTER.match(after) or _CALENDAR_BEFORE.search(before)) and not _NAME_AFTER.match(after):
        return Looks.WORD
    if form in MONTHS and _CALENDAR_AFTER.match(after):
        return Looks.WORD
    pattern = _WORD_AFTER.get(form.removesuffix("s") if form not in _WORD_AFTER else form)
    if pattern and pattern.match(after):
        return Looks.WORD
    written = plain[start:end]
    if written.isupper() and len(written) > 1 and _shouting(plain, start, end):
        return Looks.NAME if _NAME_BEFORE.search(before) else Looks.UNCLEAR
    if not _starts_sentence(before) or (pattern is None and is_listed_name(form)):
        return Looks.NAME
    if _NAME_AFTER.match(after) or not after.strip() or after[:1] in "\n,:;)":
        return Looks.NAME
    return Looks.UNCLEAR


def _shouting(plain: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too."""
    around = re.findall(r"[A-Za-z]{2,}", plain[max(0, start - 30) : start] + " " + plain[end : end + 30])
    return bool(around) and sum(word.isupper() for word in around) * 2 > len(around)


def _starts_sentence(before: str) -> bool:
    stripped = before.rstrip(" \"'(")
    return not stripped or stripped[-1] in ".!?:\n•*>-|;"
