"""One document under review: a part's text with its marks, beside the page it stands on."""

from __future__ import annotations

from collections import Counter

from portal.staff import forms_review
from portal.staff.case_context import case_page
from portal.staff.forms_review import MarksForm, OutcomeForm, PartForm, PasswordForm, offered, outcome_form
from portal.staff.marked_text import marked_boxes, state_of, stretches
from portal.staff.opened_file import file_of
from portal.staff.record_page import compared_in_record, limits_on
from portal.web.forms import PortalForm
from portal.web.resources import PageImage, ReadUnit, resources
from portal.web.transaction import reading
from requests_.ids import CaseId, DocumentId
from requests_.model.exemptions import Exemption
from requests_.model.gates import Ruling, health_gate, is_health
from requests_.model.rights import Regime
from requests_.store.queries.review import DocumentRow, document_row, mark_rows


def review_page(
    case: CaseId,
    key: DocumentId,
    typed_part: str,
    *,
    failed: PortalForm | None = None,
    chosen: frozenset[str] = frozenset(),
) -> str:
    """The page of part `typed_part` (counted from 0) of a document; a form that `failed` is shown again as it was sent.

    `chosen` are the marks that were ticked.
    """
    document = document_row(reading(), case, key)
    units = resources().read_units(case, document.read_sha256) if document.read_sha256 else ()
    part = _within(typed_part, len(units))
    unit = units[part] if units else None
    all_marks = mark_rows(reading(), case, key)
    marks = [mark for mark in all_marks if mark.unit == part]
    still_open = Counter(mark.unit for mark in all_marks if state_of(mark) == "refer")
    open_by_part = [still_open[number] for number in range(len(units))]
    return case_page(
        "staff/case/review.html",
        case,
        document=document,
        unit=unit,
        part=part,
        parts=[(n, unit.label, open_by_part[n]) for n, unit in enumerate(units)],
        marks=marks,
        state_of=state_of,
        stretches=list(stretches(unit, marks)) if unit else [],
        boxes=marked_boxes(unit, marks) if unit else [],
        picture=_picture(case, document, unit),
        **_forms(case, document, failed),
        failed_form=failed,
        chosen=chosen,
        exemptions=document_exemptions(case, document),
        health=_health(case, document),
        limits=limits_on(document),
        compared=compared_in_record(case, document),
        neighbours=_neighbours(file_of(case).documents, key),
        undecided=_next_undecided(case, key, open_by_part, part),
    )


def _forms(case: CaseId, document: DocumentRow, failed: PortalForm | None) -> dict[str, PortalForm]:
    forms: dict[str, PortalForm] = {
        "outcome": document_form(case, document),
        "marks_form": MarksForm(),
        "part_form": part_form_of(case, document),
        "password_form": PasswordForm(),
    }
    return {name: failed if failed is not None and type(failed) is type(form) else form for name, form in forms.items()}


def _within(typed: str, count: int) -> int:
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
    return min(number, max(count - 1, 0))


def _picture(case: CaseId, document: DocumentRow, unit: ReadUnit | None) -> PageImage | None:
    if unit is None or unit.page is None or not document.read_sha256:
        return None
    return resources().page_image(case, document.read_sha256, unit.page)


def document_exemptions(case: CaseId, document: DocumentRow) -> tuple[Exemption, ...]:
    """What the document may be withheld for: the grounds of the law that its store is held under."""
    regimes = {row.key: Regime(row.regime) for row in file_of(case).sources}
    regime = regimes.get(document.source, Regime.UK_GDPR)
    return offered((regime,), file_of(case).summary.case.capacity)


def case_exemptions(case: CaseId) -> tuple[Exemption, ...]:
    """The grounds of every law that a source of the case is held under."""
    summary = file_of(case).summary.case
    regimes = [Regime(row.regime) for row in file_of(case).sources if row.key in summary.sources]
    return offered(regimes or (Regime.UK_GDPR,), summary.capacity)


def document_form(case: CaseId, document: DocumentRow, sent: object = None) -> OutcomeForm:
    """The form for a whole document, as it was sent or as it stands."""
    grounds = document_exemptions(case, document)
    return outcome_form(grounds, sent, outcome=document.outcome or "", reason=document.outcome_reason)


def part_form_of(case: CaseId, document: DocumentRow, sent: object = None) -> PartForm:
    """The form for a part of the document, empty or as it was sent."""
    return forms_review.part_form(document_exemptions(case, document), sent)


def _health(case: CaseId, document: DocumentRow) -> Ruling | None:
    if not is_health(document.category):
        return None
    records = file_of(case).summary.case.health
    return health_gate(records.get(document.key), resources().clock.london_date())


def _neighbours(documents: tuple[DocumentRow, ...], key: DocumentId) -> tuple[DocumentRow | None, DocumentRow | None]:
    place = next(number for number, document in enumerate(documents) if document.key == key)
    before = documents[place - 1] if place else None
    return before, documents[place + 1] if place + 1 < len(documents) else None


def _next_undecided(case: CaseId, key: DocumentId, open_by_part: list[int], part: int) -> tuple[DocumentId, int] | None:
    """The next part with something to decide: of this document, else the first of one after it, round the bundle."""
    documents = file_of(case).documents
    later = next((number for number, still in enumerate(open_by_part) if still and number > part), None)
    if later is not None:
        return key, later
    place = next(number for number, document in enumerate(documents) if document.key == key)
    others = (*documents[place + 1 :], *documents[:place])
    return next(((document.key, 0) for document in others if document.open_marks), None)
