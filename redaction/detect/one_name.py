"""One name at a time: where a list, a cell, a quotation or a sentence ends a name, and which words only lead to one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redaction.detect.lookalikes import NAME_AFTER
from redaction.detect.name_words import is_no_name
from redaction.lexicon import PARTICLES, family_names, given_names, is_listed_name, is_title, is_word, places, word_set
from redaction.normalise import Reading

_PARTS_NAMES = re.compile(r"[ \n]*[\t\r;&|>][ \n>]*|[ ]+and[ ]+|[ ]?/[ ]?|,[ \n]*|\n{2,}")
_WORD_BEFORE = re.compile(r"(?<![\w'@-])(\w[\w'.-]*)[ ]$")
# Words that stand before a name in notes and mails, with a capital only because a sentence or a cell begins there.
_LEADS = word_set(
    "said says saying mention mentions mentioned thanks thank thankyou many tel telephone txt text texted call "
    "called rang rung phone "
    "phoned mobile email emailed e-mail mail re fw fwd cc bcc from to dear hi hello hey morning afternoon told "
    "tell asked ask "
    "spoke speak saw see seen met meet visited visit case update note notes noted per with and but for hope "
    "hoping regards "
    "kind wishes yours sincerely faithfully best cheers sorry please when then while after before because since "
    "until if as "
    "can could would should will has have had did does is was are were the a an this that these those her his "
    "their my our "
    "your she he they it we i you contact contacted attended discussed informed advised reported referred "
    "confirmed agreed "
    "signed present apologies yes no ok not also although however today yesterday tomorrow later again let ring both"
)
_LEADS_OR_NAMES = word_set("said hope will case mark rung call best may many text meet present day kind mail")
# Words of headings, notes and subjects that a tagger may take for a name by their capital.
_NOBODY = word_set(
    "mtg anon unpaid height comment txt pupil contact agency mail e-mail email pn iuc hv attd recd appt re ref "
    "tel none "
    "nil n/a art forename surname name parent carer pe it ict rs"
)
_NO_PEOPLE = frozenset(
    {"early help", "social care", "legal services", "virtual school", "family hub", "children services", "first day"}
)
_PREFIXES = word_set("multi non co ex re pre anti sub inter e")
_NEXT_NAME = re.compile(r"[ ]([A-Z][a-z][\w'-]*\w|[A-Z]{3,}(?:[-'][A-Z]+)*)(?![\w'@])")


def one_name_each(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch parted where a list, a cell or a quotation parts it, each part without words that lead to a name."""
    plain, place = reading.plain, start
    for part in [*_PARTS_NAMES.finditer(plain, start, end), None]:
        stop = part.start() if part else end
        if part and part.group().strip() == "," and _is_family_first(plain, place, stop, part.end(), end):
            continue
        first = _without_lead(plain, place, stop)
        if first < stop:
            yield first, stop
        place = part.end() if part else end


def _is_family_first(plain: str, start: int, comma: int, after: int, end: int) -> bool:
    """Whether a comma stands inside one name ("Okafor, Grace"), not between two ("Ann Okafor, Grace Hall")."""
    before, rest = plain[start:comma].split(), plain[after:end].replace(",", " ").split()
    plain_before = [word for word in before if not is_title(word.lower()) and word.lower() not in PARTICLES]
    return len(plain_before) == 1 and not ends_a_name(plain, start) and bool(rest) and (
        len(rest[0].rstrip(".")) == 1 or rest[0].lower() in given_names()
    )  # fmt: skip


def ends_a_name(plain: str, start: int) -> bool:
    """Whether a given name, an initial or a title stands right before a place, so that a family name is due there."""
    word = _WORD_BEFORE.search(plain, max(0, start - 24), start)
    if word is None or not word[1][0].isupper():
        return False
    folded = word[1].lower().rstrip(".")
    return len(folded) == 1 or is_title(folded) or (folded in given_names() and folded not in _LEADS)


def _without_lead(plain: str, start: int, end: int) -> int:
    """Where the name of a stretch starts once "Said", "Thanks", "Tel" and their like are left out."""
    words = list(re.finditer(r"[^\s>]+", plain[start:end]))
    for place, word in enumerate(words):
        folded = word.group().lower().strip(".,:'\"")
        rest = words[place + 1 :]
        if len(folded) == 1 and rest and is_title(rest[0].group().lower()):
            continue  # "T/C Mrs Hall"
        if folded in _LEADS and (rest or not is_listed_name(folded)):
            if folded in _LEADS_OR_NAMES and not _is_given_only(rest):
                return start + word.start()
            continue
        return start + word.start()
    return end


def _is_given_only(rest: list[re.Match[str]]) -> bool:
    """Whether what follows is no family name by itself: "Said Carys", not "Said Ahmed"."""
    folded = rest[0].group().lower().strip(".,:'\"") if rest else ""
    return bool(folded) and (folded not in family_names() or len(rest) > 1) and not is_word(folded)


def extended(reading: Reading, end: int) -> int:
    """The end of a name with the capitalised words after it that are no words, posts or places: "Jun Hao Leung"."""
    for _ in range(2):
        word = _NEXT_NAME.match(reading.plain, end)
        folded = word[1].lower() if word else ""
        if not word or is_word(folded) or is_title(folded) or is_no_name(folded):
            break
        if folded in places() and not is_listed_name(folded):
            break
        end = word.end(1) - (2 if folded.endswith("'s") else 0)
    return end


def only_opens(reading: Reading, start: int, end: int) -> bool:
    """Whether a single word has its capital only because a sentence or a cell begins: "Mtg at school", "Unpaid"."""
    folded = reading.folded[start:end].strip(".,:")
    if folded in _NOBODY or folded in _NO_PEOPLE:
        return True
    pieces = folded.split("-")
    if len(pieces) > 1 and all(is_word(one) or one in _NOBODY or one in _PREFIXES for one in pieces):
        return not any(is_listed_name(one) and not is_word(one) for one in pieces)
    if " " in folded or "-" in folded or (is_listed_name(folded) and not is_word(folded)):
        return False
    opens = not reading.plain[:start].rstrip(" \"'(>")[-1:].strip(".!?:;\n\r\t")
    return opens and not NAME_AFTER.match(reading.plain, end)
