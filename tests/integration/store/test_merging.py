"""Entries that turn out to be one person, or two: nobody is shown more widely unawares, and all of it can be undone."""

from datetime import timedelta
from typing import Any

import pytest

from requests_.errors import Conflict, InvalidCommand, NotAllowed, NotFound
from requests_.ids import CaseId
from requests_.model.commands import CaseCommand
from requests_.model.consents import AskThirdParty
from requests_.model.correspondence import Audience
from requests_.model.merging import ANEW, MergePeople, SplitPerson, UndoPeopleChange
from requests_.model.other_people import OtherPerson, ShowGround
from requests_.model.people import CasePerson, PersonRole
from requests_.model.review_commands import DecidePerson, ProposedMark, RecordProposals
from requests_.services import consents, merging, reviewing
from requests_.store.queries.letters import silence_of
from tests.factories.cases import Desk
from tests.factories.documents import found_document, mark_of
from tests.factories.people import ADMINISTRATOR, CASEWORKER, third_party

STRANGER, TEACHER = "unknown-1", "unknown-2"
MOST = {
    "dee\nfox": dict(person=STRANGER, disposition="refer"),
    "late": dict(person=TEACHER, disposition="disclose", reason="professional"),
}


@pytest.fixture
def case(desk: Desk) -> CaseId:
    """A letter that names Dee Fox (`person-1`), somebody not listed, and a teacher whose name is to be shown."""
    case = desk.searching()
    desk.searched(case, "case", found_document(sha256=desk.store.vault.of(case).put(b"a letter")))
    [document] = desk.documents(case)
    desk.read(case, document.key)
    marks: tuple[ProposedMark, ...] = (mark_of("Dee Fox"), *(mark_of(words, **how) for words, how in MOST.items()))
    people = (
        third_party("dee fox.", key=STRANGER, phones=("07700 900461",)),
        CasePerson(key=TEACHER, name="Ms Late", role=PersonRole.PROFESSIONAL, aliases=("late",)),
    )
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks={document.key: marks}, unknown_people=people))
    return case


def merge(desk: Desk, case: CaseId, *others: str, keep: str = "person-1", **how: Any) -> int:
    command = MergePeople(case=case, keep=keep, others=others, actor=how.pop("actor", CASEWORKER), **how)
    return desk.do(merging.merge_people, command)


def split(desk: Desk, case: CaseId, person: str = "person-1", **how: Any) -> int:
    values = dict(words=("dee fox",), name="Dee Foxley", role=PersonRole.THIRD_PARTY, actor=CASEWORKER)
    return desk.do(merging.split_person, SplitPerson(case=case, person=person, **{**values, **how}))  # type: ignore[arg-type]


def undo(desk: Desk, case: CaseId, change: str = "") -> None:
    key = change or desk.case(case).people_changes[-1].key
    desk.do(merging.undo_people_change, UndoPeopleChange(case=case, change=key, actor=CASEWORKER))


def show_teacher(desk: Desk, case: CaseId) -> None:
    teacher = DecidePerson(case=case, person=TEACHER, withhold=False, ground=ShowGround.SCHOOL_WORKER, actor=CASEWORKER)
    desk.do(reviewing.decide_person, teacher)


def standing(desk: Desk, case: CaseId) -> dict[str, tuple[str, str, str | None]]:
    """Each mark of the letter: whom it points to, what is proposed and what is decided."""
    marks = desk.within(lambda uow: uow.documents.marks(case))
    return {mark.text: (mark.person, mark.disposition, mark.decision) for mark in marks}


def people(desk: Desk, case: CaseId) -> dict[str, CasePerson]:
    return {one.key: one for one in desk.within(lambda uow: uow.people.people_of(case))}


def test_a_merged_person_has_every_name_and_number_and_one_decision(desk: Desk, case: CaseId) -> None:
    assert merge(desk, case, STRANGER) == 2
    kept = people(desk, case)["person-1"]
    assert STRANGER not in people(desk, case)
    assert (kept.name, kept.aliases, kept.phones) == ("Dee Fox", ("dee fox.",), ("07700 900461",))
    assert desk.withhold(case) == 2
    assert {person for person, *_ in standing(desk, case).values()} == {"person-1", TEACHER}


def test_a_name_that_was_merged_is_still_the_same_person_when_a_search_finds_it_again(desk: Desk, case: CaseId) -> None:
    merge(desk, case, STRANGER)
    again = third_party("dee fox.", key="unknown-7", emails=("dee@fox.example",))
    assert desk.within(lambda uow: uow.people.add_people(case, (again,))) == {"unknown-7": "person-1"}
    assert people(desk, case)["person-1"].emails == ("dee@fox.example",)


@pytest.mark.parametrize(
    ("decided_as", "decisions", "recorded"),
    [
        ("person-1", {"withhold"}, OtherPerson(withheld_for="S2P16_THIRD_PARTY")),
        (ANEW, {None}, None),
    ],
)
def test_where_it_was_not_decided_alike_somebody_chooses_what_holds(
    desk: Desk, case: CaseId, decided_as: str, decisions: set[str | None], recorded: OtherPerson | None
) -> None:
    desk.withhold(case)
    show_teacher(desk, case)
    with pytest.raises(InvalidCommand, match="Select what holds for them") as fault:
        merge(desk, case, TEACHER, STRANGER)
    assert fault.value.context == {"field": "decided_as"}
    assert merge(desk, case, TEACHER, STRANGER, decided_as=decided_as) == 3
    marks = standing(desk, case).values()
    assert {decision for *_, decision in marks} == decisions
    assert {disposition for _, disposition, _ in marks} & {"disclose"} == (
        set() if decided_as == ANEW else {"disclose"}
    )
    assert desk.case(case).other_people == ({"person-1": recorded} if recorded else {})


def test_nobody_is_shown_more_widely_before_it_is_said_and_understood(desk: Desk, case: CaseId) -> None:
    show_teacher(desk, case)
    with pytest.raises(
        InvalidCommand, match="This shows 2 places to the requester that would not be shown now"
    ) as fault:
        merge(desk, case, STRANGER, TEACHER, decided_as=TEACHER)
    assert fault.value.context == {"field": "is_understood"}
    assert {decision for *_, decision in standing(desk, case).values()} == {None, "disclose"}
    merge(desk, case, STRANGER, TEACHER, decided_as=TEACHER, is_understood=True)
    assert {decision for *_, decision in standing(desk, case).values()} == {"disclose"}
    assert desk.case(case).other_people == {"person-1": OtherPerson(shown_by="EX-W3")}


def test_what_was_only_proposed_to_be_shown_is_shown_no_more_once_it_is_to_be_decided_anew(
    desk: Desk, case: CaseId
) -> None:
    merge(desk, case, TEACHER, decided_as=ANEW)
    assert standing(desk, case)["late"] == ("person-1", "refer", None)
    assert desk.withhold(case) == 2  # and there is a ground that it may be withheld for


@pytest.mark.parametrize("decided_as", ["", "nobody", STRANGER])
def test_a_decision_that_is_none_holds_for_nobody(desk: Desk, case: CaseId, decided_as: str) -> None:
    with pytest.raises(InvalidCommand, match="Select what holds"):
        merge(desk, case, STRANGER, TEACHER, decided_as=decided_as)


def test_whoever_asks_or_is_asked_about_is_the_one_that_is_kept(desk: Desk, case: CaseId) -> None:
    own = next(key for key, one in people(desk, case).items() if one.role is PersonRole.SUBJECT)
    with pytest.raises(InvalidCommand, match="whom the request is about"):
        merge(desk, case, own)
    merge(desk, case, STRANGER, keep=own)
    assert standing(desk, case)["dee\nfox"][0] == own


@pytest.mark.parametrize(
    ("others", "keep", "message"),
    [((), "person-1", "at least two"), (("nobody",), "person-1", "at least two"), ((STRANGER, TEACHER), "x", "whose")],
)
def test_there_is_no_merging_of_nobody(
    desk: Desk, case: CaseId, others: tuple[str, ...], keep: str, message: str
) -> None:
    with pytest.raises(InvalidCommand, match=message):
        merge(desk, case, *others, keep=keep)


def test_only_whoever_reviews_merges_splits_and_puts_back_and_may_not_sign_off(desk: Desk, case: CaseId) -> None:
    with pytest.raises(NotAllowed):
        merge(desk, case, STRANGER, actor=ADMINISTRATOR)
    merge(desk, case, STRANGER)
    assert CASEWORKER.key in desk.case(case).reviewers


def test_who_is_taken_out_is_a_person_of_their_own_about_whom_nothing_is_decided(desk: Desk, case: CaseId) -> None:
    merge(desk, case, STRANGER)
    desk.show(case)
    assert split(desk, case, words=("dee fox", "07700 900461"), relation="aunt") == 1
    [new] = [one for one in people(desk, case).values() if one.name == "Dee Foxley"]
    left = people(desk, case)["person-1"]
    assert (new.relation, new.aliases, new.phones) == ("aunt", ("dee fox",), ("07700 900461",))
    assert (left.aliases, left.phones) == (("dee fox.",), ())
    assert standing(desk, case)["Dee Fox"] == ("person-1", "withhold", "disclose")
    assert standing(desk, case)["dee\nfox"] == (new.key, "refer", None)
    assert desk.case(case).other_people.keys() == {"person-1"}
    with pytest.raises(Conflict, match="Not decided yet: 1 marks"):
        desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"words": ()}, "words"),
        ({"words": ("Dee Fox",)}, "words"),
        ({"words": ("somebody",)}, "words"),
        ({"name": "dee  FOX"}, "name"),
        ({"role": PersonRole.SUBJECT}, "role"),
    ],
)
def test_only_names_of_theirs_are_taken_out_and_the_one_they_go_by_stays(
    desk: Desk, case: CaseId, how: dict[str, Any], field: str
) -> None:
    merge(desk, case, STRANGER)
    with pytest.raises(InvalidCommand) as fault:
        split(desk, case, **how)
    assert fault.value.context == {"field": field}


def test_nobody_is_taken_out_of_nobody(desk: Desk, case: CaseId) -> None:
    with pytest.raises(NotFound):
        split(desk, case, "person-99")


def test_what_was_merged_and_split_is_put_back_as_it_was_the_newest_first(desk: Desk, case: CaseId) -> None:
    desk.withhold(case)
    show_teacher(desk, case)
    before = standing(desk, case), people(desk, case), desk.case(case).other_people
    merge(desk, case, STRANGER, TEACHER, decided_as=TEACHER, is_understood=True)
    between = standing(desk, case), people(desk, case), desk.case(case).other_people
    split(desk, case)
    first = desk.case(case).people_changes[0].key
    with pytest.raises(Conflict, match="merged or split last"):
        undo(desk, case, first)
    undo(desk, case)
    assert (standing(desk, case), people(desk, case), desk.case(case).other_people) == between
    undo(desk, case)
    assert (standing(desk, case), people(desk, case), desk.case(case).other_people) == before
    with pytest.raises(Conflict, match="merged or split last"):
        undo(desk, case, first)


def test_what_was_decided_since_is_never_written_over_by_putting_back(desk: Desk, case: CaseId) -> None:
    merge(desk, case, STRANGER)
    desk.clock.move(minutes=1)
    desk.withhold(case)
    with pytest.raises(Conflict, match="was decided since"):
        undo(desk, case)


def test_a_question_to_somebody_goes_with_them_and_comes_back(desk: Desk, case: CaseId) -> None:
    asked = AskThirdParty(
        case=case,
        person=STRANGER,
        to_name="D. Fox",
        email="d@fox.example",
        address="",
        audience=Audience.ADULT,
        about="What you wrote.",
        answer_by=desk.clock.london_date() + timedelta(days=14),
        actor=CASEWORKER,
    )
    desk.do(consents.ask_third_party, asked)
    merge(desk, case, STRANGER)
    assert [one.person for one in desk.case(case).consents.values()] == ["person-1"]
    undo(desk, case)
    assert [one.person for one in desk.case(case).consents.values()] == [STRANGER]


def test_no_letter_may_say_a_name_that_was_merged(desk: Desk, case: CaseId) -> None:
    merge(desk, case, STRANGER)
    with desk.store.reading() as session:
        assert any("dee fox." in name for name in silence_of(session, case).names)
