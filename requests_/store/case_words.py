"""The words by which a case is found: of names, schools and numbers, folded as people type them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import Session

from requests_.store.desk_tables import CaseWord

LONGEST_WORD = 80
MOST_TYPED = 6
# Of words with one beginning; more are not compared.
MOST_WORDS = 4_000
_NUMBER_BEGINS = len("rr2026")
# After every letter and digit: a word's beginning is the range up to this.
_AFTER = "\U0010ffff"
_LETTERS = re.compile(r"[^\W_]+")
# Letters that are one with a stroke, not two: no accent to take off.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


def words_in(texts: Iterable[str]) -> frozenset[str]:
    """Every word of the texts in its folded form; `O'Hara` is found as `ohara` and `hara`."""
    found: set[str] = set()
    for text in texts:
        for part in folded(text).split():
            pieces = _LETTERS.findall(part)
            found.update({"".join(pieces), *pieces})
    return frozenset(word[:LONGEST_WORD] for word in found if word)


def words_of_details(subject: dict[str, Any], requester: dict[str, Any]) -> frozenset[str]:
    """What a case is found by as long as its details are held: its people's names, the school, the pupil number."""
    names = (subject["given_name"], subject["family_name"], *(subject.get("other_names") or ()))
    others = (subject.get("upn", ""), subject.get("school", ""), requester["name"])
    return words_in((*names, *others))


def words_of_reference(reference: str) -> frozenset[str]:
    """What a case is always found by: its reference, and the number in it."""
    whole = "".join(_LETTERS.findall(folded(reference)))
    return frozenset({whole, whole[_NUMBER_BEGINS:]})


def typed_words(typed: str) -> tuple[str, ...]:
    """What somebody typed into a search box, as words to begin with; none when there is nothing to look for."""
    parts = ("".join(_LETTERS.findall(part)) for part in folded(typed).split())
    return tuple(part[:LONGEST_WORD] for part in parts if part)[:MOST_TYPED]


def folded(text: str) -> str:
    """Lower case, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_STROKES)


def add_words(session: Session, case: str, words: Iterable[str]) -> None:
    """Let a case be found by words; those it is found by already stay."""
    known = set(session.scalars(select(CaseWord.word).where(CaseWord.case_id == case)))
    new = sorted(set(words) - known)
    if new:
        session.execute(insert(CaseWord), [{"word": word, "case_id": case} for word in new])


def forget_words(session: Session, case: str, reference: str) -> None:
    """Let a case be found by its reference alone: its details are erased."""
    session.execute(delete(CaseWord).where(CaseWord.case_id == case))
    add_words(session, case, words_of_reference(reference))


def words_beginning(beginning: str) -> Select[str]:
    """The words of all cases that begin so, each once: the index gives the next one, however often each stands."""
    begins, ends = CaseWord.word >= beginning, CaseWord.word < beginning + _AFTER
    first = select(func.min(CaseWord.word).label("word")).where(begins, ends).cte("words", recursive=True)
    following = select(func.min(CaseWord.word)).where(CaseWord.word > first.c.word, ends).scalar_subquery()
    words = first.union_all(select(following).where(first.c.word.is_not(None)))
    return select(words.c.word).where(words.c.word.is_not(None)).limit(MOST_WORDS)


def cases_with(word: str) -> Select[str]:
    """The keys of the cases with a word that begins so."""
    return select(CaseWord.case_id).where(CaseWord.word >= word, CaseWord.word < word + _AFTER)
