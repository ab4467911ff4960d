import pytest

from requests_.errors import Conflict, InvalidCommand, NotAllowed, NotFound
from requests_.ids import CaseId, DocumentId, MarkId
from requests_.model.case import Stage
from requests_.model.commands import CaseCommand
from requests_.model.events.base import DocumentOutcome
from requests_.model.other_people import OtherPerson, ShowGround, ThirdPartyFactors
from requests_.model.review_commands import (
    DecideDocument,
    DecideMarks,
    DecidePerson,
    RecordProposals,
    WithholdPart,
    WithholdWords,
)
from requests_.model.sources import Band
from requests_.model.staff import Actor
from requests_.services import reviewing, searching, withholding
from requests_.store.documents import DecidedMark
from requests_.store.people_tables import DecisionRecord
from requests_.store.queries import review, second_look
from requests_.store.queries.other_people import people_used
from requests_.store.queries.timeline import timeline_rows
from tests.factories.cases import Desk
from tests.factories.documents import LETTER, found_document, mark_of, read_form
from tests.factories.people import ADMINISTRATOR, AUDITOR, CASEWORKER, third_party


@pytest.fixture
def case(desk: Desk) -> CaseId:
    """One letter, in which one third party is marked once; it names them twice."""
    return desk.reviewing()


def document_of(desk: Desk, case: CaseId) -> DocumentId:
    return desk.documents(case)[0].key


def marks(desk: Desk, case: CaseId) -> list[DecidedMark]:
    return desk.within(lambda uow: uow.documents.marks(case))


def decide_person(desk: Desk, case: CaseId, *, withhold: bool, actor: Actor = CASEWORKER) -> int:
    return desk.withhold(case, actor=actor) if withhold else desk.show(case, actor=actor)


def withhold_words(desk: Desk, case: CaseId, words: str, reason: str = "S2P16_THIRD_PARTY") -> int:
    command = WithholdWords(case=case, words=words, reason=reason, record="A friend; not asked.", actor=CASEWORKER)
    return desk.do(withholding.withhold_words, command)


def decide_document(desk: Desk, case: CaseId, outcome: DocumentOutcome, reason: str = "", document: str = "") -> None:
    key = DocumentId(document) if document else document_of(desk, case)
    command = DecideDocument(
        case=case, document=key, outcome=outcome, reason=reason, record="Legal services, 3 June.", actor=CASEWORKER
    )
    desk.do(reviewing.decide_document, command)


def submit(desk: Desk, case: CaseId) -> None:
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))


@pytest.mark.parametrize(
    ("category", "cue", "is_left"),
    [
        ("attendance", "cue:privilege", True),
        ("attendance", "cue:health", False),
        ("attendance", "person", False),
        ("safeguarding", "person", True),
        ("witness_statements", "person", True),
        ("interviews_under_caution", "person", True),
    ],
)
def test_what_the_law_may_keep_back_does_not_go_before_a_person_has_decided_so(
    desk: Desk, category: str, cue: str, is_left: bool
) -> None:
    case = desk.searching()
    sha256 = desk.store.vault.of(case).put(b"a letter")
    desk.find(case, found_document(sha256=sha256, category=category), kind=cue, disposition="disclose")
    (document,) = desk.documents(case)
    assert (document.outcome is None) is is_left
    submit = CaseCommand(case=case, actor=CASEWORKER)
    if is_left:
        with pytest.raises(Conflict, match="1 documents"):
            desk.do(reviewing.submit_for_sign_off, submit)
        command = DecideDocument(
            case=case, document=document.key, outcome=DocumentOutcome.INCLUDE, reason="", record="", actor=CASEWORKER
        )
        desk.do(reviewing.decide_document, command)
    with desk.store.reading() as session:
        told = second_look.looked_at_first(session, case, review.document_rows(session, case))
    assert bool(told) is is_left


def test_nothing_is_decided_by_a_proposal(desk: Desk, case: CaseId) -> None:
    assert [(mark.text, mark.disposition, mark.decision) for mark in marks(desk, case)] == [
        ("Dee Fox", "withhold", None)
    ]
    with pytest.raises(Conflict, match="Not decided yet: 1 marks and 0 documents"):
        submit(desk, case)


def test_proposals_made_twice_are_kept_once(desk: Desk, case: CaseId) -> None:
    document = document_of(desk, case)
    command = RecordProposals(case=case, marks={document: (mark_of("Dee Fox"), mark_of("Orla"))})
    desk.do(reviewing.record_proposals, command)
    assert len(marks(desk, case)) == 1


def test_proposals_worked_out_before_the_last_document_was_read_are_not_kept(desk: Desk) -> None:
    case = desk.searching()
    sha256 = desk.store.vault.put(b"a letter")
    desk.searched(case, "case", found_document("a:1", sha256=sha256), found_document("a:2", sha256=sha256))
    first, second = desk.documents(case)
    desk.read(case, first.key)
    desk.read(case, second.key)
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks={first.key: (mark_of("Dee Fox"),)}))
    assert (desk.case(case).stage, marks(desk, case)) == (Stage.SEARCHING, [])
    whole = RecordProposals(case=case, marks={first.key: (mark_of("Dee Fox"),), second.key: ()})
    desk.do(reviewing.record_proposals, whole)
    assert desk.case(case).stage is Stage.REVIEWING


def test_somebody_unknown_becomes_a_person_of_the_case(desk: Desk) -> None:
    case = desk.searching()
    desk.searched(case, "case", found_document(sha256=desk.store.vault.put(b"a letter")))
    [document] = desk.documents(case)
    desk.read(case, document.key)
    stranger = third_party("Kit Marsh", key="unknown-1")
    mark = mark_of("Dee Fox", person="unknown-1", disposition="refer")
    command = RecordProposals(case=case, marks={document.key: (mark,)}, unknown_people=(stranger,))
    desk.do(reviewing.record_proposals, command)
    with desk.store.reading() as session:
        [row] = review.people_rows(session, case)
    assert (row.name, row.role, row.disposition, row.open_marks) == ("Kit Marsh", "third_party", "refer", 1)


def test_a_sure_find_goes_in_and_a_possible_one_waits_for_a_person(desk: Desk) -> None:
    sha256 = desk.store.vault.put(b"a letter")
    case = desk.reviewing(
        found_document("sure", sha256=sha256), found_document("possible", sha256=sha256, band=Band.POSSIBLE)
    )
    outcomes = {document.ref: document.outcome for document in desk.documents(case)}
    assert outcomes == {"sure": DocumentOutcome.INCLUDE, "possible": None}
    decide_person(desk, case, withhold=True)
    with pytest.raises(Conflict, match="0 marks and 1 documents"):
        submit(desk, case)


def test_deciding_a_person_decides_all_their_marks_and_may_be_changed(desk: Desk, case: CaseId) -> None:
    assert decide_person(desk, case, withhold=True) == 1
    assert decide_person(desk, case, withhold=False) == 1
    assert [mark.decision for mark in marks(desk, case)] == ["disclose"]
    with pytest.raises(InvalidCommand, match="Nothing in this case is marked"):
        desk.do(reviewing.decide_person, DecidePerson(case=case, person="person-9", withhold=True, actor=CASEWORKER))


def decision(**changes: object) -> dict[str, object]:
    return {"person": "person-1", "withhold": True, "actor": CASEWORKER, "record": "A friend.", **changes}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"record": " "}, "needs a record: whether they agreed"),
        ({"reason": "P3_S45_4_A"}, "not a ground under the UK GDPR"),
        ({"reason": "S3P11_HARM_SOCIAL"}, "decided by somebody who may sign off"),
        ({"withhold": False}, "Select why this person's information may be shown"),
        ({"withhold": False, "ground": ShowGround.AGREED, "record": " "}, "how and when they agreed"),
        ({"withhold": False, "ground": ShowGround.REASONABLE}, "nobody has written down yet"),
    ],
)
def test_EX_T_nobody_is_shown_or_withheld_without_the_record_and_the_case_stays_as_it_was(
    desk: Desk, case: CaseId, changes: dict[str, object], says: str
) -> None:
    before = (desk.case(case), marks(desk, case))
    with pytest.raises(InvalidCommand, match=says):
        desk.do(reviewing.decide_person, DecidePerson(case=case, **decision(**changes)))  # type: ignore[arg-type]
    assert (desk.case(case), marks(desk, case)) == before


def test_EX_T_what_was_written_about_a_person_is_kept_beside_the_events(desk: Desk, case: CaseId) -> None:
    factors = ThirdPartyFactors(
        kind_of_information="Her first name",
        duty_of_confidence="No",
        steps_for_consent="A letter of 3 June",
        able_to_consent="Yes",
        refused_consent="No answer",
    )
    shown = decision(withhold=False, ground=ShowGround.REASONABLE, factors=factors, record="")
    desk.do(reviewing.decide_person, DecidePerson(case=case, **shown))  # type: ignore[arg-type]
    assert desk.case(case).other_people == {"person-1": OtherPerson(shown_by="EX-T4")}
    [row] = desk.within(lambda uow: uow.session.query(DecisionRecord).filter_by(case_id=case, about="person-1").all())
    assert (row.code, row.made_by) == ("EX-T4", CASEWORKER.key)
    assert "Do we owe them confidence? No" in row.words
    with desk.store.reading() as session:
        newest = timeline_rows(session, case)[0].payload
    assert (newest["reason"], newest["record"]) == ("EX-T4", row.id)
    assert "first name" not in str(newest)


def test_EX_T2_somebody_who_acted_in_their_work_is_only_withheld_for_another_reason(desk: Desk) -> None:
    case = desk.reviewing(disposition="disclose", reason="S2P17_WORKER")
    with pytest.raises(Conflict, match="1 person is shown or withheld without a reason"):
        submit(desk, case)
    with pytest.raises(InvalidCommand, match="choose the other reason"):
        desk.withhold(case)
    command = DecidePerson(case=case, **decision(reason="S2P24_REF"))  # type: ignore[arg-type]
    desk.do(reviewing.decide_person, command)
    assert [(mark.reason, mark.decision) for mark in marks(desk, case)] == [("S2P24_REF", "withhold")]
    submit(desk, case)


def test_EX_T3_a_single_mark_of_somebody_else_is_shown_once_their_reason_is_written_down(
    desk: Desk, case: CaseId
) -> None:
    [mark] = marks(desk, case)
    one = DecideMarks(case=case, marks=(mark.key,), withhold=False, actor=CASEWORKER)
    with pytest.raises(InvalidCommand, match="Write down first why"):
        desk.do(reviewing.decide_marks, one)
    desk.show(case)
    desk.do(reviewing.decide_marks, DecideMarks(case=case, marks=(mark.key,), withhold=True, actor=CASEWORKER))
    with pytest.raises(Conflict, match="1 person is shown or withheld"):
        submit(desk, case)
    desk.do(reviewing.decide_marks, one)
    submit(desk, case)


def test_words_marked_by_hand_are_not_shown_again_with_whom_nobody_knows(desk: Desk) -> None:
    case = desk.reviewing(person="", text=LETTER)
    assert withhold_words(desk, case, "late again") == 1
    assert desk.show(case, person="") == 1
    assert {mark.kind: mark.decision for mark in marks(desk, case)} == {"person": "disclose", "words": "withhold"}


def test_deciding_a_person_leaves_the_cues_about_their_text_open(desk: Desk) -> None:
    case = desk.searching()
    desk.searched(case, "case", found_document(sha256=desk.store.vault.put(b"a letter")))
    [document] = desk.documents(case)
    desk.read(case, document.key)
    proposed = (mark_of("Dee Fox"), mark_of("late", kind="cue:health", disposition="refer"))
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks={document.key: proposed}))
    assert decide_person(desk, case, withhold=True) == 1
    with pytest.raises(Conflict, match="1 marks"):
        submit(desk, case)


def test_single_marks_are_decided_and_only_this_cases(desk: Desk, case: CaseId) -> None:
    other = desk.reviewing()
    foreign = tuple(mark.key for mark in marks(desk, other))
    own = tuple(mark.key for mark in marks(desk, case))
    with pytest.raises(InvalidCommand, match="Choose at least one mark"):
        desk.do(reviewing.decide_marks, DecideMarks(case=case, marks=foreign, withhold=False, actor=CASEWORKER))
    both = DecideMarks(case=case, marks=(*own, *foreign, MarkId("none")), withhold=True, actor=CASEWORKER)
    assert desk.do(reviewing.decide_marks, both) == 1
    assert [mark.decision for mark in marks(desk, other)] == [None]


def test_words_are_withheld_wherever_they_stand(desk: Desk, case: CaseId) -> None:
    assert withhold_words(desk, case, "  dee   FOX ") == 2
    words = [(mark.text, mark.decision) for mark in marks(desk, case) if mark.kind == "words"]
    assert words == [("Dee Fox", "withhold"), ("dee\nfox", "withhold")]


def test_words_that_were_given_free_are_withheld_when_somebody_says_so_again(desk: Desk, case: CaseId) -> None:
    withhold_words(desk, case, "late")
    [mark] = [mark for mark in marks(desk, case) if mark.kind == "words"]
    desk.do(reviewing.decide_marks, DecideMarks(case=case, marks=(mark.key,), withhold=False, actor=CASEWORKER))
    withhold_words(desk, case, "ten")
    assert {m.text: m.decision for m in marks(desk, case) if m.kind == "words"} == {
        "late": "disclose",
        "ten": "withhold",
    }
    withhold_words(desk, case, "LATE")
    assert {m.text: m.decision for m in marks(desk, case) if m.kind == "words"} == {
        "late": "withhold",
        "ten": "withhold",
    }


def withhold_part(desk: Desk, case: CaseId, passage: str, *, unit: int = 0, reason: str = "S2P19_LPP") -> int:
    command = WithholdPart(
        case=case, document=document_of(desk, case), unit=unit, passage=passage, reason=reason,
        record="Legal services advised on 3 June.", actor=CASEWORKER,
    )  # fmt: skip
    return desk.do(withholding.withhold_part, command)


def test_a_passage_and_a_whole_page_are_withheld_for_an_exemption_and_belong_to_nobody(
    desk: Desk, case: CaseId
) -> None:
    assert withhold_part(desk, case, "dee\n fox") == 2
    assert withhold_part(desk, case, "") == 1
    found = [mark for mark in marks(desk, case) if mark.kind in ("extract", "page")]
    assert {(mark.kind, mark.text == LETTER) for mark in found} == {("extract", False), ("page", True)}
    assert {(mark.decision, mark.reason, mark.is_of_person) for mark in found} == {("withhold", "S2P19_LPP", False)}
    assert [row.person for row in desk.within(lambda uow: people_used(uow.session, case))] == ["person-1"]
    assert [row.person for row in desk.within(lambda uow: review.people_rows(uow.session, case))] == ["person-1"]
    assert "marks_added" in [row.kind for row in desk.within(lambda uow: timeline_rows(uow.session, case))]


def test_a_second_person_sees_what_was_decided_otherwise_and_a_sample_of_what_is_shown_whole(
    desk: Desk, case: CaseId
) -> None:
    look = lambda: desk.within(lambda uow: second_look.differences(uow.session, case))  # noqa: E731
    sampled = lambda: desk.within(  # noqa: E731
        lambda uow: second_look.sample_of_untouched(uow.session, case, review.document_rows(uow.session, case))
    )
    decide_person(desk, case, withhold=True)
    assert (look(), sampled()) == ((), ())
    decide_person(desk, case, withhold=False)
    assert [(one.proposed, one.decided, one.is_by_hand) for one in look()] == [("withhold", "disclose", False)]
    assert [(one.document, one.unit) for one in sampled()] == [(document_of(desk, case), 0)]
    withhold_part(desk, case, "")
    assert [(one.decided, one.is_by_hand) for one in look()] == [("disclose", False), ("withhold", True)]
    assert sampled() == ()


@pytest.mark.parametrize(
    ("passage", "unit", "reason", "says"),
    [
        ("words that stand nowhere", 0, "S2P19_LPP", "does not stand here"),
        ("", 7, "S2P19_LPP", "no such page"),
        ("", -1, "S2P19_LPP", "no such page"),
        ("", 0, "BECAUSE", "Choose a reason"),
    ],
)
def test_a_part_that_cannot_be_withheld_is_refused(
    desk: Desk, case: CaseId, passage: str, unit: int, reason: str, says: str
) -> None:
    with pytest.raises(InvalidCommand, match=says):
        withhold_part(desk, case, passage, unit=unit, reason=reason)
    assert len(marks(desk, case)) == 1


@pytest.mark.parametrize(
    ("words", "reason", "says"),
    [
        ("x", "S2P16_THIRD_PARTY", "two letters at least"),
        ("   ", "S2P16_THIRD_PARTY", "two letters at least"),
        ("Dee Fox", "BECAUSE", "Choose a reason"),
        ("Dee Foxes", "S2P16_THIRD_PARTY", "stand nowhere"),
    ],
)
def test_words_that_cannot_be_withheld_are_refused(
    desk: Desk, case: CaseId, words: str, reason: str, says: str
) -> None:
    with pytest.raises(InvalidCommand, match=says):
        withhold_words(desk, case, words, reason)
    assert len(marks(desk, case)) == 1


def test_a_whole_document_is_withheld_for_a_reason_of_the_catalogue(desk: Desk, case: CaseId) -> None:
    with pytest.raises(InvalidCommand, match="Choose a reason"):
        decide_document(desk, case, DocumentOutcome.WITHHOLD, "BECAUSE")
    decide_document(desk, case, DocumentOutcome.WITHHOLD, "S2P19_LPP")
    [document] = desk.documents(case)
    assert (document.outcome, document.outcome_reason) == (DocumentOutcome.WITHHOLD, "S2P19_LPP")


def test_the_marks_of_a_document_that_does_not_go_out_hold_nothing_up(desk: Desk, case: CaseId) -> None:
    decide_document(desk, case, DocumentOutcome.NOT_ABOUT_SUBJECT)
    submit(desk, case)
    assert desk.case(case).stage is Stage.SIGNING_OFF


def test_a_document_that_could_not_be_read_cannot_go_out(desk: Desk) -> None:
    case = desk.searching()
    desk.searched(case, "case", found_document(sha256=desk.store.vault.put(b"locked")))
    [document] = desk.documents(case)
    desk.within(
        lambda uow: searching.record_document_unreadable(
            uow, desk.clock, case, document.key, code="encrypted", fault="It needs a password."
        )
    )
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks={}))
    with pytest.raises(Conflict, match="1 documents"):
        submit(desk, case)
    with pytest.raises(InvalidCommand, match="cannot be disclosed"):
        decide_document(desk, case, DocumentOutcome.INCLUDE)
    decide_document(desk, case, DocumentOutcome.TO_FOLLOW)
    submit(desk, case)


def test_the_document_of_another_case_is_not_found(desk: Desk, case: CaseId) -> None:
    other = desk.reviewing()
    with pytest.raises(NotFound):
        decide_document(desk, case, DocumentOutcome.WITHHOLD, "S2P19_LPP", document=document_of(desk, other))
    with desk.store.reading() as session, pytest.raises(NotFound):
        review.document_row(session, case, document_of(desk, other))
    with desk.store.reading() as session:
        assert review.mark_rows(session, case, document_of(desk, other)) == ()


@pytest.mark.parametrize("actor", [AUDITOR, ADMINISTRATOR])
def test_whoever_may_not_decide_decides_nothing(desk: Desk, case: CaseId, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        decide_person(desk, case, withhold=False, actor=actor)
    assert [mark.decision for mark in marks(desk, case)] == [None]


def test_a_decision_survives_marking_the_bundle_again(desk: Desk, case: CaseId) -> None:
    decide_person(desk, case, withhold=False)
    document = document_of(desk, case)
    proposed = (mark_of("Dee Fox"), mark_of("Orla", person="subject", disposition="disclose"))
    desk.within(lambda uow: uow.documents.replace_proposals(case, document, proposed))
    assert {mark.text: mark.decision for mark in marks(desk, case)} == {"Dee Fox": "disclose", "Orla": None}


def test_the_reviewer_sees_documents_people_and_marks_with_their_counts(desk: Desk, case: CaseId) -> None:
    withhold_words(desk, case, "late")
    with desk.store.reading() as session:
        [document] = review.document_rows(session, case)
        people = {row.person: row for row in review.people_rows(session, case)}
        rows = review.mark_rows(session, case, document.key)
    assert (document.marks, document.open_marks, document.outcome) == (2, 1, "include")
    assert (people["person-1"].name, people["person-1"].open_marks) == ("Dee Fox", 1)
    assert (people[""].withheld, people[""].open_marks) == (1, 0)
    assert [(row.text, row.person_name, row.decision) for row in rows] == [
        ("late", "", "withhold"),
        ("Dee Fox", "Dee Fox", None),
    ]


def test_the_text_that_was_read_is_the_text_that_is_marked(desk: Desk, case: CaseId) -> None:
    [document] = desk.documents(case)
    assert desk.store.vault.of(case).get(document.read_sha256) == read_form()


def test_what_is_still_open_is_counted_as_it_is_decided(desk: Desk, case: CaseId) -> None:
    assert desk.within(lambda uow: reviewing.open_decisions_of(uow, case)) == (1, 0)
    decide_person(desk, case, withhold=True)
    assert desk.within(lambda uow: reviewing.open_decisions_of(uow, case)) == (0, 0)


def test_words_are_looked_for_only_in_what_was_read(desk: Desk) -> None:
    sha256 = desk.store.vault.put(b"a letter")
    case = desk.reviewing(found_document("read", sha256=sha256), found_document("cabinet-3/17"))
    assert withhold_words(desk, case, "Dee Fox") == 2
