"""What stands beside a name: titles, initials, and names nobody listed; each can change who is meant.

"Mrs Okafor" is not the pupil, "T. Okafor" is not Grace, and "Amelia Jones" is another child than Amelia Okafor: whoever
does not fit becomes somebody unknown, never silently the listed person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from redaction.detect import titles
from redaction.detect.fuzzy import skeleton
from redaction.detect.mention import Mention
from redaction.detect.roster import Roster
from redaction.lexicon import (
    PLACE_WORDS,
    TITLES,
    family_names,
    given_names,
    is_calendar_word,
    is_title,
    is_word,
)
from redaction.normalise import Reading
from redaction.people import Part

LONGEST_GAP = 60
NO_FIT = "the title or initial fits nobody listed"
_GAP = re.compile(
    # spaces, "Okafor, Grace", hyphens, a nickname in quotes
    r"[ \n]{1,60}|[ ]?,[ \n]{0,3}|-[ ]?\n?|[ ]*[\"'(]{1,2}|[\"')]{1,2}[ ]*|_|"
    r"[ ](?:[A-Z]\.?[ ]?){1,3}[ ]?|"  # a middle initial
    r"[ ](?:[A-Z][\w'-]+[ ]){1,2}"  # a middle name nobody listed
)
_INITIALS_BEFORE = re.compile(r"(?<!\w)((?:[A-Z]\.[ -]?){1,4}|[A-Z]{1,3}[ ])$")
_WORD_AT_END = re.compile(r"(?<![\w'])([A-Za-z]{2,11})(?:\.?[ \n]{1,2}|[.,\t])$")  # a space, or the edge of a cell
_TITLE_AFTER = re.compile(r"(?:,[ ]?|[ ]?\(|\t)([A-Za-z]{2,11})(?![\w'@])\.?(?:[ ][A-Z](?![\w'])\.?)*(?![ ]?[A-Z])")
_INITIAL_AFTER = re.compile(r" ([A-Z])(?:\.(?!\w)|(?![\w'.@]))")
_COMMA_INITIALS_AFTER = re.compile(r",[ ]?((?:[A-Z]\.?[ -]?){1,3})(?![\w'@])")
_WORD_BEFORE = re.compile(r"(?<![\w'@./-])(\w[\w'@-]*[\w@])[ \n]$")
_WORD_AFTER = re.compile(r"[ \n](\w[\w'@-]*[\w@])(?![\w@])")
_COMMA_NAME_AFTER = re.compile(r",[ ](\w[\w'@-]*[\w@])(?![\w@])")
_COMMA_NAME_BEFORE = re.compile(r"(?<![\w'@./-])(\w[\w'@-]*[\w@]),[ ]$")
_SPOILT_TITLE = re.compile(r"(?<![\w'@.])(?:M[a-z0-9]{1,3}|[a-z]M[a-z]{1,2}|rM|[Mm]\w?[Ss5])\.?[ ]$")
_POSSESSIVE = re.compile(r"'s?$")


def may_join(gap: str) -> bool:
    """Whether what stands between two parts may stand inside one name."""
    if not _GAP.fullmatch(gap) or gap.count("\n") > 1:
        return False
    middle = gap.split() if len(gap) > 3 else ()
    return all(len(word.strip(".")) < 2 or not is_word(word.lower()) for word in middle)


def settle(mention: Mention, reading: Reading, roster: Roster, *, family: bool, given: bool) -> Mention:
    """The mention with its title and initials taken in, for the people they leave possible.

    `family` and `given` say which parts of the name the hits wrote.
    """
    mention, title, initials = _before(mention, reading, roster, family=family, given=given)
    if family and not given and not title:
        mention, title = _title_after(mention, reading)
    mention, trailing = _after(mention, reading, roster, family=family, given=given or bool(title))
    # An adult's title tells a child from a parent of the same name.
    family_only = (family and not given) or len(mention.keys) > 1
    keys = titles.fitting(mention.keys, title, roster, family_only=family_only)
    if family and given and not keys:
        # A whole name is that person's whatever the title; one that speaks against it leaves a doubt.
        return replace(mention, doubt=mention.doubt or "a title that does not fit")
    if initials and not given:
        keys = tuple(key for key in keys if _fits(initials[0], roster.given_letters[key]))
    if trailing:
        letters = roster.given_letters if family else roster.family_letters
        keys = tuple(key for key in keys if _fits(trailing, letters[key]))
    if not keys:
        return unlisted(mention, reading, NO_FIT)
    if keys != mention.keys:
        mention = replace(mention, keys=keys)
    if family and given:
        return mention
    return _beside_unlisted(
        mention, reading, roster, family=family, titled=bool(title), initialled=bool(initials or trailing)
    )


def with_title(mention: Mention, reading: Reading, roster: Roster) -> Mention:
    """The mention of somebody by initials with a title that stands before it, for those the title leaves possible."""
    start, title, initials = _title_and_initials(reading.plain, mention.start)
    if not title or initials:
        return mention
    mention = replace(mention, start=start)
    keys = titles.fitting(mention.keys, title, roster, family_only=True)
    return replace(mention, keys=keys) if keys else unlisted(mention, reading, NO_FIT)


def _title_and_initials(plain: str, start: int) -> tuple[int, str, str]:
    """Where a title and initials left of a place start, and both folded; the place itself when there are none."""
    window = plain[max(0, start - 34) : start]
    initials = _INITIALS_BEFORE.search(window[-16:]) if window[-1:] in (" ", ".", "-") else None
    if initials and is_title(initials[1].strip().lower()):
        initials = None  # "MRS OKAFOR"
    if initials:
        window = window[: len(window) - len(initials[1])]
    written = initials[1].lower() if initials else ""
    word = _WORD_AT_END.search(window) if window[-1:] in (" ", "\n", ".", ",", "\t") else None
    if word and _is_written_title(word[1]):
        return start - len(written) - len(word.group()), word[1].lower(), written
    return start - len(written), "", written


def _is_written_title(word: str) -> bool:
    return is_title(word.lower()) and (word[0].isupper() or word.lower() in TITLES)


def _title_after(mention: Mention, reading: Reading) -> tuple[Mention, str]:
    """A title right of a family name, as registers have it ("Okafor, Mrs G"), and the mention with it inside."""
    match = _TITLE_AFTER.match(reading.plain, mention.end)
    if match is None or not _is_written_title(match[1]):
        return mention, ""
    return replace(mention, end=match.end()), match[1].lower()


def unlisted(mention: Mention, reading: Reading, doubt: str) -> Mention:
    """The mention as one of somebody nobody listed."""
    name = " ".join(reading.folded[mention.start : mention.end].replace(",", " ").split())
    return replace(mention, keys=(), name=name, why="a name nobody listed", doubt=doubt)


def _before(
    mention: Mention, reading: Reading, roster: Roster, *, family: bool, given: bool
) -> tuple[Mention, str, str]:
    """The title and the initials left of a name, and the mention with both inside."""
    start, title, initials = _title_and_initials(reading.plain, mention.start)
    if start == mention.start:
        spoilt = _SPOILT_TITLE.search(reading.plain, max(0, start - 8), start)
        if spoilt and not is_word(spoilt.group().strip(" .").lower()):
            mention = replace(mention, start=spoilt.start())
        return mention, "", ""
    letters = "".join(letter for letter in initials if letter.isalpha())
    if letters and "." not in initials and not _plausible_initials(letters, mention, roster, title):
        return (mention, "", "") if not title else (replace(mention, start=start), title, "")
    if given and not family and letters and "." not in initials:
        return mention, title, ""
    return replace(mention, start=start), title, letters


def _plausible_initials(letters: str, mention: Mention, roster: Roster, title: str) -> bool:
    """A bare capital is an initial after a title, or when it fits; two or three only when they fit ("AG Okafor",
    not "QC")."""
    if len(letters) == 1:
        return bool(title) or letters not in "ai" or any(letters in roster.given_letters[key] for key in mention.keys)
    return any(letters[0] in roster.given_letters[key] for key in mention.keys)


def _after(mention: Mention, reading: Reading, roster: Roster, *, family: bool, given: bool) -> tuple[Mention, str]:
    """An initial right of a given name ("Amelia T."), or after a family name and a comma ("Okafor, G.")."""
    if family and given:
        return mention, ""
    pattern = _COMMA_INITIALS_AFTER if family else _INITIAL_AFTER
    match = pattern.match(reading.plain, mention.end)
    if match is None:
        return mention, ""
    letters = "".join(letter for letter in match[1].lower() if letter.isalpha())
    fits = any(letters[0] in roster.given_letters[key] for key in mention.keys)
    if "." not in match[1] and len(letters) > 1 and (is_word(letters) or not fits):
        return mention, ""
    letter = match[1][0].lower()
    bare = "." not in match.group()
    if bare and letter in "ai" and reading.plain[match.end() : match.end() + 1].strip(" "):
        return mention, ""
    if bare and letter in "ai" and not any(letter in roster.family_letters[key] for key in mention.keys):
        return mention, ""
    return replace(mention, end=match.start() + len(match.group().rstrip())), letter


def _fits(letter: str, letters: frozenset[str]) -> bool:
    return not letters or letter in letters


def _beside_unlisted(
    mention: Mention, reading: Reading, roster: Roster, *, family: bool, titled: bool, initialled: bool
) -> Mention:
    """A single part of a name with another name beside it: the same person misspelled, or somebody nobody listed."""
    if initialled:
        return mention
    for start, end, joined_by_space in _beside(mention, reading, family=family, titled=titled):
        token = _POSSESSIVE.sub("", reading.plain[start:end])
        wider = replace(mention, start=min(start, mention.start), end=max(start + len(token), mention.end))
        like = _like_part_of(token.lower(), mention.keys, roster, Part.GIVEN if family else Part.FAMILY)
        if like and not (token.islower() and is_word(token)):
            why = "named in full, one part misspelled"
            return replace(wider, keys=like, doubt="", score=min(mention.score, 0.95), why=why)
        if mention.doubt or not _name_like(token, before=start < mention.start, reading=reading, start=start):
            continue
        if not joined_by_space and (not family or token.lower() not in given_names()):
            continue
        letters = roster.given_letters if family else roster.family_letters
        if all(not letters[key] for key in mention.keys):
            return wider  # listed by one name only: this is the rest of it
        return unlisted(wider, reading, "shares part of a listed person's name")
    return mention


def _beside(mention: Mention, reading: Reading, *, family: bool, titled: bool) -> Iterator[tuple[int, int, bool]]:
    """The tokens that could be the missing part, and whether only a space joins them.

    A given name stands before a family name, or after it and a comma.
    """
    if family and titled:
        return
    plain, before = reading.plain, max(0, mention.start - 40)
    left = (_WORD_BEFORE if family else _COMMA_NAME_BEFORE).search(plain, before, mention.start)
    right = (_COMMA_NAME_AFTER if family else _WORD_AFTER).match(plain, mention.end)
    for match in (left, right):
        if match:
            start, end = match.span(1)
            yield start, end, plain[end if match is left else start - 1] == " "


def _like_part_of(token: str, keys: tuple[str, ...], roster: Roster, part: Part) -> tuple[str, ...]:
    """Which of the people have a name part the token may be a misspelling of."""
    found = []
    for key in keys:
        for form in roster.part_forms.get((key, part), ()):
            allowed = 1 if len(form) < 5 else 2 if len(form) < 9 else 3
            distance = min(
                OSA.distance(token, form, score_cutoff=allowed),
                OSA.distance(skeleton(token), skeleton(form), score_cutoff=allowed),
            )
            if distance <= allowed and (token[0] == form[0] or len(form) > 4 or sorted(token) == sorted(form)):
                found.append(key)
                break
    return tuple(found)


def _name_like(token: str, *, before: bool, reading: Reading, start: int) -> bool:
    """Whether a capitalised token beside a name reads as the rest of a name."""
    folded = token.lower()
    if not token[0].isupper() or is_title(folded) or is_calendar_word(folded) or folded in PLACE_WORDS:
        return False
    shouted = token.isupper() and len(token) > 1
    if before:
        if shouted and len(token) < 5 and folded not in given_names():
            return False
        return folded in given_names() and not (is_word(folded) and _opens(reading.plain, start)) or not is_word(folded)
    if shouted and len(token) < 5 and folded not in family_names():
        return False
    return not is_word(folded) or folded in family_names()


def _opens(plain: str, start: int) -> bool:
    before = plain[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in ".!?:\n\r\t"
