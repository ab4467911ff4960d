"""How good detection is: what share of mentions is wholly covered, what share of covered words should be, and for whom.

Mentions count whole: a name with one letter showing is a name shown. A third party is protected only when every
mention is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from redaction.propose import propose_text
from redaction.values import Disposition, Person, Proposal

Span = tuple[int, int]
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Score:
    """Counts of one evaluation, and the three figures made of them; a figure of nothing is 1."""

    mentions: int = 0
    covered: int = 0
    words_marked: int = 0
    words_right: int = 0
    people: int = 0
    people_safe: int = 0

    @property
    def recall(self) -> float:
        """Share of mentions wholly covered."""
        return self.covered / self.mentions if self.mentions else 1.0

    @property
    def precision(self) -> float:
        """Share of the covered words that belong to a mention."""
        return self.words_right / self.words_marked if self.words_marked else 1.0

    @property
    def safe(self) -> float:
        """Share of people of whom every mention is wholly covered."""
        return self.people_safe / self.people if self.people else 1.0

    def figures(self) -> dict[str, float]:
        """Counts and figures, for a file or a table."""
        return {
            **asdict(self),
            "recall": round(self.recall, 4),
            "precision": round(self.precision, 4),
            "safe": round(self.safe, 4),
        }


def add(
    score: Score, text: str, truth: Sequence[tuple[int, int, str]], marked: Iterable[Span], allowed: Iterable[Span] = ()
) -> None:
    """Count one text: `truth` are the mentions with whom each names, `marked` what was covered.

    `allowed` are stretches that may be covered or not without counting against precision.
    """
    cover = _places(marked)
    right = _places((start, end) for start, end, _ in truth)
    free = _places(allowed)
    safe: dict[str, bool] = {}
    for start, end, whom in truth:
        whole = all(place in cover or not text[place].isalnum() for place in range(start, end))
        score.mentions += 1
        score.covered += whole
        safe[whom] = safe.get(whom, True) and whole
    score.people += len(safe)
    score.people_safe += sum(safe.values())
    for word in _WORD.finditer(text):
        places = set(range(*word.span()))
        if places & cover and not places & free:
            score.words_marked += 1
            score.words_right += bool(places & right)


def kept_back(proposals: Iterable[Proposal], kinds: frozenset[str] | None = None) -> list[Span]:
    """The spans that would not be disclosed as they stand: withheld or referred."""
    return [
        (one.start, one.end)
        for one in proposals
        if one.disposition is not Disposition.DISCLOSE and (kinds is None or one.kind in kinds)
    ]


def scored_unknown(texts: Iterable[tuple[str, Sequence[tuple[int, int, str]]]]) -> dict[str, float]:
    """Figures for people nobody listed, on annotated texts."""
    score = Score()
    for text, people in texts:
        add(score, text, people, kept_back(propose_text(text, ()), frozenset({"person"})))
    return score.figures()


def scored_known(
    texts: Iterable[tuple[str, Sequence[tuple[int, int, str]]]], people: Sequence[Person]
) -> dict[str, float]:
    """Figures for listed third parties: mentions truth-tagged with their keys."""
    score = Score()
    for text, truth in texts:
        add(score, text, truth, kept_back(propose_text(text, people)))
    return score.figures()


def _places(spans: Iterable[Span]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}
