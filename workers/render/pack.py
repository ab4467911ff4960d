"""The pages in front of a pack: the letter, the index, and the schedule of searches and redactions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment

from requests_.model.correspondence import Audience, Letter, LetterHead, LetterKind
from requests_.model.exemptions import QUIET_CODES
from requests_.model.letters.check import Silence, require_complete
from requests_.model.letters.draft import audience_for
from requests_.model.letters.facts import AccessGranted
from requests_.model.letters.reasons import sentences, told
from requests_.model.people import DataSubject, Requester
from requests_.model.rights import AccessScope, Category, Regime, Right
from requests_.settings import ControllerProfile
from templates.environment import build_environment
from templates.filters import uk_date
from templates.labels import label
from templates.letter_text import read_letter

_LAWS = {Regime.UK_GDPR: "UK GDPR", Regime.LAW_ENFORCEMENT: "Part 3 of the Data Protection Act 2018"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """Words that were covered in a document: the labels, and the reason code of each."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Included:
    """One document of the pack. `title` is already free of third parties; `first_page` is 0 until it is known."""

    title: str
    dated_on: date | None
    source: str
    category: str
    pages: int
    covered: tuple[Covered, ...]
    hidden: tuple[str, ...]
    first_page: int = 0
    regime: Regime = Regime.UK_GDPR


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One document that is not in the pack, by its kind only: its title might name somebody. `reason` is its code."""

    kind: str
    dated_on: date | None
    reason: str
    regime: Regime = Regime.UK_GDPR

    @property
    def is_quiet(self) -> bool:
        """Whether it was left out for a reason whose very name would tell of an investigation."""
        return self.reason in QUIET_CODES


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLine:
    """One source, and what came of searching it."""

    title: str
    says: str
    looked_at: int
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The stores in which we looked, and sentences about the others; whether all were searched.

    `before` are sentences about those that were searched until the case was opened again: `searched` has them too.
    """

    searched: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_searched: tuple[str, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFacts:
    """Everything the front pages say. `gaps` are whole sentences about what is still to come.

    `is_for_others` says that somebody besides the requester has the copy: then it does not say where the requester is.
    """

    reference: str
    subject: DataSubject
    requester: Requester
    is_own: bool
    received_on: date
    written_on: date
    controller: ControllerProfile
    documents: tuple[Included, ...]
    left_out: tuple[LeftOut, ...]
    searches: tuple[SearchLine, ...]
    gaps: tuple[str, ...]
    looked: Looked = Looked()
    regime: Regime = Regime.UK_GDPR
    silence: Silence = Silence()
    asked_for: AccessScope = AccessScope()
    is_for_others: bool = False


def letter_regimes(facts: PackFacts) -> tuple[Regime, ...]:
    """The laws under which a letter goes with the pack, the case's own first.

    Records of two laws are answered with two letters. Where everything held under the other law is left out for reasons
    that must not be told, its letter would tell them: there is none (DPA 2018 s.45(6)).
    """
    told = {row.regime for row in facts.documents} | {row.regime for row in facts.left_out if not row.is_quiet}
    return (facts.regime, *(regime for regime in Regime if regime in told and regime is not facts.regime))


def letter_html(facts: PackFacts, regime: Regime | None = None) -> str:
    """The covering letter of a law: article 15(1) and (3) or section 45(2), and every route of complaint.

    Raises LetterIncomplete.
    """
    law = regime or facts.regime
    letter = _letter(facts, law)
    page = _render("letter", title="The information you asked for", **letter.context(facts.controller))
    require_complete(letter.kind, law, facts.written_on, read_letter(page), silence=facts.silence)
    return page


def front_pages(facts: PackFacts) -> list[tuple[str, str]]:
    """The pages in front of the documents, each with its title; there is no index of nothing."""
    first, *others = letter_regimes(facts)
    pages = [("Letter", letter_html(facts, first))]
    pages += [(f"Letter: {_LAWS[other]}", letter_html(facts, other)) for other in others]
    if facts.documents:
        pages.append(("Index of documents", index_html(facts)))
    return [*pages, ("Schedule", schedule_html(facts))]


def _letter(facts: PackFacts, regime: Regime) -> Letter:
    laws = letter_regimes(facts)
    documents = [row for row in facts.documents if row.regime is regime]
    granted = AccessGranted(
        documents=len(documents),
        document_pages=sum(document.pages for document in documents),
        withheld_places=sum(len(document.covered) for document in documents),
        withheld_documents=sum(row.regime is regime for row in facts.left_out),
        gaps=facts.gaps if regime is facts.regime else (),
        searched=facts.looked.searched,
        searched_before=facts.looked.before if regime is facts.regime else (),
        not_searched=facts.looked.not_searched if regime is facts.regime else (),
        is_whole_search=facts.looked.is_whole,
        categories=tuple(sorted({label("category_short", document.category) for document in documents})),
        reasons=_reasons(facts, regime),
        other_letter=len(laws) > 1,
        yours="you" if facts.is_own else facts.subject.full_name,
        kinds=tuple(sorted({Category(document.category) for document in documents})),
    )
    head = LetterHead(
        reference=facts.reference,
        written_on=facts.written_on,
        received_on=facts.received_on,
        right=Right.ACCESS,
        regime=regime,
        to_name=facts.requester.name,
        to_address="" if facts.is_for_others else facts.requester.address_on_letters,
        is_own=facts.is_own,
        audience=_audience(facts),
    )
    return Letter(kind=LetterKind.ACCESS_RESPONSE, head=head, facts=granted)


def _audience(facts: PackFacts) -> Audience:
    return audience_for(facts.subject, is_own=facts.is_own, on=facts.written_on)


def _reasons(facts: PackFacts, regime: Regime) -> tuple[str, ...]:
    """Why something held under a law was covered or left out, each reason once."""
    covered = {row.reason for document in facts.documents if document.regime is regime for row in document.covered}
    left_out = {row.reason for row in facts.left_out if row.regime is regime}
    return sentences(sorted(covered | left_out), regime, is_young=_audience(facts) is Audience.YOUNG)


def index_html(facts: PackFacts) -> str:
    """The list of documents with their pages."""
    lines = [
        (number, entry.title, uk_date(entry.dated_on), entry.source, entry.first_page)
        for number, entry in enumerate(facts.documents, 1)
    ]
    return _render("index", title="Index of documents", lines=lines)


def schedule_html(facts: PackFacts) -> str:
    """Where we looked, and what was left out and why; never what was covered."""
    places = Counter(row for document in facts.documents for row in document.covered)
    # Of a law that has no letter here nothing is told at all.
    left_out = [row for row in facts.left_out if row.regime in letter_regimes(facts)]
    codes = {row.reason for row in places} | {row.reason for row in left_out}
    is_young = _audience(facts) is Audience.YOUNG
    return _render(
        "schedule",
        asked_for=facts.asked_for,
        title="Schedule",
        searches=[(line.title, line.says, f"{line.looked_at:,}", line.found) for line in facts.searches],
        labels=[
            (row.label, told(row.reason).label, number)
            for row, number in sorted(places.items(), key=lambda item: item[0].label)
        ],
        covered=_covered_lines(facts.documents),
        left_out=[_left_out_line(row) for row in left_out],
        hidden=_hidden_lines(facts.documents),
        reasons=[
            (row.label, row.says(is_young=is_young), row.citation(facts.regime))
            for row in {row.code: row for row in map(told, sorted(codes))}.values()
        ],
    )


def _left_out_line(row: LeftOut) -> tuple[str, str, str]:
    # What kind of document it is, and of when, can tell of an investigation as well as its reason does.
    kind, day = ("A document", "") if row.is_quiet else (row.kind, uk_date(row.dated_on))
    return kind, day, told(row.reason).label


def _covered_lines(documents: Sequence[Included]) -> list[tuple[str, str, str]]:
    return [
        (f"{number}. {document.title}", ", ".join(sorted({row.label for row in document.covered})), _pages(document))
        for number, document in enumerate(documents, 1)
        if document.covered
    ]


def _pages(document: Included) -> str:
    last = document.first_page + document.pages - 1
    return f"{document.first_page}–{last}" if document.pages > 1 else str(document.first_page)


def _hidden_lines(documents: Sequence[Included]) -> list[tuple[str, str]]:
    """Each kind of hidden part, with the numbers of the documents that had it. A file's own name is never told."""
    numbers: dict[str, list[int]] = {}
    for number, document in enumerate(documents, 1):
        for kind in document.hidden:
            numbers.setdefault(kind.partition(":")[0], []).append(number)
    return [
        (kind.capitalize(), ", ".join(str(n) for n in dict.fromkeys(held))) for kind, held in sorted(numbers.items())
    ]


@cache
def _environment() -> Environment:
    return build_environment()


def _render(template: str, **context: Any) -> str:
    return _environment().get_template(f"pack/{template}.html").render(context)
