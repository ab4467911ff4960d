"""Withholding by the law's own rules: wrong use is refused with the rule's sentence, and the case stays as it was."""

from datetime import date, timedelta

import pytest

from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId, DocumentId
from requests_.model.case import Stage
from requests_.model.commands import CaseCommand
from requests_.model.events.base import DocumentOutcome
from requests_.model.gates import HealthGround
from requests_.model.review_commands import DecideDocument, RecordHealth, RecordProposals, WithholdWords
from requests_.model.sources import SourceSystem
from requests_.model.staff import Actor
from requests_.services import disclosure, health, reviewing, withholding
from requests_.store.people_tables import DecisionRecord
from requests_.store.queries.timeline import timeline_rows
from tests.factories.cases import Desk
from tests.factories.clocks import MovingClock
from tests.factories.documents import found_document, mark_of
from tests.factories.people import APPROVER, CASEWORKER, OFFICER

RECORD = "Legal services, 3 June."


def two_laws(desk: Desk) -> CaseId:
    """A letter in the case system, and the same letter in the prosecution file, which is held under Part 3."""
    systems = (
        SourceSystem(key="case", title="Case", kind="sql", regime="uk_gdpr"),
        SourceSystem(key="court", title="Court", kind="sql", regime="law_enforcement"),
    )
    desk = Desk(desk.store, desk.clock, sources=("case", "court"))
    desk.within(lambda uow: uow.searches.register(systems))
    case = desk.searching()
    sha256 = desk.store.vault.put(b"a letter")
    for source in ("case", "court"):
        desk.searched(case, source, found_document(source, sha256=sha256))
    for document in desk.documents(case):
        desk.read(case, document.key)
    marks = {document.key: (mark_of("Dee Fox"),) for document in desk.documents(case)}
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks=marks))
    return case


def document_of(desk: Desk, case: CaseId, source: str = "case") -> DocumentId:
    return next(document.key for document in desk.documents(case) if document.source == source)


def withhold(desk: Desk, case: CaseId, code: str, source: str = "case", **changes: object) -> None:
    values: dict[str, object] = dict(
        case=case,
        document=document_of(desk, case, source),
        outcome=DocumentOutcome.WITHHOLD,
        reason=code,
        actor=CASEWORKER,
        record=RECORD,
    )
    desk.do(reviewing.decide_document, DecideDocument(**{**values, **changes}))  # type: ignore[arg-type]


def test_EX_a_mark_has_the_ground_of_the_law_its_document_is_held_under(desk: Desk) -> None:
    case = two_laws(desk)
    reasons = {mark.document: mark.reason for mark in desk.within(lambda uow: uow.documents.marks(case))}
    assert reasons == {
        document_of(desk, case, "case"): "S2P16_THIRD_PARTY",
        document_of(desk, case, "court"): "P3_S45_4_E",
    }


@pytest.mark.parametrize(
    ("code", "source", "actor", "record", "says"),
    [
        ("S2P19_LPP", "court", CASEWORKER, RECORD, "not a ground under Part 3"),
        ("P3_S45A_LPP", "case", CASEWORKER, RECORD, "not a ground under the UK GDPR"),
        ("S3P9_COURT_SOCIAL", "case", OFFICER, RECORD, "Only a court may withhold"),
        ("S2P19_LPP", "case", CASEWORKER, " ", "needs a record"),
        ("S3P11_HARM_SOCIAL", "case", CASEWORKER, RECORD, "decided by somebody who may sign off"),
        ("S3P19_HARM_EDU", "case", APPROVER, RECORD, "decided by the data protection officer"),
        ("BECAUSE", "case", CASEWORKER, RECORD, "Choose a reason"),
    ],
)
def test_EX_a_document_is_not_withheld_against_the_rule(
    desk: Desk, code: str, source: str, actor: Actor, record: str, says: str
) -> None:
    case = two_laws(desk)
    before = (desk.case(case), desk.documents(case))
    with pytest.raises(InvalidCommand, match=says):
        withhold(desk, case, code, source, actor=actor, record=record)
    assert (desk.case(case), desk.documents(case)) == before


@pytest.mark.parametrize(
    ("code", "source", "actor"),
    [
        ("S2P19_LPP", "case", CASEWORKER),
        ("P3_S45A_LPP", "court", CASEWORKER),
        ("S3P11_HARM_SOCIAL", "case", APPROVER),
        ("S3P19_HARM_EDU", "case", OFFICER),
    ],
)
def test_EX_what_was_written_down_is_kept_beside_the_events(desk: Desk, code: str, source: str, actor: Actor) -> None:
    case = two_laws(desk)
    withhold(desk, case, code, source, actor=actor)
    [row] = desk.within(lambda uow: uow.session.query(DecisionRecord).filter_by(case_id=case, code=code).all())
    assert (row.about, row.words, row.made_by) == (document_of(desk, case, source), RECORD, actor.key)
    with desk.store.reading() as session:
        kept = timeline_rows(session, case)[0].payload
    assert (kept["reason"], kept["record"]) == (code, row.id)
    assert RECORD not in str(kept)


def test_EX_words_are_withheld_under_each_documents_own_law(desk: Desk) -> None:
    case = two_laws(desk)
    words = WithholdWords(case=case, words="late", reason="S2P16_THIRD_PARTY", record="Not asked.", actor=CASEWORKER)
    assert desk.do(withholding.withhold_words, words) == 2
    marks = [mark for mark in desk.within(lambda uow: uow.documents.marks(case)) if mark.kind == "words"]
    assert {mark.reason for mark in marks} == {"S2P16_THIRD_PARTY", "P3_S45_4_E"}


def test_EX_words_are_not_withheld_for_a_ground_that_one_of_the_laws_does_not_have(desk: Desk) -> None:
    case = two_laws(desk)
    before = desk.within(lambda uow: uow.documents.marks(case))
    words = WithholdWords(case=case, words="late", reason="S4P4_SEN", record="None fits.", actor=CASEWORKER)
    with pytest.raises(InvalidCommand, match="not a ground under Part 3"):
        desk.do(withholding.withhold_words, words)
    assert desk.within(lambda uow: uow.documents.marks(case)) == before


# --- health ---


@pytest.fixture
def health_case(desk: Desk) -> CaseId:
    """Everything is decided, and one document that goes into the pack is about health."""
    sha256 = desk.store.vault.put(b"a letter")
    return desk.reviewing(found_document("nurse", sha256=sha256, category="health"), marked=False)


def record_health(desk: Desk, case: CaseId, ground: HealthGround, on: date | None = None, **changes: object) -> int:
    values: dict[str, object] = dict(
        case=case,
        documents=(document_of(desk, case),),
        ground=ground,
        opinion_on=on,
        record="The school nurse, registered, who sees her weekly.",
        actor=CASEWORKER,
    )
    return desk.do(health.record_health, RecordHealth(**{**values, **changes}))  # type: ignore[arg-type]


def submit(desk: Desk, case: CaseId) -> None:
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))


def test_EX_H1_nothing_about_health_is_signed_off_without_an_opinion(desk: Desk, health_case: CaseId) -> None:
    with pytest.raises(Conflict, match="only after a health professional was asked.* 1 document is not settled"):
        submit(desk, health_case)
    assert desk.case(health_case).stage is Stage.REVIEWING


def test_EX_H2_what_the_person_knows_already_passes(desk: Desk, health_case: CaseId) -> None:
    assert record_health(desk, health_case, HealthGround.ALREADY_KNOWN) == 1
    submit(desk, health_case)
    assert desk.case(health_case).stage is Stage.SIGNING_OFF


def test_EX_H3_an_opinion_of_harm_keeps_it(desk: Desk, health_case: CaseId) -> None:
    record_health(desk, health_case, HealthGround.HARM_OPINION, desk.clock.london_date())
    with pytest.raises(Conflict, match="likely to cause serious harm"):
        submit(desk, health_case)
    withhold(desk, health_case, "S3P5_HARM_HEALTH")
    submit(desk, health_case)


@pytest.mark.parametrize(("on", "passes"), [(date(2025, 12, 16), True), (date(2025, 12, 15), False)])
def test_EX_H4_an_opinion_counts_for_six_months(desk: Desk, health_case: CaseId, on: date, passes: bool) -> None:
    record_health(desk, health_case, HealthGround.NO_HARM_OPINION, on)
    if passes:
        submit(desk, health_case)
    else:
        with pytest.raises(Conflict, match="older than six months"):
            submit(desk, health_case)


def test_EX_H4_an_opinion_that_grew_old_before_the_release_stops_it(
    desk: Desk, clock: MovingClock, health_case: CaseId
) -> None:
    record_health(desk, health_case, HealthGround.NO_HARM_OPINION, desk.clock.london_date() - timedelta(days=180))
    submit(desk, health_case)
    desk.do(disclosure.sign_off, CaseCommand(case=health_case, actor=APPROVER))
    desk.record_pack(health_case)
    clock.move(days=10)
    with pytest.raises(Conflict, match="older than six months"):
        desk.do(disclosure.release, CaseCommand(case=health_case, actor=CASEWORKER))
    assert desk.case(health_case).stage is Stage.SIGNING_OFF


@pytest.mark.parametrize(
    ("ground", "on", "changes", "says"),
    [
        (HealthGround.NO_HARM_OPINION, None, {}, "Enter the day"),
        (HealthGround.NO_HARM_OPINION, date(2026, 6, 16), {}, "cannot be in the future"),
        (HealthGround.ALREADY_KNOWN, None, {"record": " "}, "Write down whose opinion"),
        (HealthGround.ALREADY_KNOWN, None, {"documents": ()}, "at least one document about health"),
    ],
)
def test_EX_H_half_a_record_is_none(
    desk: Desk, health_case: CaseId, ground: HealthGround, on: date | None, changes: dict[str, object], says: str
) -> None:
    before = desk.case(health_case)
    with pytest.raises(InvalidCommand, match=says):
        record_health(desk, health_case, ground, on, **changes)
    assert desk.case(health_case) == before


def test_EX_H_a_document_about_something_else_has_no_such_gate(desk: Desk) -> None:
    case = desk.reviewing(marked=False)
    with pytest.raises(InvalidCommand, match="at least one document about health"):
        record_health(desk, case, HealthGround.ALREADY_KNOWN)
    submit(desk, case)
