"""The staff app: a case from its first check to its release, and what each page refuses."""

import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from requests_.model.case import Stage
from requests_.model.commands import AcceptRequest, AskClarification, CaseCommand
from requests_.model.entitlement_facts import Finding, SafetyChecks
from requests_.model.events.base import DocumentOutcome
from requests_.model.identity import Check
from requests_.model.records import RECORDS_TYPE
from requests_.model.review_commands import DecideDocument, RecordProposals
from requests_.model.rights import AccessScope, Category
from requests_.model.search_commands import RecordSourceFailed
from requests_.model.sources import Band, SearchState
from requests_.model.staff import Role
from requests_.services import assessment, reviewing, searching, work
from tests.factories.cases import PACK, Desk
from tests.factories.documents import found_document, locked_pdf
from tests.factories.people import CASEWORKER, data_subject, requester
from tests.factories.rights import tools_for, work_off
from tests.integration.store.test_promises import released_with_a_promise
from workers.mail.folder import FolderMailer

TODAY = {"received_on-day": "15", "received_on-month": "6", "received_on-year": "2026"}

WITHHELD = {"person": "person-1", "record": "A friend, whom we could not ask."}
RECORD = {"record": "Legal services, on the telephone, 3 June."}
MAY_ASK = {
    "asker": "parental_responsibility",
    "competence": "not_competent",
    "child_view": "not_asked",
    "protected_address": "clear",
    "court_order": "clear",
    "deceased": "no",
    "considered": "The school says she does not follow it yet.",
    "overrides": "no",
}


def press(visitor: Any, page: str, action: str, fields: dict[str, Any] | None = None) -> Any:
    visitor.get(page)
    return visitor.post(f"{page}{action}", fields)


def agree_to_letter(visitor: Any, page: str) -> Any:
    """Agree to the letter that the page shows."""
    shown = re.search(r'name="shown" value="([0-9a-f ]*)"', visitor.get(f"{page}/second-person").text)
    assert shown
    return visitor.post(f"{page}/second-person/agree", {"shown": shown[1]})


def test_a_case_goes_from_the_first_check_to_the_requesters_pack(caseworker: Any, approver: Any, desk: Desk) -> None:
    case = desk.received()
    page = f"/case/{desk.reference(case)}"
    press(caseworker, page, "/evidence/identity", {"evidence": "known_contact", **TODAY})
    press(caseworker, page, "/evidence/authority", {"evidence": "birth_certificate", **TODAY})
    assert "Say who may ask" in caseworker.get(page).text
    press(caseworker, page, "/entitlement", {**MAY_ASK, "do": "record"})
    press(caseworker, page, "/accept", {"sources": ["case", "share"]})
    assert desk.case(case).stage is Stage.SEARCHING
    ready = desk.reviewing()
    page = f"/case/{desk.reference(ready)}"
    press(caseworker, page, "/people/withhold", WITHHELD)
    press(caseworker, page, "/submit")
    assert desk.case(ready).stage is Stage.SIGNING_OFF
    press(approver, page, "/sign-off", {"confirmed": "looked"})
    desk.record_pack(ready)
    press(caseworker, page, "/release")
    assert desk.case(ready).stage is Stage.RESPONDED
    assert caseworker.get(f"{page}/pack").data == PACK


def test_whoever_is_possibly_the_data_subject_stands_beside_them_on_the_page_where_it_is_decided(
    caseworker: Any, desk: Desk
) -> None:
    case = desk.searching()
    rows = {"title": "Log", "columns": ["Words"], "rows": [["Late again."]]}
    rows["compared"] = [["date of birth", "2012-03-14", "2012-04-13"], ["family name", "Fenwick", "FENWICK"]]
    kept = desk.store.vault.of(case).put(json.dumps(rows).encode())
    possible = found_document("log:possible:7", band=Band.POSSIBLE, media_type=RECORDS_TYPE, sha256=kept)
    desk.find(case, possible, found_document("log:match", media_type=RECORDS_TYPE, sha256=kept))
    first, second = sorted(desk.documents(case), key=lambda document: document.ref)
    page = caseworker.get(f"/case/{desk.reference(case)}/documents/{second.key}").text
    assert "Is this the same person?" in page
    told = re.findall(r'<td class="govuk-table__cell" data-label="The person of this re\w+">(.*?)</td>', page)
    assert told[:2] == ["14 March 2012", "13 April 2012"]
    assert (told[2], "alike" in told[3]) == ("Fenwick", True)
    assert "Is this the same person?" not in caseworker.get(f"/case/{desk.reference(case)}/documents/{first.key}").text


def test_who_may_ask_shows_what_was_recorded_by_whom_and_is_changed_only_where_somebody_says_so(
    caseworker: Any, desk: Desk
) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}/entitlement"
    own = {**MAY_ASK, "protected_address": "own", "considered": "She and the child live there."}
    assert "Checked, nothing found" in caseworker.get(page).text
    refused = press(caseworker, page, "", {**own, "asker": "carer", "court_order": "own", "do": "record"})
    assert refused.status_code == 400
    press(caseworker, page, "", {**own, "do": "record"})
    shown = caseworker.get(page).text
    assert "Recorded: go on" in shown
    for said in ("it is the requester’s own", "No, not yet", "She and the child live there.", "By Tamsin Hale, "):
        assert said in shown
    assert "<form method" not in shown.partition("<main")[2].partition("</main>")[0]
    form = caseworker.get(f"{page}?change=yes").text
    assert re.findall(r'value="([a-z_]+)" checked', form) == [
        "parental_responsibility", "not_competent", "not_asked", "own", "clear", "no", "no",
    ]  # fmt: skip
    assert "She and the child live there." in form


def test_WHO_14_a_page_left_open_lifts_no_protected_address_and_other_evidence_asks_with_the_same_answers(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}"
    first = re.search(r'name="seen" value="(\d+)"', caseworker.get(f"{page}/entitlement?change=yes").text)
    assert first
    own = {**MAY_ASK, "protected_address": "own", "do": "record"}
    press(caseworker, page, "/entitlement", own)
    stale = press(caseworker, page, "/entitlement", {**MAY_ASK, "do": "record", "seen": first[1]})
    assert stale.status_code == 409
    press(caseworker, page, "/evidence/authority", {"evidence": "court_order", **TODAY})
    asked = caseworker.get(f"{page}/entitlement").text
    assert "Other evidence came since this was recorded" in asked
    assert "own" in re.findall(r'value="([a-z_]+)" checked', asked)
    shown = press(caseworker, page, "/entitlement", {**MAY_ASK, "do": "advise"}).text
    assert "These answers lift the protected address" in shown
    refused = press(caseworker, page, "/entitlement", {**MAY_ASK, "do": "record"})
    assert refused.status_code == 400
    assert "This lifts the protected address recorded before: write down why" in refused.text
    press(caseworker, page, "/entitlement", {**MAY_ASK, "do": "record", "lifting": "She has moved."})
    assert desk.case(case).safety.protected_address is Finding.OWN
    assert "She has moved." in approver.get(f"{page}/second-person").text
    press(approver, page, "/second-person/agree")
    assert "This lifted the protected address recorded before" in caseworker.get(f"{page}/history").text


def test_WHO_8_where_the_authority_shown_is_not_enough_other_is_asked_for_or_recorded(
    caseworker: Any, desk: Desk
) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}"
    told = press(caseworker, page, "/entitlement", {**MAY_ASK, "asker": "representative", "do": "record"})
    assert told.status_code == 302
    assert desk.case(case).entitlement.rule == "WHO-8d"
    shown = caseworker.get(page).text
    assert "Nothing else was asked for yet" in shown
    assert "Record other evidence" in shown
    assert desk.case(case).clock_facts.authority_requested_on is None
    press(caseworker, page, "/evidence/authority/ask")
    assert desk.case(case).stage is Stage.VERIFYING
    assert desk.case(case).clock_facts.authority_requested_on == desk.clock.london_date()
    assert "The requester was asked on" in caseworker.get(page).text
    press(caseworker, page, "/evidence/authority", {"evidence": "signed_authority", **TODAY})
    press(caseworker, page, "/entitlement", {**MAY_ASK, "asker": "representative", "do": "record"})
    assert desk.case(case).entitlement.may_proceed


def test_who_reviewed_cannot_sign_off(signed_in: Callable[..., Any], desk: Desk) -> None:
    both = signed_in(Role.APPROVER)
    case = desk.reviewing()
    page = f"/case/{desk.reference(case)}"
    press(both, page, "/people/withhold", WITHHELD)
    press(both, page, "/submit")
    assert "Waiting for sign-off" in both.get(page).text
    refused = press(both, page, "/sign-off", {"confirmed": "looked"})
    assert refused.status_code == 409
    assert "a second person signs it off" in refused.text
    assert desk.case(case).signed_off_by == ""


def test_who_leaves_a_store_out_cannot_sign_off_what_lacks_it(signed_in: Callable[..., Any], desk: Desk) -> None:
    both = signed_in(Role.APPROVER)
    case = desk.assessing()
    desk.assess(case)
    page = f"/case/{desk.reference(case)}"
    press(both, page, "/accept", {"sources": [desk.sources[0]], "because": "Nothing is kept there."})
    desk.submit(desk.find(case))
    refused = press(both, page, "/sign-off", {"confirmed": ["looked", "gaps"]})
    assert refused.status_code == 409
    assert "or left something out: a second person signs it off" in refused.text


def test_the_case_page_says_what_a_letter_promised(caseworker: Any, desk: Desk) -> None:
    case, _ = released_with_a_promise(desk)
    shown = caseworker.get(f"/case/{desk.reference(case)}").text
    assert "Keep what the letter promised" in shown
    assert shown.count("Open it again") == 1
    assert "There is nothing more to do" not in shown


def test_the_queue_shows_what_is_due_first_and_finds_by_reference_and_name(caseworker: Any, desk: Desk) -> None:
    today = desk.clock.london_date()
    later, first = desk.received(), desk.received(received_on=today.replace(day=1))
    page = caseworker.get("/").text
    assert page.index(desk.reference(first)) < page.index(desk.reference(later))
    straight = caseworker.post("/find", {"search": desk.reference(later).lower()})
    assert straight.location == f"/case/{desk.reference(later)}"
    found = caseworker.get(caseworker.post("/find", {"search": "fenw"}).location).text
    assert found.count("/case/RR-") == 2


@pytest.mark.parametrize(
    "query",
    [
        "?view=x",
        "?after=x",
        "?before=2026-13-01~x",
        f"?after=2026-01-01~{'a' * 32}",
        "?find=1",
        "?assigned='",
        "?sort=",
    ],
)
def test_the_queue_takes_any_address(caseworker: Any, query: str) -> None:
    assert caseworker.get(f"/{query}").status_code == 200


def test_evidence_from_before_the_request_is_refused_on_the_page(caseworker: Any, desk: Desk) -> None:
    page = f"/case/{desk.reference(desk.received())}"
    early = {**TODAY, "received_on-day": "1", "evidence": "photo_identity"}
    refused = press(caseworker, page, "/evidence/identity", early)
    assert refused.status_code == 400
    assert "between the day of the request and today" in refused.text


@pytest.mark.parametrize("day", [{}, {**TODAY, "received_on-day": "1"}])
def test_for_contact_details_we_held_already_no_day_is_asked(caseworker: Any, desk: Desk, day: dict[str, str]) -> None:
    case = desk.received()
    page = f"/case/{desk.reference(case)}"
    assert press(caseworker, page, "/evidence/identity", {**day, "evidence": "known_contact"}).status_code == 302
    settled = desk.case(case)
    assert settled.checks[Check.IDENTITY].received_on == settled.received_on
    lacking = press(caseworker, page, "/evidence/authority", {"evidence": "court_order"})
    assert (lacking.status_code, "Enter the day the evidence came" in lacking.text) == (400, True)


def test_asking_for_evidence_makes_the_clock_wait(caseworker: Any, desk: Desk) -> None:
    page = f"/case/{desk.reference(desk.received())}"
    press(caseworker, page, "/evidence/identity/ask")
    shown = caseworker.get(page).text
    assert "Not started" in shown
    assert "The requester has been asked" not in caseworker.get(page).text  # said once


def test_a_question_stops_the_clock_and_its_answer_starts_it(caseworker: Any, desk: Desk) -> None:
    page = f"/case/{desk.reference(desk.assessing())}"
    caseworker.get(f"{page}/clarify")
    caseworker.post(
        f"{page}/clarify", {"question": "Which school year?", "reason": "period", "needed_for": "Nine years are held."}
    )
    assert "Stopped" in caseworker.get(page).text
    desk.clock.move(days=3)
    caseworker.get(page)
    assert caseworker.client.get("/").status_code == 302  # three days later the session is over
    caseworker.sign_in("caseworker@brackenford.example")
    press(caseworker, page, "/clarified", {**TODAY, "received_on-day": "18"})
    assert "days left" in caseworker.get(page).text


def test_an_extension_and_a_refusal_need_their_reasons(caseworker: Any, desk: Desk) -> None:
    page = f"/case/{desk.reference(desk.assessing())}"
    for form, field in (("extend", "reason"), ("refuse", "ground")):
        caseworker.get(f"{page}/{form}")
        refused = caseworker.post(f"{page}/{form}", {})
        assert refused.status_code == 400
        assert f'href="#{field}"' in refused.text
        assert ('href="#explanation"' in refused.text) is (form == "extend")


def test_a_failed_source_is_searched_again_alone(caseworker: Any, desk: Desk) -> None:
    case = desk.searching()
    desk.searched(case, "case")
    failed = RecordSourceFailed(case=case, source="share", attempt=1, reason="The share cannot be opened.")
    desk.do(searching.record_source_failed, failed)
    page = f"/case/{desk.reference(case)}"
    assert "The share cannot be opened." in caseworker.get(f"{page}/search").text
    caseworker.post(f"{page}/sources/share/again")
    states = {key: source.state for key, source in desk.case(case).sources.items()}
    assert states == {"case": SearchState.SEARCHED, "share": SearchState.PENDING}


def test_everything_is_searched_again_and_what_was_altered_or_is_gone_is_said_where_it_stands(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.searching()
    first, second = (desk.store.vault.of(case).put(words) for words in (b"a letter", b"another letter"))
    desk.find(case, *(found_document(ref, title=ref, sha256=first) for ref in ("a:1", "a:2")))
    page = f"/case/{desk.reference(case)}"
    assert "Search everywhere again" in caseworker.get(f"{page}/search").text
    caseworker.post(f"{page}/sources/again")
    assert desk.case(case).pending_sources == ("case", "share")
    desk.searched(case, "case", found_document("a:1", title="a:1", sha256=second), attempt=2)
    desk.searched(case, "share", attempt=2)
    said = re.sub(r"\s+", " ", caseworker.get(f"{page}/search").text)
    assert "1 record was changed in the store and 1 record was not found any more" in said
    listed = caseworker.get(f"{page}/documents").text
    assert ("Changed in its store" in listed, "Not found any more" in listed) == (True, True)
    altered, gone = sorted(desk.documents(case), key=lambda document: document.ref)
    told = caseworker.get(f"{page}/documents/{altered.key}").text
    assert ("section 173" in told, "as it was first found" in told) == (True, True)
    assert caseworker.get(f"{page}/documents/{altered.key}/file?as=first").data == b"a letter"
    assert caseworker.get(f"{page}/documents/{altered.key}/file").data == b"another letter"
    assert "What was found at first is kept here" in caseworker.get(f"{page}/documents/{gone.key}").text
    desk.read(case, altered.key)
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks={altered.key: (), gone.key: ()}))
    desk.submit(case)
    signing = re.sub(r"\s+", " ", approver.get(f"{page}/sign-off").text)
    assert "a:1: changed in its store, seen on" in signing
    assert "a:2: not found any more, seen on" in signing


def test_the_gap_of_a_failed_source_is_accepted_and_shown_at_sign_off(caseworker: Any, desk: Desk) -> None:
    case = desk.searching()
    desk.searched(case, "case")
    failed = RecordSourceFailed(case=case, source="share", attempt=1, reason="The share cannot be opened.")
    desk.do(searching.record_source_failed, failed)
    page = f"/case/{desk.reference(case)}"
    assert "The share cannot be opened." in caseworker.get(f"{page}/sources/share/gap").text
    assert caseworker.post(f"{page}/sources/share/gap").status_code == 400  # whoever signs off reads why
    press(caseworker, page, "/sources/share/gap", {"because": "The school closed; its share is gone."})
    assert "We answer without this source" in caseworker.get(f"{page}/search").text
    assert "The school closed; its share is gone." in caseworker.get(f"{page}/search").text


def test_a_store_is_left_out_for_a_reason_that_stands_at_the_signature(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}"
    refused = press(caseworker, page, "/accept", {"sources": ["case"]})
    assert refused.status_code == 400
    assert "Write down why a store is left out" in refused.text
    press(caseworker, page, "/accept", {"sources": ["case"], "because": "Your child never went to that school."})
    assert "Left out: " in caseworker.get(f"{page}/history").text
    source = desk.case(case).sources["share"]
    assert (source.state, source.is_settled) == (SearchState.LEFT_OUT, True)
    shown = approver.get(f"{page}/sign-off").text
    assert "Your child never went to that school." in shown


def test_the_text_is_shown_with_its_marks_and_single_marks_are_decided(caseworker: Any, desk: Desk) -> None:
    case = desk.reviewing()
    document = desk.documents(case)[0].key
    page = f"/case/{desk.reference(case)}/documents/{document}"
    shown = caseworker.get(page).text
    assert '<a class="rp-mark rp-mark--refer"' in shown
    mark = shown.split('name="mark"')[1].split('value="')[1].split('"')[0]
    early = caseworker.post(f"{page}/marks", {"part": "0", "mark": [mark], "decision": "disclose"})
    assert (early.status_code, "Write down first why" in early.text) == (400, True)
    desk.show(case)
    caseworker.post(f"{page}/marks", {"part": "0", "mark": [mark], "decision": "disclose"})
    assert '<a class="rp-mark rp-mark--disclose"' in caseworker.get(page).text
    nothing = caseworker.post(f"{page}/marks", {"part": "0", "decision": "withhold"})
    assert nothing.status_code == 400


def test_all_that_is_proposed_on_a_page_is_withheld_at_once(caseworker: Any, desk: Desk) -> None:
    case = desk.reviewing()
    page = f"/case/{desk.reference(case)}/documents/{desk.documents(case)[0].key}"
    press(caseworker, page, "/marks", {"part": "0", "decision": "proposed"})
    assert "To decide</" in caseworker.get(page).text  # the legend
    assert caseworker.get(page).text.count("rp-mark--refer") == 1


def test_words_are_withheld_everywhere(caseworker: Any, desk: Desk) -> None:
    case = desk.reviewing()
    page = f"/case/{desk.reference(case)}"
    caseworker.get(f"{page}/people")
    caseworker.post(f"{page}/words", {"words": "late again", "reason": "S2P16_THIRD_PARTY", **RECORD})
    assert "Withheld in 1 place." in caseworker.get(f"{page}/people").text
    missing = caseworker.post(f"{page}/words", {"words": "not in there", "reason": "S2P16_THIRD_PARTY", **RECORD})
    assert "stand nowhere" in missing.text
    assert 'href="#words"' in missing.text


def test_a_page_is_seen_as_the_requester_will_see_it(caseworker: Any, desk: Desk) -> None:
    case = desk.reviewing()
    page = f"/case/{desk.reference(case)}/documents/{desk.documents(case)[0].key}"
    made = caseworker.get(f"{page}/preview/0.pdf")
    assert made.headers["Content-Disposition"].startswith("attachment")
    words = " ".join(pymupdf.open(stream=made.data, filetype="pdf")[0].get_text().split())
    assert "Orla was late again. [Person A] brought her in" in words.replace("\u00a0", " ")
    assert caseworker.get(f"{page}/preview/7.pdf").status_code == 404


def test_a_locked_file_is_opened_by_whoever_has_its_password(caseworker: Any, desk: Desk, tmp_path: Path) -> None:
    case = desk.searching()
    sha256 = desk.store.vault.of(case).put(locked_pdf())
    desk.searched(case, "case", found_document(sha256=sha256, file_name="plan.pdf", media_type="application/pdf"))
    tools = tools_for(desk, {}, FolderMailer(tmp_path / "mail"))
    work_off(desk, tools)
    page = f"/case/{desk.reference(case)}/documents/{desk.documents(case)[0].key}"
    assert "Password of the file" in caseworker.get(page).text
    for typed, says in (("", "Enter the password of the file"), ("winter", "The password given does not open it.")):
        refused = caseworker.post(f"{page}/password", {"file_password": typed})
        assert says in refused.text
        assert typed == "" or typed not in refused.text
    caseworker.post(f"{page}/password", {"file_password": "spring"})
    assert "The file is open and will be read." in caseworker.get(page).text
    work_off(desk, tools)
    assert "The plan for the summer term." in caseworker.get(page).text


def test_a_passage_and_a_whole_page_are_withheld_where_they_are_read(caseworker: Any, desk: Desk) -> None:
    case = desk.reviewing()
    page = f"/case/{desk.reference(case)}/documents/{desk.documents(case)[0].key}"
    chosen = {"part": "0", "extent": "passage", "part_reason": "S2P19_LPP", "part_record": "Advice of 3 June."}
    for sent in ({"passage": "was late again"}, {"extent": "page"}):
        press(caseworker, page, "/part", {**chosen, **sent})
        assert "Withheld here in 1 place." in caseworker.get(page).text
    for sent, says in (
        ({**chosen, "passage": " "}, "Enter the passage"),
        ({**chosen, "passage": "nowhere"}, "does not stand here"),
        ({**chosen, "extent": "page", "part_record": ""}, 'href="#part_record"'),
        ({**chosen, "extent": "page", "part": "x"}, "no such page or section"),
        ({"part": "0"}, "Select what is withheld here"),
    ):
        assert says in caseworker.post(f"{page}/part", sent).text


def test_withholding_a_whole_document_needs_a_reason(caseworker: Any, desk: Desk) -> None:
    case = desk.reviewing()
    page = f"/case/{desk.reference(case)}/documents/{desk.documents(case)[0].key}"
    refused = press(caseworker, page, "/outcome", {"outcome": "withhold"})
    assert refused.status_code == 400
    assert "Choose a reason" in refused.text
    refused = press(caseworker, page, "/outcome", {"outcome": "withhold", "reason": "S2P19_LPP"})
    assert "needs a record: who in legal services confirmed it, and when." in refused.text
    assert 'href="#record"' in refused.text
    press(caseworker, page, "/outcome", {"outcome": "withhold", "reason": "S2P19_LPP", **RECORD})
    assert desk.documents(case)[0].outcome == "withhold"


def test_what_lies_outside_what_was_asked_for_is_marked_so_that_somebody_decides(caseworker: Any, desk: Desk) -> None:
    scope = AccessScope(categories=(Category.HEALTH,))
    case = desk.find(desk.searching(scope=scope))
    page, marked = f"/case/{desk.reference(case)}/documents", "Outside what was asked for: another kind"
    assert marked in caseworker.get(page).text
    assert marked in caseworker.get(f"{page}/{desk.documents(case)[0].key}").text
    assert press(caseworker, page, "/outside", {"do": "leave_out"}).location == page
    assert "Left out: outside what was asked for" in caseworker.get(page).text
    assert "Put back 1 document left out" in caseworker.get(page).text
    press(caseworker, page, "/outside", {"do": "put_back"})
    assert "Goes into the pack" in caseworker.get(page).text
    other = desk.reviewing()
    assert "Outside what was asked for" not in caseworker.get(f"/case/{desk.reference(other)}/documents").text


def test_a_scan_replaces_a_paper_files_register_entry(caseworker: Any, desk: Desk) -> None:
    case = desk.searching()
    for source in desk.sources:
        desk.searched(case, source, *((found_document(sha256=""),) if source == "case" else ()))
    document = desk.documents(case)[0].key
    page = f"/case/{desk.reference(case)}/documents/{document}"
    assert "Put in a scan" in caseworker.get(page).text
    for content, status in ((b"MZ not a scan", 400), (b"%PDF-1.7 a scan", 302)):
        sent = {"scan": (io.BytesIO(content), "../../etc/pass\u202ewd.pdf")}
        assert caseworker.post(f"{page}/scan", sent, content_type="multipart/form-data").status_code == status
    assert desk.documents(case)[0].file_name == "passwd.pdf"


def test_a_page_that_waits_says_where_to_look_again(caseworker: Any, desk: Desk) -> None:
    case = desk.searching()
    page = f"/case/{desk.reference(case)}"
    assert f'data-live="{page}/live"' in caseworker.get(page).text
    before = caseworker.get(f"{page}/live").text
    desk.searched(case, "case")
    assert caseworker.get(f"{page}/live").text != before


def test_a_pack_that_failed_its_check_is_not_released(caseworker: Any, desk: Desk) -> None:
    case = desk.packed(failed_check="pdftotext finds a withheld name")
    page = f"/case/{desk.reference(case)}"
    shown = caseworker.get(page).text
    assert "pdftotext finds a withheld name" in shown
    assert "Release to the requester" not in shown
    assert caseworker.post(f"{page}/release").status_code == 409


def test_two_people_pressing_the_same_button_do_it_once(caseworker: Any, approver: Any, desk: Desk) -> None:
    page = f"/case/{desk.reference(desk.assessing())}"
    caseworker.get(page)
    approver.get(page)
    assert caseworker.post(f"{page}/accept", {"sources": ["case", "share"]}).status_code == 302
    second = approver.post(f"{page}/accept", {"sources": ["case", "share"]})
    assert second.status_code == 409
    assert "This cannot be done as the case stands" in second.text


def test_the_history_tells_every_event_in_words(caseworker: Any, desk: Desk) -> None:
    case = desk.responded()
    page = caseworker.get(f"/case/{desk.reference(case)}/history").text
    for words in ("The request was received on 15 June 2026", "Signed off by a second person", "The pack was released"):
        assert words in page


def test_why_this_date_is_explained_from_the_clock_box(caseworker: Any, desk: Desk) -> None:
    page = f"/case/{desk.reference(desk.assessing())}"
    assert f'href="{page}/why"' in caseworker.get(page).text
    told = caseworker.get(f"{page}/why").text
    for words in (
        "The answer is due by Wednesday 15 July 2026, in 30 days.",
        "When did the time begin?",
        "UK GDPR art. 12A(1)",
        "The date would then be Tuesday 15 September 2026.",
        "Days 1 to 29.",
        "Wednesday 15 July 2026: the last day, day 30",
    ):
        assert words in told


def test_a_name_full_of_markup_is_only_text(caseworker: Any, desk: Desk) -> None:
    case = desk.received(subject=data_subject(given_name="<script>alert(1)</script>", family_name="{{7*7}}"))
    page = caseworker.get(f"/case/{desk.reference(case)}").text
    assert "<script>alert" not in page
    assert "{{7*7}}" in page


def test_a_question_of_a_colleague_is_waited_for(caseworker: Any, desk: Desk) -> None:
    case = desk.searching()
    desk.do(assessment.ask_clarification, AskClarification(case=case, question="Which year?", actor=CASEWORKER))
    assert "Waiting for the requester’s answer" in caseworker.get(f"/case/{desk.reference(case)}").text


def test_an_extension_is_told_with_its_reason_and_moves_the_due_date(caseworker: Any, desk: Desk) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}"
    caseworker.get(f"{page}/extend")
    caseworker.post(f"{page}/extend", {"reason": "complexity", "explanation": "Nine schools have to be asked."})
    assert "Due 15 July 2026" in caseworker.get(page).text
    desk.mail_letters(case)
    shown = caseworker.get(page).text
    assert "Due 15 September 2026" in shown
    assert "Extend the period" not in shown


REFUSAL = {"ground": "not_entitled", "explanation": "You have no parental responsibility."}


def test_a_refusal_is_read_before_it_is_asked_for_and_ends_the_case_once_a_second_person_agrees(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}"
    read = press(caseworker, page, "/refuse", REFUSAL)
    for said in ("You have no parental responsibility.", "You can complain", "Nothing is kept yet"):
        assert said in read.text
    assert desk.case(case).proposal is None
    before = len(desk.jobs(case))
    press(caseworker, page, "/refuse", {**REFUSAL, "do": "ask"})
    assert (desk.case(case).stage, len(desk.jobs(case))) == (Stage.ASSESSING, before)
    assert "Waiting for a second person" in caseworker.get(page).text
    assert press(caseworker, page, "/second-person/agree").status_code == 403
    assert "It waits for a second person" in caseworker.get(f"{page}/letters").text
    assert "Look at what a colleague prepared" in approver.get(page).text
    assert "You have no parental responsibility." in approver.get(f"{page}/second-person").text
    agree_to_letter(approver, page)
    assert desk.case(case).stage is Stage.REFUSED
    assert len(desk.jobs(case)) == before + 1
    assert "There is nothing more to do" in caseworker.get(page).text
    assert "A second person agreed." in caseworker.get(f"{page}/history").text


def test_a_second_person_stops_a_refusal_with_a_reason_and_nothing_of_it_is_left(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}"
    press(caseworker, page, "/refuse", {**REFUSAL, "do": "ask"})
    assert press(approver, page, "/second-person/stop", {"reason": " "}).status_code == 400
    press(approver, page, "/second-person/stop", {"reason": "She has it by court order."})
    assert (desk.case(case).stage, desk.case(case).proposal) == (Stage.ASSESSING, None)
    assert "She has it by court order." in caseworker.get(f"{page}/history").text
    assert "Refusal" not in caseworker.get(f"{page}/letters").text.partition("Write a letter")[0]
    assert approver.get(f"{page}/second-person").status_code == 409


@pytest.mark.parametrize(
    ("code", "says"), [("P3_S43_3", "is not a ground under the UK GDPR"), ("S2P24_REF", "covers a record or a passage")]
)
def test_a_reason_that_cannot_refuse_a_request_gets_its_own_sentence(
    caseworker: Any, desk: Desk, code: str, says: str
) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}/refuse"
    caseworker.get(page)
    refused = caseworker.post(page, {"ground": "exempt", "reasons": code, "record": "It is on the list."})
    assert refused.status_code == 400
    assert says in refused.text
    assert desk.case(case).responded_on is None


@pytest.mark.parametrize("form", ["clarify", "clarified"])
def test_a_form_sent_empty_comes_back_with_what_is_missing(caseworker: Any, desk: Desk, form: str) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}"
    if form == "clarified":
        desk.do(assessment.ask_clarification, AskClarification(case=case, question="Which year?", actor=CASEWORKER))
    caseworker.get(page)
    refused = caseworker.post(f"{page}/{form}", {})
    assert refused.status_code == 400
    assert "There is a problem" in refused.text


def test_an_answer_from_before_the_question_is_refused_on_the_page(caseworker: Any, desk: Desk) -> None:
    case = desk.assessing()
    desk.do(assessment.ask_clarification, AskClarification(case=case, question="Which year?", actor=CASEWORKER))
    page = f"/case/{desk.reference(case)}"
    refused = press(caseworker, page, "/clarified", {**TODAY, "received_on-day": "1"})
    assert "between the day of the question and today" in refused.text


def test_accepting_without_a_source_is_refused_on_the_page(caseworker: Any, desk: Desk) -> None:
    refused = press(caseworker, f"/case/{desk.reference(desk.assessing())}", "/accept", {})
    assert refused.status_code == 400
    assert "Select at least one source" in refused.text


def test_everyone_proposed_is_withheld_at_once_and_can_be_changed(caseworker: Any, desk: Desk) -> None:
    case = desk.reviewing()
    page = f"/case/{desk.reference(case)}"
    assert "Dee Fox" in caseworker.get(f"{page}/people/withhold").text
    caseworker.post(f"{page}/people/withhold", WITHHELD)
    assert "1 mark withheld." in caseworker.get(f"{page}/people").text
    agreed = {"person": "person-1", "ground": "agreed", "record": "By telephone, 3 June."}
    caseworker.post(f"{page}/people/show?person=person-1", agreed)
    assert "1 mark shown." in caseworker.get(f"{page}/people").text
    assert caseworker.get(f"{page}/people/burn?person=person-1").status_code == 404
    assert caseworker.get(f"{page}/people/show?person=person-99").status_code == 404


@pytest.mark.parametrize(
    ("decision", "answers", "field", "says"),
    [
        ("withhold", {}, "record", "Write down why it is withheld"),
        ("withhold", {"record": "x", "person": ""}, "person", "Select at least one person"),
        ("withhold", {"record": "x", "reason": "S3P11_HARM_SOCIAL"}, "reason", "decided by somebody who may sign off"),
        ("show", {}, "ground", "Select why this person"),
        ("show", {"ground": "agreed"}, "record", "how and when they agreed"),
        ("show", {"ground": "reasonable", "kind_of_information": "A name"}, "duty_of_confidence", "five questions"),
    ],
)
def test_EX_T_the_page_asks_for_what_the_ground_needs_and_changes_nothing_without_it(
    caseworker: Any, desk: Desk, decision: str, answers: dict[str, str], field: str, says: str
) -> None:
    case = desk.reviewing()
    page = f"/case/{desk.reference(case)}/people/{decision}?person=person-1"
    before = desk.case(case)
    refused = press(caseworker, page, "", {"person": "person-1", **answers})
    assert refused.status_code == 400
    assert says in refused.text
    assert f'href="#{field}' in refused.text
    assert desk.case(case) == before


def test_EX_T_why_a_worker_is_shown_is_the_last_question_before_sign_off(caseworker: Any, desk: Desk) -> None:
    case = desk.reviewing(disposition="disclose", reason="S2P17_WORKER")
    page = f"/case/{desk.reference(case)}"
    assert "Write down why people are shown or withheld" in caseworker.get(page).text
    assert press(caseworker, page, "/submit").status_code == 409
    assert "Dee Fox" in caseworker.get(f"{page}/people/show").text
    caseworker.post(f"{page}/people/show", {"person": "person-1", "ground": "school_worker"})
    assert press(caseworker, page, "/submit").status_code == 302
    assert desk.case(case).stage is Stage.SIGNING_OFF


def test_nobody_signs_off_by_one_press_and_nobody_what_was_sent_back_meanwhile(
    approver: Any, signed_in: Callable[..., Any], desk: Desk
) -> None:
    father = requester(name="Ross Tennant", email="ross@tennant.example")
    case = desk.assessing(requester=father)
    page = f"/case/{desk.reference(case)}"
    accept = AcceptRequest(case=case, sources=("case",), because="Never there.", actor=CASEWORKER)
    desk.do(assessment.accept_request, accept)
    desk.searched(case, "case", found_document(sha256=desk.store.vault.of(case).put(b"a letter")))
    desk.read(case, desk.documents(case)[0].key)
    desk.do(reviewing.record_proposals, RecordProposals(case=case, marks={desk.documents(case)[0].key: ()}))
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    hers = desk.assessing(requester=requester(address="9 Plover Rise, Harwick, HW3 4QT"))
    desk.assess(hers, safety=SafetyChecks(protected_address=Finding.OWN, court_order=Finding.CLEAR))
    shown = approver.get(f"{page}/sign-off").text
    for said in ("you looked at what goes out: 1 document", "this was not searched: ", desk.reference(hers)):
        assert said in shown
    everything = {
        "confirmed": ["looked", "gaps", "concerns"],
        "seen": re.findall(r'name="seen" value="(\d+)"', shown)[0],
    }
    for boxes in ([], ["looked"], ["looked", "gaps"]):
        refused = approver.post(f"{page}/sign-off", {**everything, "confirmed": boxes})
        assert (refused.status_code, "Tick each box when you have looked" in refused.text) == (400, True)
    other = signed_in(Role.DATA_PROTECTION_OFFICER)
    press(other, page, "/return", {"changes": "Withhold the number."})
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    told = approver.post(f"{page}/sign-off", everything)
    assert (told.status_code, 'name="confirmed"' in told.text) == (409, False)
    assert desk.case(case).stage is Stage.SIGNING_OFF
    assert approver.post(f"{page}/sign-off", {**everything, "seen": ""}).status_code == 302


def test_whoever_sent_it_for_sign_off_takes_it_back_with_a_reason_until_it_is_approved(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.signing_off()
    page = f"/case/{desk.reference(case)}"
    assert "Take it back from sign-off" in caseworker.get(page).text
    assert press(caseworker, page, "/take-back", {"reason": " "}).status_code == 400
    press(caseworker, page, "/take-back", {"reason": "One letter is about her cousin."})
    assert desk.case(case).stage is Stage.REVIEWING
    history = caseworker.get(f"{page}/history").text
    assert "Taken back before it was signed off." in history
    assert "One letter is about her cousin." in history
    press(approver, page, "/sign-off", {"confirmed": "looked"})
    assert desk.case(case).signed_off_by == ""
    assert "One letter is about her cousin." in caseworker.get(page).text
    press(caseworker, page, "/submit")
    assert "One letter is about her cousin." in approver.get(f"{page}/sign-off").text
    press(approver, page, "/sign-off", {"confirmed": "looked"})
    assert press(caseworker, page, "/take-back", {"reason": "Too late."}).status_code == 409


def test_the_second_person_sees_what_goes_out_and_can_send_it_back(approver: Any, desk: Desk) -> None:
    case = desk.signing_off()
    page = f"/case/{desk.reference(case)}"
    shown = approver.get(f"{page}/sign-off").text
    assert "Letter home" in shown
    assert "Dee Fox" in shown
    assert approver.post(f"{page}/return").status_code == 400  # whoever reviews must know what to change
    approver.post(f"{page}/return", {"changes": "Withhold the school’s number on page 2."})
    assert desk.case(case).stage is Stage.REVIEWING
    assert "Withhold the school’s number on page 2." in approver.get(page).text
    desk.do(reviewing.submit_for_sign_off, CaseCommand(case=case, actor=CASEWORKER))
    assert "Withhold the school’s number" not in approver.get(page).text


def test_a_case_whose_pack_could_not_be_built_is_reviewed_again_once_it_is_sent_back(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.signed_off()
    (key,) = desk.within(lambda uow: [work.key for work in uow.outbox.open_of("assemble_pack") if work.case == case])
    failed = dict(case=case, outbox=key, job="assemble_pack", reason="The disk is full.")
    desk.within(lambda uow: work.record_work_failed(uow, desk.clock, **failed))
    page = f"/case/{desk.reference(case)}"
    assert "Something stopped working" in approver.get(page).text
    approver.post(f"{page}/return", {"changes": "Withhold page 2."})
    assert not desk.case(case).failed_work
    assert "Something stopped working" not in caseworker.get(page).text


def test_a_pack_that_failed_names_the_document_and_the_page(caseworker: Any, desk: Desk) -> None:
    case = desk.signed_off()
    (document,) = desk.documents(case)
    failed = [{"check": "extracted text", "document": document.key, "pages": [2, 3]}]
    desk.record_pack(case, failed_check="extracted text", certificate=json.dumps({"failed": failed}))
    shown = " ".join(caseworker.get(f"/case/{desk.reference(case)}").text.split())
    assert f"{document.title}</a>, pages 2 and 3 of its copy: extracted text" in shown


def test_a_rejected_pack_is_built_again(caseworker: Any, desk: Desk) -> None:
    case = desk.packed(failed_check="a withheld name on page 3")
    before = len(desk.jobs(case))
    assert press(caseworker, f"/case/{desk.reference(case)}", "/reassemble").status_code == 302
    assert [job for job, _ in desk.jobs(case)].count("assemble_pack") >= 1
    assert len(desk.jobs(case)) > before


def test_work_that_gave_up_is_started_again(caseworker: Any, desk: Desk) -> None:
    case = desk.searching()
    outbox = desk.within(lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=timedelta(0), limit=10))[0]
    desk.within(
        lambda uow: work.record_work_failed(
            uow, desk.clock, case=outbox.case, outbox=outbox.key, job="search_source", reason="The mail server is down."
        )
    )
    page = f"/case/{desk.reference(outbox.case)}"
    assert "The mail server is down." in caseworker.get(page).text
    press(caseworker, page, "/resume")
    assert not desk.case(case).failed_work


def test_the_original_is_downloaded_and_paper_has_none(caseworker: Any, desk: Desk) -> None:
    case = desk.reviewing()
    page = f"/case/{desk.reference(case)}/documents/{desk.documents(case)[0].key}"
    original = caseworker.get(f"{page}/file")
    assert original.data == b"a letter"
    assert original.headers["Content-Disposition"].startswith("attachment")
    paper = desk.searching()
    desk.searched(paper, "case", found_document(sha256=""))
    page = f"/case/{desk.reference(paper)}/documents/{desk.documents(paper)[0].key}"
    assert caseworker.get(f"{page}/file").status_code == 404


def test_a_case_without_a_pack_has_none_to_download(caseworker: Any, desk: Desk) -> None:
    assert caseworker.get(f"/case/{desk.reference(desk.reviewing())}/pack").status_code == 404


def test_what_one_press_shows_of_where_people_can_be_reached_is_listed_before_it(caseworker: Any, desk: Desk) -> None:
    case = desk.reviewing(kind="email", person="", disposition="refer")
    page = f"/case/{desk.reference(case)}/people/show?person=nobody"
    shown = caseworker.get(page).text
    assert "Dee Fox <span" in shown.partition("What this shows of where they can be reached")[2]
    answer = {"person": "nobody", "ground": "not_another", "record": "The school office’s."}
    assert caseworker.post(page, answer).status_code == 400  # as from a page that listed nothing, or something else
    listed = re.search(r'name="listed" value="(\w+)"', shown)
    assert listed is not None
    assert caseworker.post(page, {**answer, "listed": listed[1]}).status_code == 302


def test_whoever_withholds_what_is_the_requesters_own_is_warned_first(caseworker: Any, desk: Desk) -> None:
    page = f"/case/{desk.reference(desk.reviewing(person='subject'))}/people/withhold?person=subject"
    assert "What is theirs is what was asked for" in caseworker.get(page).text
    others = f"/case/{desk.reference(desk.reviewing())}/people/withhold?person=person-1"
    assert "What is theirs is what was asked for" not in caseworker.get(others).text


def test_whoever_signs_off_confirms_what_follows_later(approver: Any, desk: Desk) -> None:
    case = desk.reviewing()
    [document] = desk.documents(case)
    follows = DecideDocument(
        case=case,
        document=document.key,
        outcome=DocumentOutcome.TO_FOLLOW,
        reason="",
        record="",
        actor=CASEWORKER,
    )
    desk.do(reviewing.decide_document, follows)
    desk.submit(case)
    page = f"/case/{desk.reference(case)}"
    assert "it goes out without what follows later" in approver.get(f"{page}/sign-off").text
    assert press(approver, page, "/sign-off", {"confirmed": "looked"}).status_code == 400
    assert press(approver, page, "/sign-off", {"confirmed": ["looked", "follow"]}).status_code == 302
