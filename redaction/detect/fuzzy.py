"""Names written wrongly: one or two letters out, or misread by OCR ("Okafro", "0kafor", "Wi11iam", "Oka for").

Works on a text's own vocabulary: each distinct capitalised token is compared once, however often it stands there. A
token that is
an English word is left alone here; beside another part of the name it is still seen (`neighbours`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from redaction.lexicon import is_calendar_word, is_listed_name, is_title, is_word
from redaction.normalise import Reading
from redaction.people import Owner, Part

_TOKEN = re.compile(r"(?<![\w'@.])(?:[A-Z0-9]|[a-z]{1,2}[A-Z])[\w|'@$]*[\w|@](?![\w@]|\.\w)")
_SPLIT = re.compile(r"([A-Z](?<![\w'].)[a-z]*)[ -]([a-z]{1,12})(?![\w'])")
_AFTER_INITIAL = re.compile(r"([A-Z](?<![\w'].))\.?[ ]?([a-z][A-Za-z]{3,})(?![\w'])")
_MISREAD = (
    (re.compile("rn"), "m"),
    (re.compile("vv"), "w"),
    (re.compile("cl"), "d"),
    (re.compile("ii"), "u"),
    (re.compile("nn"), "m"),
)
_ONE_SHAPE = str.maketrans("01|!5$8@69i", "olllssbagql")
_POSSESSIVE = re.compile(r"'s?$")
_COMPARED = frozenset({Part.GIVEN, Part.FAMILY, Part.MIDDLE})


def skeleton(token: str) -> str:
    """A folded token with the shapes that OCR mixes up made one."""
    shape = token.translate(_ONE_SHAPE)
    for pattern, letter in _MISREAD:
        shape = pattern.sub(letter, shape)
    return shape


class Speller:
    """Remembers, for one roster, which listed form each token of a bundle may stand for."""

    def __init__(self, owners_of: Mapping[str, tuple[Owner, ...]], given_letters: Mapping[str, frozenset[str]]) -> None:
        forms = [
            form
            for form, owners in owners_of.items()
            if len(form) > 2 and " " not in form and any(_compared(form, owner.part) for owner in owners)
        ]
        self._exact = frozenset(owners_of)
        self._forms = forms
        self._skeletons = [skeleton(form) for form in forms]
        self._shapes = {shape: form for shape, form in zip(self._skeletons, forms, strict=True) if len(form) > 3}
        self._whole = frozenset(form for form in forms if len(form) > 4)
        self._letters = {
            form: {letter for owner in owners_of[form] for letter in given_letters[owner.key]} for form in forms
        }
        self._known: dict[str, str] = {}

    def spellings_in(self, reading: Reading) -> Iterable[tuple[int, int, str]]:
        """Start, end and listed form of everything in a text that is a wrong spelling of one."""
        plain = reading.plain
        for token in set(_TOKEN.findall(plain)):
            form = self._form_for(token)
            if form:
                length = len(_POSSESSIVE.sub("", token))
                yield from ((start, start + length, form) for start in _places(token, plain))
        for match in _AFTER_INITIAL.finditer(plain):
            form = self._form_for(match[2])
            if form and any(match[1].lower() == key_letter for key_letter in self._letters.get(form, ())):
                yield match.start(2), match.end(2), form
        for pair in set(_SPLIT.findall(plain)):
            form = (pair[0] + pair[1]).lower()
            if form in self._whole and not (
                is_word(pair[1]) and (is_word(pair[0].lower()) or is_listed_name(pair[0].lower()))
            ):
                for gap in " -":
                    written = gap.join(pair)
                    yield from ((start, start + len(written), form) for start in _places(written, plain))

    def _form_for(self, token: str) -> str:
        form = self._known.get(token)
        if form is None:
            form = self._known[token] = self._form_of(token)
        return form

    def _form_of(self, token: str) -> str:
        folded = token.lower().removesuffix("'s").removesuffix("'")
        letters = sum(letter.isalpha() for letter in folded)
        if len(folded) < 3 or letters * 2 <= len(folded) or folded in self._exact:
            return ""
        if is_word(folded) or is_title(folded) or is_calendar_word(folded) or is_word(folded.removesuffix("'")):
            return ""
        shape = skeleton(folded)
        if shape in self._shapes:
            return self._shapes[shape]
        found: dict[str, float] = {}
        for choices, written in ((self._forms, folded), (self._skeletons, shape)):
            for _, distance, place in process.extract(
                written, choices, scorer=OSA.distance, score_cutoff=2, limit=None
            ):
                form = self._forms[place]
                if distance <= _allowed(form) and _alike(folded, form, token):
                    found[form] = min(distance, found.get(form, distance))
        return min(found, key=lambda form: (found[form], form)) if found else ""


def _compared(form: str, part: Part) -> bool:
    """Own names only; an initial run into a name ("skhan") is too like other names, two whole names are not."""
    return part in _COMPARED or (part is Part.JOINED and len(form) > 9)


def _allowed(form: str) -> int:
    """How many letters of a form may be out before it stops being evidence."""
    return 0 if len(form) < 3 else 1 if len(form) < 8 else 2


def _alike(token: str, form: str, written: str) -> bool:
    """Guards for short names: a name of three or four letters must keep its first, and be no acronym or other name."""
    if written.isupper() and len(written) < 5:
        return False
    if is_listed_name(token) and len(form) < 5:
        return False
    if len(form) == 3:
        return len(token) == 4 and token[0] == form[0]
    return len(form) > 4 or token[0] == form[0] or sorted(token) == sorted(form) or token.endswith(form)


def _places(token: str, plain: str) -> Iterable[int]:
    start = plain.find(token)
    while start >= 0:
        end = start + len(token)
        if (
            not (start and (plain[start - 1].isalnum() or plain[start - 1] in "@_"))
            and not plain[end : end + 1].isalnum()
        ):
            yield start
        start = plain.find(token, end)
