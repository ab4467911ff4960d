"""A file to take elsewhere (UK GDPR art. 20): what the person gave us, and nothing about anybody else."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.addressee import Addressee, CopyGoesTo
from requests_.model.case import Stage
from requests_.model.change_plan import from_bytes
from requests_.model.lawful_basis import Basis
from requests_.model.lifecycle import Action, why_not
from requests_.model.outcome_terms import Outcome
from requests_.model.people import CasePerson
from requests_.model.portable import CUT, Outside, is_portable
from requests_.model.rights import Regime, Right
from requests_.model.sources import SourceSystem
from requests_.services import answering
from requests_.store.people import PeopleRepository
from tests.factories.answers import answers_for
from tests.factories.cases import Desk
from tests.factories.documents import found_document
from tests.factories.people import APPROVER, CASEWORKER, requester, requester_of, third_party
from tests.factories.rights import (
    approve,
    decide,
    deciding_case,
    do_one,
    record_document,
    submit,
    tools_for,
    work_off,
)
from tests.integration.portal.test_addressees import collected
from tests.integration.portal.test_every_right_and_requester import summaries
from tests.integration.portal.test_rights_to_the_store import mails
from tests.integration.portal.test_track_and_collect import let_in
from workers.context import Tools
from workers.mail.folder import FolderMailer
from workers.sources.held_back import HoldBack
from workers.sources.stores import FilesPlace, Store, StoreKind

CLUB = {
    "ClubId": "31",
    "Mobile": "07700 900123",
    "Likes": "=Chess, with Dee Fox",
    "Hours": "12",
    "Note": "Seemed tired.",
}
COLLEGE = Addressee(name="North College", email="data@north.example")
GIVEN = {name: CLUB[name] for name in ("Mobile", "Likes")}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A store of what people agreed to, and one of what the law obliges the service to hold."""
    basis = {"case": "consent", "share": "legal_obligation"}
    systems = tuple(
        SourceSystem(key=key, title=key.title(), kind="sql", regime="uk_gdpr", lawful_basis=held)
        for key, held in basis.items()
    )
    desk.within(lambda uow: uow.searches.register(systems))
    return desk


@pytest.fixture
def tools(desk: Desk, tmp_path: Path) -> Tools:
    return tools_for(desk, {}, FolderMailer(tmp_path / "mail"))


def asked(desk: Desk, *more: Any, people: tuple[CasePerson, ...] = ()) -> CaseId:
    """A request to move what was given, with a record of a club and whatever else was found."""
    club = record_document(desk, ref="tblClub:31", **CLUB)
    who = requester(name="Orla Fenwick", relation="")
    case = deciding_case(desk, Right.PORTABILITY, club, *more, requester=who)
    desk.within(lambda uow: PeopleRepository(uow.session).add_people(case, people))
    return case


def port(desk: Desk, case: CaseId, ref: str = "tblClub:31", **changes: Any) -> None:
    document = next(one.key for one in desk.documents(case) if one.ref == ref)
    said = {"basis": Basis.CONSENT, "values": GIVEN, "nature": None, **changes}
    decide(desk, case, Outcome.PORTED, document, **said)


def planned(desk: Desk, tools: Tools, case: CaseId) -> Any:
    submit(desk, case)
    do_one(desk, tools, "plan_changes")
    changes = desk.case(case).changes
    assert changes is not None
    return from_bytes(desk.store.vault.of(case).get(changes.sha256))


def parts_of(content: bytes) -> Mapping[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def file_of(desk: Desk, case: CaseId, plan: Any) -> Mapping[str, str]:
    return parts_of(desk.store.vault.of(case).get(plan.portable_sha256))


def test_the_file_holds_what_the_person_gave_and_is_as_its_schema_says(desk: Desk, tools: Tools) -> None:
    case = asked(desk)
    port(desk, case)
    parts = file_of(desk, case, planned(desk, tools, case))
    told = json.loads(parts["data.json"])
    jsonschema_rs.validator_for(json.loads(parts["data.schema.json"])).validate(told)
    (record,) = told["records"]
    assert (record["store"], record["basis"]) == ("Case", "consent")
    assert {one["field"] for one in record["fields"]} == set(GIVEN)
    assert record["fields"][0]["value"] == "07700 900123", "a number that nobody else is known by is the person's own"
    columns = [one["name"] for one in json.loads(parts["data.csv-metadata.json"])["tableSchema"]["columns"]]
    lines = list(csv.DictReader(io.StringIO(parts["data.csv"])))
    assert list(lines[0]) == columns
    assert [line["value"].lstrip("'") for line in lines] == [one["value"] for one in record["fields"]]
    assert lines[1]["value"].startswith("'="), "no cell is taken for a formula"


@pytest.mark.parametrize(
    ("people", "kept", "says"),
    [
        ((), "", f"={CUT}, with {CUT}"),
        ((), "Chess", f"=Chess, with {CUT}"),
        ((third_party("Dee Fox"),), "Chess", f"=Chess, with {CUT}"),
        ((third_party("Dee Fox"),), "Chess\nDee Fox", f"=Chess, with {CUT}"),
    ],
    ids=["whatever looks like a name", "but what is said to be none", "somebody in the records", "whatever is said"],
)
def test_the_file_never_says_what_is_about_somebody_else(
    desk: Desk, tools: Tools, people: tuple[CasePerson, ...], kept: str, says: str
) -> None:
    case = asked(desk, people=people)
    port(desk, case, statement=kept)
    plan = planned(desk, tools, case)
    parts = file_of(desk, case, plan)
    assert all("Fox" not in text for text in parts.values())
    assert json.loads(parts["data.json"])["records"][0]["fields"][1]["value"] == says
    assert plan.portable.records[0].withheld == says.count(CUT)
    assert "article 20(4)" in parts["read-me.txt"]


def test_what_falls_outside_is_said_why(desk: Desk, tools: Tools) -> None:
    paper = found_document("box 7", title="Paper file", sha256="")
    form = found_document("form.txt", title="Form", sha256=desk.store.vault.put(b"I join."))
    case = asked(desk, paper, form, record_document(desk, ref="tblLog:7"))
    law = record_document(desk, ref="tblLog:8", Txt="Was late.")
    desk.within(lambda uow: uow.documents.add_found(case, "share", law))
    port(desk, case)
    port(desk, case, "form.txt", values={})
    for ref in ("box 7", "tblLog:7"):
        document = next(one.key for one in desk.documents(case) if one.ref == ref)
        decide(desk, case, Outcome.PORTABILITY_NOT_AVAILABLE, document)
    plan = planned(desk, tools, case)
    assert [task.document for task in plan.tasks] == [one.key for one in desk.documents(case) if one.ref == "form.txt"]
    said = {(line.store, line.field): line.why for line in plan.portable.outside if line.field or line.store == "Share"}
    assert said == {
        ("Case", "ClubId"): Outside.OURS,
        ("Case", "Hours"): Outside.OURS,
        ("Case", "Note"): Outside.OURS,
        ("Share", ""): Outside.BASIS,
    }
    whole = {line.why for line in plan.portable.outside if line.store == "Case" and not line.field}
    assert whole == {Outside.OTHERS, Outside.ON_PAPER, Outside.NOT_GIVEN, Outside.SEPARATE}
    read_me = file_of(desk, case, plan)["read-me.txt"]
    assert "Was late." not in read_me
    for says in ("We do not hold this by your consent", "It is on paper", "we made it or worked it out"):
        assert says in read_me


def test_what_an_installation_never_gives_out_is_in_no_file(desk: Desk, tmp_path: Path) -> None:
    rule = HoldBack(code="S2P16_THIRD_PARTY", why="The club's own.", table="tblClub", columns=("Likes",))
    store = Store(id="case", kind=StoreKind.FILES, title="Case", place=FilesPlace(root=tmp_path), withhold=(rule,))
    case = asked(desk)
    port(desk, case)
    plan = planned(desk, tools_for(desk, {"case": store}, FolderMailer(tmp_path / "mail")), case)
    assert [field.column for field in plan.portable.records[0].fields] == ["Mobile"]
    assert ("Likes", Outside.WITHHELD) in {(line.field, line.why) for line in plan.portable.outside}
    assert all("Chess" not in text for text in file_of(desk, case, plan).values())


@pytest.mark.parametrize(
    ("said", "field"),
    [({"basis": None}, "basis"), ({"basis": Basis.LEGAL_OBLIGATION}, "basis"), ({"values": {}}, "provided")],
)
def test_nothing_goes_into_it_that_was_not_given_by_consent_or_for_a_contract(
    desk: Desk, said: dict[str, Any], field: str
) -> None:
    case = asked(desk)
    with pytest.raises(InvalidCommand) as refused:
        port(desk, case, **said)
    assert refused.value.context["field"] == field


def test_whatever_may_be_for_this_right_is_decided_before_a_second_person_looks(desk: Desk) -> None:
    case = asked(desk, record_document(desk, ref="tblLog:7"))
    port(desk, case)
    with pytest.raises(Conflict, match="1 of the records"):
        submit(desk, case)


@pytest.mark.parametrize(
    ("basis", "regime", "expected"),
    [
        ("consent", Regime.UK_GDPR, True),
        ("contract", Regime.UK_GDPR, True),
        ("special_category", Regime.UK_GDPR, True),
        ("legal_obligation", Regime.UK_GDPR, False),
        ("public_task", Regime.UK_GDPR, False),
        ("consent", Regime.LAW_ENFORCEMENT, False),
    ],
)
def test_the_right_is_there_for_what_is_held_so(basis: str, regime: Regime, expected: bool) -> None:
    assert is_portable(basis, regime) is expected


def test_the_file_that_was_approved_leaves_with_the_answer_and_not_before(
    desk: Desk, tools: Tools, visitor: Any
) -> None:
    case = asked(desk)
    port(desk, case)
    plan = planned(desk, tools, case)
    approve(desk, case)
    do_one(desk, tools, "carry_out_changes")
    ready = desk.case(case)
    assert ready.pack is not None
    assert ready.pack.sha256 == plan.portable_sha256
    assert why_not(ready, Action.RELEASE_PACK, APPROVER) is not None, "it goes with the answer"
    assert why_not(ready, Action.COLLECT_PACK, requester_of(case)) is not None
    desk.do(answering.answer_right, answering.AnswerRight(case=case, words="Here it is.", actor=CASEWORKER))
    assert desk.case(case).stage is Stage.RESPONDED
    desk.clock.move(days=15)
    do_one(desk, tools, "end_undo")  # the plan is destroyed, the file is not
    assert let_in(visitor, desk, case).location == "/your-request"
    assert "JSON and CSV" in visitor.get("/your-request").text
    assert visitor.post("/your-request/copy/read").status_code == 404
    assert "You opened or downloaded it on" not in visitor.get("/your-request").text  # it has no pages to read
    taken = visitor.post("/your-request/copy")
    assert taken.mimetype == "application/zip"
    assert f'filename="{desk.reference(case)}.zip"' in taken.headers["Content-Disposition"]
    assert "data.json" in parts_of(taken.data)


def test_a_caseworker_ticks_what_was_given_and_a_second_person_reads_the_file(
    desk: Desk, tools: Tools, caseworker: Any, approver: Any
) -> None:
    case = asked(desk)
    page = f"/case/{desk.reference(case)}"
    record = f"{page}/records/{desk.documents(case)[0].key}"
    said = {
        "outcome": "ported",
        "words": "It is in the file.",
        "record": "The form they signed.",
        "provided": ["Mobile"],
    }
    caseworker.get(record)
    refused = caseworker.post(record, said)
    assert refused.status_code == 400
    assert "Say whether it is held by consent or for a contract." in refused.text
    assert caseworker.post(record, {**said, "basis": "contract"}).status_code == 302
    assert 'value="Mobile" checked' in caseworker.get(record).text
    plan = planned(desk, tools, case)
    shown = approver.get(f"{page}/changes").text
    assert "07700 900123" in shown
    assert "Approve this file" in shown
    assert "Seemed tired." not in shown
    downloaded = approver.get(f"{page}/changes/file.zip")
    assert parts_of(downloaded.data) == file_of(desk, case, plan)


def to_college(desk: Desk, tools: Tools) -> CaseId:
    """A file that is ready, and was asked to go straight to a college as well."""
    club = record_document(desk, ref="tblClub:31", **CLUB)
    asks = {"addressee": COLLEGE, "copy_goes_to": CopyGoesTo.BOTH}
    who = requester(name="Orla Fenwick", relation="")
    case = deciding_case(desk, Right.PORTABILITY, club, requester=who, **asks)
    port(desk, case)
    planned(desk, tools, case)
    approve(desk, case)
    do_one(desk, tools, "carry_out_changes")
    return case


def answered(desk: Desk, tools: Tools, case: CaseId, tmp_path: Path) -> str:
    """The answer to the requester, as a mail."""
    desk.do(answering.answer_right, answering.AnswerRight(case=case, words="Here it is.", actor=CASEWORKER))
    assert set(work_off(desk, tools)) <= {"done"}
    return mails(tmp_path / "mail", "maeve@fenwick.example")[-1]


def test_whoever_asks_may_name_an_organisation_that_the_file_goes_straight_to(visitor: Any, desk: Desk) -> None:
    answers = answers_for("subject", "portability")
    named = {"to": "North College", "email": COLLEGE.email}
    visitor.answer_all(answers | {"portable": {"item": "", **named}})
    for wrong, says in (
        ({"to": ""}, "Enter the name of the organisation"),
        ({"email": answers["contact"]["email"]}, "This is your own email address"),
    ):
        page = visitor.answer("portable", {"item": "", **named, **wrong}, query="?change=yes")
        assert page.status_code == 400
        assert says in page.text
    visitor.get("/request/check")
    visitor.post("/request/check")
    (summary,) = summaries(desk)
    assert summary.addressee == COLLEGE
    assert summary.case.addressee.asked is CopyGoesTo.BOTH


def test_a_file_goes_straight_to_the_organisation_once_staff_know_that_it_may(
    desk: Desk, tools: Tools, caseworker: Any, visitor: Any, tmp_path: Path
) -> None:
    case = to_college(desk, tools)
    page = f"/case/{desk.reference(case)}"
    with pytest.raises(Conflict, match="settle first"):
        desk.do(answering.answer_right, answering.AnswerRight(case=case, words="Here.", actor=CASEWORKER))
    assert f"{page}/addressee" in caseworker.get(page).text
    assert "article 20(2)" in caseworker.get(f"{page}/addressee").text
    caseworker.post(f"{page}/addressee", {"may_receive": "yes", "considered": "The address is on their website."})
    letter = answered(desk, tools, case, tmp_path)
    assert "straight to North College" in letter or "send it to North College too" in letter
    assert "told no" not in letter
    (told,) = mails(tmp_path / "mail", COLLEGE.email)
    assert "Orla" not in told
    assert collected(visitor, desk, case).location == "/collect/copy"
    shown = visitor.get("/collect/copy").text
    assert "Download the file (ZIP)" in shown
    assert "page by page" not in shown
    assert "data.json" in parts_of(visitor.post("/collect/copy").data)


def test_a_file_that_does_not_go_straight_says_why_and_how_to_complain(
    desk: Desk, tools: Tools, caseworker: Any, tmp_path: Path
) -> None:
    case = to_college(desk, tools)
    page = f"/case/{desk.reference(case)}/addressee"
    said = {"may_receive": "no", "considered": "They only take paper."}
    caseworker.get(page)
    refused = caseworker.post(page, said)
    assert refused.status_code == 400
    assert "Select why it does not go straight to them" in refused.text
    assert caseworker.post(page, {**said, "why_not": "not_feasible"}).status_code == 302
    letter = answered(desk, tools, case, tmp_path)
    for words in ("article 20(2)", "in a safe way", "complain to us", "section 165", "ask a court"):
        assert words in letter, words
    assert mails(tmp_path / "mail", COLLEGE.email) == []
    assert why_not(desk.case(case), Action.COLLECT_PACK, requester_of(case)) is None
