"""Words and places that look like a listed person's name: "May 2024", "Grace period", "Thomas Street", "St Mark's".

Only names that stand alone are judged: a whole name is never a place.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from redaction.lexicon import MONTHS, PLACE_WORDS, is_listed_name, is_title, is_word
from redaction.normalise import Reading

_NEXT_WORDS = re.compile(r"(?:'s|s')?[ ]([A-Za-z][\w'&]*)(?:[ ]([A-Z]\w*))?")
_SAINT = re.compile(r"\b(?:St|Saint|SS|Our Lady of)\.?[ ]$")
_SAINTS_PLACE = re.compile(
    r"(?:'s?|s')?(?:[ ](?:of|the|and|[A-Z][\w']*)){0,4}"
    r"[ ](?:School|Primary|Academy|Church|C of E|CE|RC|Catholic|Hospital)\b|'s\b"
)
_CALENDAR_BEFORE = re.compile(
    r"\b(?:in|during|since|until|till|by|of|early|mid|late|end|this|last|next|every|each|through"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|"
    r"jun|jul|aug|sept?|oct|nov|dec)"
    r"(?: to| and| or|/|,| -)?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{1,2}(?:st|nd|rd|"
    r"th)?(?: of)?)[ ,/-]*$",
    re.I,
)
_CALENDAR_AFTER = re.compile(
    r"[ ,-]*(?:(?:to|and|or|/)?[ ]?(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)\b|\d{1,2}(?:st|nd|rd|th)?\b|\d{4}\b|'?\d\d\b|half[ -]?term|bank holiday|day\b|onwards)",
    re.I,
)
# What makes a capitalised word half of a set phrase, wherever it stands.
_PHRASES = {
    "grace": r"period|days?\b|and favour|of god",
    "mark": r"\d|scheme|sheet|book\b",
    "bill": r"payment|payer|no\b|number",
    "rose": r"garden|bush",
    "faith": r"school|group|leader|community|based",
    "page": r"\d|of \d|no\b|number|break",
    "price": r"\d|list|per\b|£",
    "head": r"of\b|teacher|office|girl|boy",
    "grant": r"funding|application|of\b",
    "art": r"lesson|class|room|teacher|department|gcse|club|\d",
    "case": r"no\b|number|ref|note|law|file|conference|worker|study|management",
    "young": r"person|people|carers?\b|children|child\b|offender|adult|man\b|woman\b|minds",
    "long": r"term|standing|stay|covid|list",
    "green": r"card|paper|form|light",
    "black": r"british|african|caribbean|history|or\b",
    "white": r"british|irish|paper|other|european|board",
    "english": r"lesson|class|teacher|language|literature|gcse",
    "day": r"\d|of\b|one\b|two\b|release|centre",
    "church": r"of\b|school",
    "summer": r"term|holiday|school|born|half|\d",
    "autumn": r"term|half|\d",
    "christian": r"faith|school|values|ethos",
    "joy": r"of\b",
    "hope": r"that\b",
    "justice": r"department|system|team|secretary|of\b",
    "law": r"enforcement|firm|centre|society",
    "park": r"run\b|and\b",
    "moon": r"phase",
}
# What follows a word that opens a sentence, but hardly ever a name.
_OPENERS = {
    "will": r"(?:you|we|they|he|she|it|the|this|that|be|not|a|an|i|your|our|there|please|need)\b",
    "may": r"(?:you|we|they|he|she|it|i|be|not|have|need|wish|the|apply|contain|result|lead)\b",
    "mark": r"(?:the|all|each|a|an|every|as|any|out|up|of|with|this|your|if|whether)\b",
    "rose": r"(?:to|from|by)\b",
    "hope": r"(?:you|this|that|to|the|all|everyone|it|we|he|she)\b",
    "bill": r"(?:for|of|to|the)\b",
    "chase": r"(?:up|the|for)\b",
    "sue": r"(?:the|for)\b",
    "grant": r"(?:the|from|for|access)\b",
    "rob": r"(?:the|a)\b",
    "pat": r"(?:the|down|test)\b",
    "drew": r"(?:the|a|up|on)\b",
    "frank": r"(?:and|discussion|exchange)\b",
    "miles": r"(?:from|away|per)\b",
    "reading": r"(?:the|age|and|level|book|test)\b",
    "little": r"\w",
    "best": r"(?:wishes|regards|practice|interests?)\b",
    "day": r"(?:to|by)\b",
    "read": r"(?:the|and|this|receipt)\b",
    "short": r"(?:term|break|stay|of)\b",
    "wise": r"(?:to)\b",
    "love": r"(?:from|to|the)\b",
}
_PHRASE = {word: re.compile(rf"[ ]?(?:{after})", re.I) for word, after in _PHRASES.items()}
_OPENER = {word: re.compile(rf"[ ](?:{after})", re.I) for word, after in _OPENERS.items()}
NAME_AFTER = re.compile(
    r"(?:'s\b|[ ](?:is|was|has|had|said|says|told|asked|stated|reported|explained|did|does|went|came|left|and|"
    r"who|lives|lived|attended"
    r"|called|rang|phoned|texted|emailed|wrote|would|confirmed|agreed|refused|felt|feels|wants|wanted|then|also|"
    r"with|to|at|in)\b)"
)
_NAME_BEFORE = re.compile(
    r"\b(?:with|to|from|by|dear|hi|hello|and|that|mum|dad|mother|father|sister|brother|son|daughter|aunt|uncle|"
    r"partner|friend|pupil|child"
    r"|told|asked|saw|met|named|called|for|of|re|regards|thanks|love|both|cc|about|between|parent|carer|student|"
    r"said)[ ,:]+$",
    re.I,
)


class Looks(Enum):
    """What a token that fits a listed name looks like where it stands."""

    NAME = auto()
    WORD = auto()
    PLACE = auto()
    MAYBE_PLACE = auto()
    UNCLEAR = auto()


def is_saints_place(plain: str, start: int, end: int) -> bool:
    """Whether a name is that of a saint, in the name of a school, a church or a hospital."""
    inside = re.match(r"(?:St|Saint)\.?[ ]", plain[start:end])
    start += inside.end() if inside else 0
    return bool(_SAINT.search(plain, max(0, start - 12), start) and _SAINTS_PLACE.match(plain, end))


def judge(reading: Reading, start: int, end: int, form: str) -> Looks:
    """What the token at a place looks like; UNCLEAR when both readings are fair."""
    plain = reading.plain
    before, after = plain[max(0, start - 24) : start], plain[end : end + 60]
    if is_title(before.strip().rpartition(" ")[2].lower()):
        return Looks.NAME
    if _SAINT.search(before):
        return Looks.PLACE if _SAINTS_PLACE.match(after) else Looks.MAYBE_PLACE
    place = _place_after(after) if plain[start].isupper() else None
    if place is not None:
        return place
    return _word_or_name(plain, start, end, form, before, after) if is_word(form) else Looks.NAME


def _place_after(after: str) -> Looks | None:
    """Whether a place follows: "Thomas Street" is one, "Thomas Telford School" may be, "Thomas parks" is none."""
    match = _NEXT_WORDS.match(after)
    if match is None or not match[1][0].isupper():
        return None
    if match[1].lower() in PLACE_WORDS:
        return Looks.PLACE
    return Looks.MAYBE_PLACE if match[2] and match[2].lower() in PLACE_WORDS else None


def _word_or_name(plain: str, start: int, end: int, form: str, before: str, after: str) -> Looks:
    if _in_a_date(form, before, after) or _in_a_phrase(form, before, after):
        return Looks.WORD
    written = plain[start:end]
    opener = _OPENER.get(form)
    if len(form) < 3 and _starts_sentence(before) and not NAME_AFTER.match(after):
        return Looks.WORD
    if written.isupper() and len(written) > 1 and _shouting(plain, start, end):
        if opener and (opener.match(after) or _MODAL_BEFORE.search(before)):
            return Looks.WORD
        return Looks.NAME if _NAME_BEFORE.search(before) or is_listed_name(form) and opener is None else Looks.UNCLEAR
    if form in MONTHS and _TO_OR_FROM.search(before):
        return Looks.UNCLEAR
    if not _starts_sentence(before) or (opener is None and is_listed_name(form)):
        return Looks.NAME
    if opener and opener.match(after):
        return Looks.WORD
    if NAME_AFTER.match(after) or not after.strip() or after[:1] in "\n\r\t,:;)":
        return Looks.NAME
    return Looks.UNCLEAR


def _in_a_date(form: str, before: str, after: str) -> bool:
    if form not in MONTHS:
        return False
    return bool(_CALENDAR_AFTER.match(after) or (_CALENDAR_BEFORE.search(before) and not NAME_AFTER.match(after)))


def _in_a_phrase(form: str, before: str, after: str) -> bool:
    phrase = _PHRASE.get(form)
    return bool(phrase and phrase.match(after)) or (form in PLACE_WORDS and _THE_PLACE.search(before) is not None)


_MODAL_BEFORE = re.compile(r"\b(?:I|WE|YOU|HE|SHE|IT|THEY|THIS|THAT|WHICH|WHO|COURT|COUNCIL|PARENTS?|SCHOOL)[ ]$")
_THE_PLACE = re.compile(r"\b(?:[Tt]he|a|an|[Tt]his|[Oo]ur|[Yy]our|Town|Village|City|Sports|School|Assembly|Main)[ ]$")
_TO_OR_FROM = re.compile(r"\b(?:to|from|for|before|after|on|between|and|or)[ ]$", re.I)


def _shouting(plain: str, start: int, end: int) -> bool:
    """Whether the words around are in capitals too."""
    around = re.findall(r"[A-Za-z]{2,}", plain[max(0, start - 30) : start] + " " + plain[end : end + 30])
    return bool(around) and sum(word.isupper() for word in around) * 2 > len(around)


def _starts_sentence(before: str) -> bool:
    stripped = before.rstrip(" \"'(")
    return not stripped or stripped[-1] in ".!?:\n\r\t•*>-|;"
