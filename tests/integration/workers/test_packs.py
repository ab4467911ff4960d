"""A pack is built of whatever was decided, says where it failed, and never leads to whoever is protected."""

import pymupdf
import pytest

from requests_.errors import Conflict
from requests_.ids import CaseId
from requests_.model.addressee import Addressee, CopyGoesTo
from requests_.model.commands import AcceptRequest, CaseCommand
from requests_.model.entitlement_facts import Finding, SafetyChecks
from requests_.model.people import CasePerson, PersonRole
from requests_.model.review_commands import DecideMarks, ProposedMark, RecordProposals
from requests_.services import assessment, reviewing, searching
from requests_.settings import ControllerProfile
from requests_.store.queries.protected import protected_terms, readable_protected
from requests_.store.session import Store
from templates.letter_text import read_letter
from tests.factories.cases import Desk
from tests.factories.documents import found_document, mark_of, read_form
from tests.factories.people import CASEWORKER, requester
from workers.render.binding import Binding, bind, pack_facts
from workers.render.bundle_facts import Bundle, load_bundle
from workers.render.failures import PROTECTED
from workers.render.pack import letter_html
from workers.render.pdf import find_renderer


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store)


ORLA, ROSS = "Orla Fenwick", "Ross Tennant"
LETTER = f"{ORLA} was late. {ROSS} rang. Dee Fox brought her home to 9 Plover\nRise and stayed."


def marked(words: str, person: str = "", **changes: object) -> ProposedMark:
    return mark_of(words, text=LETTER, person=person, **changes)


def signing_off(desk: Desk, title: str, *marks: ProposedMark) -> CaseId:
    """The father's case of one letter, in which everything that is marked is withheld."""
    case = desk.searching(requester=requester(name=ROSS, email="ross@tennant.example"))
    _of_one_letter(desk, case, title, *marks)
    return case


def _of_one_letter(desk: Desk, case: CaseId, title: str, *marks: ProposedMark) -> None:
    sha256 = desk.store.vault.of(case).put(b"a letter")
    desk.searched(case, "case", found_document(sha256=sha256, title=title))
    (found,) = desk.documents(case)
    read = desk.store.vault.of(case).put(read_form(LETTER))
    desk.within(
        lambda uow: searching.record_document_read(
            uow, desk.clock, case, found.key, read_sha256=read, pages=1, hidden=[]
        )
    )
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks={found.key: marks}))
    keys = tuple(mark.key for mark in desk.within(lambda uow: uow.documents.marks(case)))
    why = "Nobody is to be told apart in it."
    for person in dict.fromkeys(mark.person for mark in marks if mark.person):
        desk.withhold(case, person)
    desk.do(reviewing.decide_marks, DecideMarks(case=case, marks=keys, withhold=True, record=why, actor=CASEWORKER))
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))


def bundle_of(desk: Desk, case: CaseId) -> Bundle:
    with desk.store.unit_of_work() as uow:
        return load_bundle(uow, case, controller=ControllerProfile(), written_on=desk.clock.london_date())


def built(desk: Desk, case: CaseId) -> Binding:
    return bind(bundle_of(desk, case), find_renderer(), desk.store.vault.of(case).get)


def text_of(binding: Binding) -> str:
    with pymupdf.open(stream=binding.pdf) as pdf:
        return " ".join("".join(page.get_text() for page in pdf).split())


def test_a_pack_is_built_where_everybody_is_withheld_and_one_is_named_only_in_a_title_and_a_passage(desk: Desk) -> None:
    marks = (
        marked("Dee Fox brought her home", kind="passage"),
        marked("Dee Fox", "person-1"),
        marked(ORLA, "subject"),
        marked(ROSS, "requester"),
    )
    binding = built(desk, desk.approve(signing_off(desk, f"Dee Fox about {ORLA}", *marks)))
    assert binding.certificate["failed"] == []
    text = text_of(binding)
    assert ROSS in text  # the letter is to them, whatever the documents may say
    assert "[withheld] about [Person" in text
    assert "Dee Fox" not in text


def test_WHO_14_a_protected_address_is_neither_signed_off_nor_bound_and_it_is_said_where(desk: Desk) -> None:
    case = signing_off(desk, "Letter home", marked("Dee Fox", "person-1"))
    approved = desk.approve(signing_off(desk, "Letter home", marked("Dee Fox", "person-1")))
    hers = desk.assessing(requester=requester(address="9 Plover Rise, Harwick, HW3 4QT"))
    unsafe = SafetyChecks(protected_address=Finding.CONCERN, court_order=Finding.CLEAR)
    desk.assess(hers, safety=unsafe, overrides=True, considered="It is her own address.")
    with pytest.raises(Conflict, match="A protected address can be read on 1 of the pages"):
        desk.approve(case)
    with desk.store.reading() as session:
        (place,) = readable_protected(session, desk.case(case), desk.store.vault.of(case).get)
    assert (place.title, place.unit) == ("Letter home", 0)
    # The pack of the other was asked for before she wrote: it is built, and goes nowhere.
    binding = built(desk, approved)
    assert binding.failed_check == PROTECTED
    assert [(one["check"], one["pages"]) for one in binding.certificate["failed"]] == [(PROTECTED, (1,))]


def test_WHO_14_whoever_is_protected_reads_their_own_address(desk: Desk) -> None:
    hers = desk.assessing(requester=requester(address="9 Plover Rise, Harwick, HW3 4QT"))
    unsafe = SafetyChecks(protected_address=Finding.CONCERN, court_order=Finding.CLEAR)
    desk.assess(hers, safety=unsafe, overrides=True, considered="It is her own address.")
    with desk.store.reading() as session:
        assert protected_terms(session, desk.case(hers)) == frozenset()


@pytest.mark.parametrize(("finding", "is_signed"), [(Finding.CONCERN, False), (Finding.OWN, True)])
def test_WHO_14_the_requesters_own_address_is_shown_to_them_in_whatever_words_the_records_have_it(
    desk: Desk, finding: Finding, is_signed: bool
) -> None:
    """She wrote without giving where she lives; the school's list has it as that of the child and of herself."""
    case = desk.assessing(requester=requester(address=""))
    safety = SafetyChecks(protected_address=finding, court_order=Finding.CLEAR)
    desk.assess(case, safety=safety, overrides=True, considered="It is her own address.")
    _of_one_letter(desk, desk.accept(case), "Home", marked("Dee Fox", "person-1"))
    her = CasePerson(key="mother", name="Ines Hale", role=PersonRole.REQUESTER, addresses=(HERS,))
    desk.within(lambda uow: uow.people.add_people(case, (her,)))
    if is_signed:
        desk.approve(case)
    else:
        with pytest.raises(Conflict, match="A protected address can be read"):
            desk.approve(case)


OTHERS = Addressee(name="Ines Hale", email="ines@hale.example", organisation="Hale and Co")
HERS = "9 Plover Rise, Harwick, HW3 4QT"


@pytest.mark.parametrize("goes_to", [CopyGoesTo.OTHER, CopyGoesTo.BOTH])
@pytest.mark.parametrize(
    ("finding", "is_protected"), [(Finding.CONCERN, False), (Finding.OWN, False), (Finding.CLEAR, True)]
)
def test_WHO_14_nobody_else_reads_the_address_of_whoever_is_protected_in_the_copy_they_get(
    desk: Desk, goes_to: CopyGoesTo, finding: Finding, is_protected: bool
) -> None:
    asker = requester(address=HERS, is_protected=is_protected)
    case = desk.assessing(requester=asker, addressee=OTHERS, copy_goes_to=goes_to)
    unsafe = SafetyChecks(protected_address=finding, court_order=Finding.CLEAR)
    desk.assess(case, safety=unsafe, overrides=True, considered="It is her own address.")
    _of_one_letter(desk, desk.accept(case), "Home", marked("Dee Fox", "person-1"))
    with pytest.raises(Conflict, match="A protected address can be read on 1 of the pages"):
        desk.approve(case)


@pytest.mark.parametrize("goes_to", [CopyGoesTo.OTHER, CopyGoesTo.BOTH])
def test_the_letter_of_a_copy_that_somebody_else_gets_does_not_say_where_the_requester_lives(
    desk: Desk, goes_to: CopyGoesTo
) -> None:
    asker = requester(address=HERS)
    case = desk.searching(requester=asker, addressee=OTHERS, copy_goes_to=goes_to)
    desk.approve(desk.submit(desk.find(case)))
    told = read_letter(letter_html(pack_facts(bundle_of(desk, case)))).whole
    assert "9 Plover Rise" not in told


def test_a_letter_says_nothing_was_found_only_where_every_store_was_searched(sqlite_store: Store) -> None:
    desk = Desk(sqlite_store, sources=("case", "share"))
    case = desk.assessing(requester=requester(name=ROSS))
    because = "She never went to that school."
    accept = AcceptRequest(case=case, sources=("case",), because=because, actor=CASEWORKER)
    desk.do(assessment.accept_request, accept)
    desk.searched(case, "case")
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks={}))
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    told = read_letter(letter_html(pack_facts(bundle_of(desk, desk.approve(case))))).whole
    assert "found nothing" not in told
    assert "We searched only Case, and there is nothing about Orla Fenwick there" in told
    assert f"Share. {because}" in told
