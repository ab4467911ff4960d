"""Which documents a person opens and decides about before they can go: nothing of these is included by itself.

A cue in the text says that the law may ask for more than the rule about other people, and so does the kind of record.
Each row names its law; nothing is withheld by it, and whoever signs off is told of those that go all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from requests_.model.rights import Category


@dataclass(frozen=True, slots=True)
class LookFirst:
    """One reason to look first: the kind of a mark, or of the record, that raises it."""

    says: str
    citation: str
    cues: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()


LOOKED_AT_FIRST: tuple[LookFirst, ...] = (
    LookFirst("may be legally privileged", "DPA 2018 Sch. 2 para. 19; s.45A", cues=("cue:privilege",)),
    LookFirst(
        "may harm an investigation or a prosecution",
        "DPA 2018 Sch. 2 para. 2; s.45(4)",
        categories=(Category.INTERVIEWS_UNDER_CAUTION, Category.WITNESS_STATEMENTS),
    ),
    LookFirst(
        "may cause serious harm, or tell of a child at risk",
        "DPA 2018 Sch. 3 paras. 11 and 21",
        categories=(Category.SAFEGUARDING,),
    ),
)


def look_first(category: str, kinds: Iterable[str]) -> LookFirst | None:
    """The first reason why a document of this category, with marks of these kinds, is left for a person to decide."""
    marked = frozenset(kinds)
    return next((row for row in LOOKED_AT_FIRST if category in row.categories or not marked.isdisjoint(row.cues)), None)
