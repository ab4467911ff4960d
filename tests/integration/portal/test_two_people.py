"""Two people on one case at once: the second is told what changed, and nothing is written over."""

import html
import re
from typing import Any

import pytest

from portal.staff.meanwhile import SENDS_NOTHING, UNGUARDED
from portal.web.application import PortalApp
from requests_.model.case import Stage
from requests_.model.commands import AskClarification, CaseCommand
from requests_.model.events.base import Channel
from requests_.model.events.following import ReplyTaken
from requests_.model.pauses import PauseReason
from requests_.model.staff import SYSTEM, Role
from requests_.services import assessment, following
from tests.factories import breaches
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, requester_of
from tests.integration.portal.test_who_may_open_what import STAFF, rules

ASK = {"team": "legal", "name": "Legal services", "email": "legal@brackenford.example", "words": "Is this privileged?"}
ASK |= {"due_on-day": "29", "due_on-month": "6", "due_on-year": "2026"}
EXTEND = {"reason": "complexity", "explanation": "Twelve schools have to be asked, one after the other."}


def seen_on(page: Any) -> str:
    found = re.search(r'name="seen" value="(\d+)"', page.text)
    assert found
    return found[1]


def test_the_second_is_told_what_the_first_did_and_nothing_is_done_twice(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.assessing()
    path = f"/case/{desk.reference(case)}"
    first, second = seen_on(caseworker.get(path)), seen_on(approver.get(path))
    assert first == second
    assert (
        caseworker.post(f"{path}/accept", {"sources": ["case"], "because": "Never there.", "seen": first}).status_code
        == 302
    )
    version = desk.case(case).version
    told = approver.post(f"{path}/accept", {"sources": ["case", "share"], "seen": second})
    assert told.status_code == 409
    assert "Accepted. The search of 1 source began." in told.text
    assert "Tamsin Hale" in told.text
    assert desk.case(case).version == version
    assert desk.case(case).pending_sources == ("case",)


def test_whoever_knows_what_happened_may_send_the_same_form_again(caseworker: Any, approver: Any, desk: Desk) -> None:
    case = desk.searching()
    path = f"/case/{desk.reference(case)}"
    seen = seen_on(approver.get(path))
    assert caseworker.post(f"{path}/extend", {**EXTEND, "seen": seen_on(caseworker.get(path))}).status_code == 302
    told = approver.post(f"{path}/teams", {**ASK, "seen": seen})
    assert told.status_code == 409
    assert "A letter was written, and counts once it has left" in told.text
    assert desk.case(case).enquiries == {}
    fields = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', told.text))
    assert {name: fields[name] for name in ASK} == ASK
    assert approver.post(f"{path}/teams", fields).status_code == 302
    assert len(desk.case(case).enquiries) == 1


def test_what_the_requester_does_is_told_and_what_the_portal_does_holds_nobody_up(caseworker: Any, desk: Desk) -> None:
    case = desk.searching()
    path = f"/case/{desk.reference(case)}"
    seen = seen_on(caseworker.get(path))
    for source in ("case", "share"):
        desk.searched(case, source)
    assert caseworker.post(f"{path}/extend", {**EXTEND, "seen": seen}).status_code == 302
    seen = seen_on(caseworker.get(path))
    desk.do(following.withdraw_request, CaseCommand(case=case, actor=requester_of(case)))
    told = caseworker.post(f"{path}/clarify", {"question": "Which?", "seen": seen})
    assert told.status_code == 409
    assert "The requester took the request back" in told.text
    assert desk.case(case).stage is Stage.WITHDRAWN


def test_two_reviewers_decide_other_documents_side_by_side_and_never_the_same_mark_unawares(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.reviewing()
    document = desk.documents(case)[0].key
    path = f"/case/{desk.reference(case)}/documents/{document}"
    mark = desk.within(lambda uow: uow.documents.marks(case))[0].key
    pages = [visitor.get(path) for visitor in (caseworker, approver)]
    desk.clock.move(minutes=1)
    fields: dict[str, Any] = {"mark": [mark], "decision": "withhold"}
    assert caseworker.post(f"{path}/marks", {**fields, "seen": seen_on(pages[0])}).status_code == 302
    told = approver.post(f"{path}/marks", {**fields, "decision": "disclose", "seen": seen_on(pages[1])})
    assert told.status_code == 409
    assert "Marks decided: 1 withheld." in told.text
    assert desk.within(lambda uow: uow.documents.marks(case))[0].decision == "withhold"
    # Her own next step, and another person's decision about the document as a whole, are not held up by that.
    assert caseworker.post(f"{path}/marks", {**fields, "seen": seen_on(pages[0])}).status_code == 302
    decided = approver.post(f"{path}/outcome", {"outcome": "include", "seen": seen_on(pages[1])})
    assert decided.status_code in (302, 400)


@pytest.mark.parametrize(("stage", "step"), [("signing_off", "sign-off"), ("packed", "release")])
def test_a_flag_put_on_while_the_page_was_open_stops_sign_off_and_release(
    caseworker: Any, approver: Any, desk: Desk, stage: str, step: str
) -> None:
    case = getattr(desk, stage)()
    path = f"/case/{desk.reference(case)}"
    shown = approver.get(f"{path}/sign-off" if step == "sign-off" else path).text
    fields = dict(re.findall(r'<input type="hidden" name="(seen|flagged)" value="([^"]*)">', shown))
    flag = {"flag": "safeguarding", "why": "A call from MASH just now."}
    caseworker.get(f"{path}/handling")
    assert caseworker.post(f"{path}/handling/flag", flag).status_code == 302
    told = approver.post(f"{path}/{step}", {**fields, "confirmed": "looked"})
    assert told.status_code == 409
    assert "A call from MASH just now." in told.text
    assert desk.case(case).stage is Stage.SIGNING_OFF
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', told.text))
    assert again["flagged"] == "safeguarding"


@pytest.mark.parametrize("news", ["note", "reply"])
@pytest.mark.parametrize(("stage", "step"), [("signing_off", "sign-off"), ("packed", "release")])
def test_what_a_colleague_noted_or_the_requester_mailed_meanwhile_stops_what_is_sent_and_is_said(
    caseworker: Any, approver: Any, desk: Desk, stage: str, step: str, news: str
) -> None:
    case = getattr(desk, stage)()
    path = f"/case/{desk.reference(case)}"
    shown = approver.get(f"{path}/sign-off" if step == "sign-off" else path).text
    fields = dict(re.findall(r'<input type="hidden" name="(seen|flagged|noted)" value="([^"]*)">', shown))
    if news == "note":
        caseworker.get(f"{path}/notes")
        said = "Dee Fox rang: she is in hiding."
        assert caseworker.post(f"{path}/notes", {"words": said}).status_code == 302
    else:
        said = "was put into the case"
        taken = ReplyTaken(note="0" * 32, message="", channel=Channel.EMAIL, came_on=desk.clock.london_date())
        desk.within(lambda uow: uow.cases.append(uow.cases.load(case), SYSTEM, desk.clock.utc_now(), taken))
    told = approver.post(f"{path}/{step}", {**fields, "confirmed": "looked"})
    assert (told.status_code, said in html.unescape(told.text)) == (409, True)
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', told.text))
    assert approver.post(f"{path}/{step}", {**again, "confirmed": "looked"}).status_code == 302


def test_a_colleagues_note_stops_every_form_that_ends_a_request_or_lets_words_leave(
    staff_app: PortalApp, signed_in: Any, caseworker: Any, desk: Desk
) -> None:
    """Every address of a case that takes a form, but those for which it is said why nothing leaves by them."""
    staff_app.config["WTF_CSRF_ENABLED"] = False
    case, visitor = desk.reviewing(), signed_in(Role.CASEWORKER, Role.DATA_PROTECTION_OFFICER, Role.MANAGER)
    path = f"/case/{desk.reference(case)}"
    fields = dict(re.findall(r'name="(seen|flagged|noted)" value="([^"]*)">', visitor.get(path).text))
    assert set(fields) == {"seen", "flagged", "noted"}
    caseworker.get(f"{path}/notes")
    assert caseworker.post(f"{path}/notes", {"words": "Do not close: she rang."}).status_code == 302
    before, stopped, let_by = desk.case(case).version, set(), set()
    for rule, address in rules(staff_app, desk.reference(case), desk.documents(case)[0].key):
        blueprint = rule.endpoint.partition(".")[0]
        if "POST" not in (rule.methods or ()) or "reference" not in rule.arguments or blueprint in UNGUARDED:
            continue
        if blueprint in SENDS_NOTHING:
            let_by.add(blueprint)
            continue
        told = visitor.client.post(address, data=fields)
        assert (rule.endpoint, told.status_code) == (rule.endpoint, 409)
        assert "Do not close: she rang." in told.text
        stopped.add(rule.endpoint)
    assert desk.case(case).version == before
    assert let_by == SENDS_NOTHING.keys()
    assert stopped >= {
        "withdrawing.answer", "transferring.transfer", "unanswered.close", "reopening.reopen", "linking.join",
        "consents.send", "notices.name", "enquiries.ask", "refusing.answer", "second_persons.agree",
    }  # fmt: skip


# What has an eye on the other person itself, or is only ever added to: (endpoint, the test that shows it, or why).
OWN_EYES = {
    "notes.add": "test_notes.py: a note is added, and the same one once",
    "access.ask": "an ask of one's own, in place of one's own",
    "access.answer": "test_desk.py: whoever answers second is told that it was answered",
    "access.name": "test_desk.py: who is let in or taken off twice stands as they stood",
    "access.restrict": "test_need_to_know.py: whoever restricts second is told that it was done",
    "access.assign": "test_need_to_know.py: a case that changed hands is assigned to nobody else",
    "handling.take_on": "test_handling.py: only whose it is takes it on, and once",
    "handling.give_back": "test_handling.py: only whose it is gives it back",
    "handling.flag": "test_handling.py: whoever flags second is told that it stands so",
    "handling.unflag": "test_handling.py: whoever takes it off second is told that it stands so",
    "handling.watch": "one's own watching",
    "retention.keep": "test_two_who_keep_a_case_back_are_told_of_each_other",
}


def test_no_form_of_a_case_is_carried_out_over_what_somebody_else_did_meanwhile(
    staff_app: PortalApp, signed_in: Any, desk: Desk
) -> None:
    """Every address of a case that takes a form: nothing is done, and it is said what happened."""
    staff_app.config["WTF_CSRF_ENABLED"] = False
    case, visitor = desk.reviewing(), signed_in(Role.CASEWORKER, Role.DATA_PROTECTION_OFFICER, Role.MANAGER)
    before = desk.case(case).version
    ask = AskClarification(
        case=case, question="Which school?", reason=PauseReason.PLACE, needed_for="Three.", actor=CASEWORKER
    )
    desk.do(assessment.ask_clarification, ask)
    after, tried = desk.case(case).version, 0
    for rule, path in rules(staff_app, desk.reference(case), desk.documents(case)[0].key):
        if "POST" not in (rule.methods or ()) or "reference" not in rule.arguments:
            continue
        if rule.endpoint.partition(".")[0] in UNGUARDED:
            assert rule.endpoint in OWN_EYES
            continue
        told = visitor.client.post(path, data={"seen": str(before)})
        assert (rule.endpoint, told.status_code) == (rule.endpoint, 409)
        assert "Somebody else worked on this request while your page was open" in told.text
        assert "The requester was asked what they mean" in told.text
        tried += 1
    assert tried > 60
    assert desk.case(case).version == after


@pytest.mark.parametrize("stage", ["received", "assessing", "searching", "reviewing", "signing_off"])
def test_every_form_on_a_page_of_a_case_says_what_its_page_had_seen(
    staff_app: PortalApp, signed_in: Any, desk: Desk, stage: str
) -> None:
    visitor = signed_in(Role.CASEWORKER, Role.DATA_PROTECTION_OFFICER, Role.MANAGER)
    case = getattr(desk, stage)()
    documents = desk.documents(case)
    for rule, path in rules(staff_app, desk.reference(case), documents[0].key if documents else "none"):
        if "GET" not in (rule.methods or ()) or "reference" not in rule.arguments:
            continue
        shown = visitor.get(path)
        if shown.status_code != 200 or shown.mimetype != "text/html":
            continue
        for form in re.findall(r'<form method="post".*?</form>', shown.text, re.S):
            address = re.search(r'action="([^"]*)"', form)
            endpoint = _endpoint(staff_app, address[1] if address else path)
            if endpoint.partition(".")[0] not in UNGUARDED and STAFF.get(endpoint) is not None:
                assert 'name="seen"' in form, (path, endpoint)


def _endpoint(app: PortalApp, path: str) -> str:
    return str(app.url_map.bind("localhost").match(path.partition("?")[0], method="POST")[0])


# What is no case: who writes second is told, by the number that each page had seen.
BESIDE_CASES = {
    "accounts.change_roles", "accounts.put_in_team", "accounts.close", "accounts.reopen", "breaches.do",
    "wording.save", "wording.reset", "teams.change", "controller.keep", "kept_registers.keep", "stores.change",
}  # fmt: skip
# Nobody's work is written over by these.
WITHOUT_ANOTHER = {
    **dict.fromkeys(("accounts.open_new", "teams.add", "stores.add", "breach_reports.send", "logging.start"), "new"),
    **dict.fromkeys(("programs.make_token", "programs.add_webhook"), "new"),
    **dict.fromkeys(("programs.end_token", "programs.end_webhook", "logging.settle"), "ends, and stays ended"),
    **dict.fromkeys(("logging.answer", "logging.discard"), "a draft is there once"),
    **dict.fromkeys(("accounts.invite", "accounts.reset", "stores.try_them"), "the same again is the same"),
    **dict.fromkeys(("queue.find", "queue.keep_view", "queue.forget_view", "text_search.find"), "one's own"),
    **dict.fromkeys(("calendar.open_feed", "calendar.close_feed"), "one's own"),
    "access.assign": "has an eye on whose it was",
    "chosen_cases.flag_them": "a flag that stands already stays as it is",
    "chosen_cases.extend_them": "what was extended already stays as it is",
    "chosen_cases.close_them": "what was answered or ended meanwhile stays as it is",
}


def test_every_other_form_of_staff_is_known_to_write_over_nobody(staff_app: PortalApp) -> None:
    writing = {
        rule.endpoint
        for rule in staff_app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and "reference" not in rule.arguments and rule.endpoint in STAFF
    }
    assert writing == BESIDE_CASES | WITHOUT_ANOTHER.keys()


def test_two_administrators_do_not_write_over_each_other(signed_in: Any, caseworker: Any, desk: Desk) -> None:
    first, second = signed_in(Role.ADMINISTRATOR), signed_in(Role.ADMINISTRATOR, Role.MANAGER)
    path = re.findall(r'(/accounts/[0-9a-f]{32})">[^<]*</a><br><span[^>]*>caseworker@', first.get("/accounts").text)[0]
    seen = [seen_on(visitor.get(path)) for visitor in (first, second)]
    assert first.post(f"{path}/roles", {"roles": ["approver"], "seen": seen[0]}).status_code == 302
    for deed in ("roles", "team", "close", "reopen"):
        told = second.post(f"{path}/{deed}", {"roles": ["auditor"], "team": "", "seen": seen[1]})
        assert (told.status_code, "Somebody else changed this while your page was open" in told.text) == (409, True)
    assert 'value="approver" checked' in second.get(path).text
    letter = "/wording/refusal/adult/uk_gdpr"
    words = form_of(first.get(letter))
    assert first.post(letter, {**words, "as": "save"}).status_code == 302
    for address in (letter, f"{letter}/shipped"):
        told = second.post(address, {**words, "as": "save"})
        assert (told.status_code, "Somebody else changed this while your page was open" in told.text) == (409, True)


def form_of(page: Any) -> dict[str, str]:
    title = re.search(r'name="title"[^>]*value="([^"]*)"', page.text)
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.text, re.S)
    assert title
    assert text
    return {"title": html.unescape(title[1]), "text": html.unescape(text[1]), "seen": seen_on(page)}


def test_two_who_keep_a_case_back_are_told_of_each_other(signed_in: Any, desk: Desk) -> None:
    path = f"/case/{desk.reference(desk.reviewing())}/retention"
    first, second = signed_in(Role.DATA_PROTECTION_OFFICER), signed_in(Role.MANAGER)
    seen = [seen_on(visitor.get(path)) for visitor in (first, second)]
    until = {"until-day": "1", "until-month": "12", "until-year": "2026", "record": "A claim is expected."}
    assert first.post(path, {**until, "seen": seen[0]}).status_code == 302
    told = second.post(path, {**until, "until-month": "7", "seen": seen[1]})
    assert (told.status_code, "Somebody else changed this while your page was open" in told.text) == (409, True)


def test_two_on_one_breach_are_told_of_each_other(signed_in: Any, approver: Any, desk: Desk) -> None:
    opened = breaches.reported(desk)
    breaches.assess(desk, opened.breach)
    path, other = f"/breach/{opened.reference}/record-cause", signed_in(Role.DATA_PROTECTION_OFFICER)
    cause = {"cause": "wrong_address", "words": "Typed by hand.", "lessons": "Look it up."}
    seen = [seen_on(visitor.get(path)) for visitor in (approver, other)]
    assert approver.post(path, {**cause, "seen": seen[0]}).status_code == 302
    told = other.post(path, {**cause, "words": "A wrong list.", "seen": seen[1]})
    assert (told.status_code, "Somebody else changed this while your page was open" in told.text) == (409, True)
    assert "A wrong list." in told.text
    assert other.post(path, {**cause, "seen": seen_on(told)}).status_code == 302
