"""Every address of both apps, for everybody who might try it. An address without a row here fails the build."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from werkzeug.routing import Rule

from portal.staff.permissions import OPEN_ENDPOINTS, SIGNED_IN_ENDPOINTS, permission_of
from portal.web.application import PortalApp
from requests_.model.staff import PERMISSIONS, Permission, Role
from requests_.store.queries.desk import staff_rows
from tests.factories.cases import Desk

STAFF: dict[str, Permission] = {
    "queue.show": Permission.SEE_QUEUE,
    "queue.find": Permission.SEE_QUEUE,
    "text_search.show": Permission.SEE_QUEUE,
    "text_search.find": Permission.SEE_QUEUE,
    "queue.counts": Permission.SEE_QUEUE,
    "queue.keep_view": Permission.SEE_QUEUE,
    "queue.forget_view": Permission.SEE_QUEUE,
    "calendar.show": Permission.SEE_QUEUE,
    "calendar.open_feed": Permission.SEE_QUEUE,
    "calendar.close_feed": Permission.SEE_QUEUE,
    "workload.show": Permission.SEE_WORKLOAD,
    "access.show": Permission.SEE_CASE,
    "access.ask": Permission.SEE_CASE,
    "access.answer": Permission.ASSIGN_CASE,
    "access.name": Permission.ASSIGN_CASE,
    "access.restrict": Permission.ASSIGN_CASE,
    "access.assign": Permission.ASSIGN_CASE,
    "chosen_cases.extend_them": Permission.WORK_CASE,
    "chosen_cases.close_them": Permission.WORK_CASE,
    "chosen_cases.flag_them": Permission.WORK_CASE,
    "access_log.show": Permission.SEE_ACCESS_LOG,
    "accounts.show": Permission.MANAGE_ACCOUNTS,
    "accounts.ask_new": Permission.MANAGE_ACCOUNTS,
    "accounts.open_new": Permission.MANAGE_ACCOUNTS,
    "accounts.look": Permission.MANAGE_ACCOUNTS,
    "accounts.change_roles": Permission.MANAGE_ACCOUNTS,
    "accounts.invite": Permission.MANAGE_ACCOUNTS,
    "accounts.reset": Permission.MANAGE_ACCOUNTS,
    "accounts.put_in_team": Permission.MANAGE_ACCOUNTS,
    "teams.show": Permission.MANAGE_ACCOUNTS,
    "teams.add": Permission.MANAGE_ACCOUNTS,
    "teams.look": Permission.MANAGE_ACCOUNTS,
    "teams.change": Permission.MANAGE_ACCOUNTS,
    "programs.show": Permission.MANAGE_ACCOUNTS,
    "programs.ask_token": Permission.MANAGE_ACCOUNTS,
    "programs.make_token": Permission.MANAGE_ACCOUNTS,
    "programs.end_token": Permission.MANAGE_ACCOUNTS,
    "programs.ask_webhook": Permission.MANAGE_ACCOUNTS,
    "programs.add_webhook": Permission.MANAGE_ACCOUNTS,
    "programs.end_webhook": Permission.MANAGE_ACCOUNTS,
    "wording.show": Permission.EDIT_LETTERS,
    "wording.edit": Permission.EDIT_LETTERS,
    "wording.save": Permission.EDIT_LETTERS,
    "wording.reset": Permission.EDIT_LETTERS,
    "accounts.close": Permission.MANAGE_ACCOUNTS,
    "accounts.reopen": Permission.MANAGE_ACCOUNTS,
    "case.show": Permission.SEE_CASE,
    "case.search": Permission.SEE_CASE,
    "notes.show": Permission.SEE_CASE,
    "notes.add": Permission.WORK_CASE,
    "handling.show": Permission.SEE_CASE,
    "transferring.ask": Permission.WORK_CASE,
    "transferring.transfer": Permission.WORK_CASE,
    "reopening.ask": Permission.WORK_CASE,
    "reopening.reopen": Permission.WORK_CASE,
    "handling.take_on": Permission.WORK_CASE,
    "entry_word.make": Permission.WORK_CASE,
    "handling.give_back": Permission.WORK_CASE,
    "handling.flag": Permission.WORK_CASE,
    "handling.unflag": Permission.WORK_CASE,
    "handling.watch": Permission.SEE_CASE,
    "case.sent_file": Permission.SEE_CASE,
    "consents.show": Permission.SEE_CASE,
    "consents.ask": Permission.DECIDE_MARKS,
    "consents.send": Permission.DECIDE_MARKS,
    "consents.ask_answer": Permission.WORK_CASE,
    "consents.keep_answer": Permission.WORK_CASE,
    "consents.read": Permission.SEE_CASE,
    "consents.pdf": Permission.SEE_CASE,
    "settings_page.show": Permission.SEE_SETTINGS,
    "controller.show": Permission.SEE_SETTINGS,
    "stores.show": Permission.SEE_SETTINGS,
    "stores.download": Permission.SEE_SETTINGS,
    "stores.ask_new": Permission.EDIT_SETTINGS,
    "stores.add": Permission.EDIT_SETTINGS,
    "stores.look": Permission.SEE_SETTINGS,
    "stores.change": Permission.EDIT_SETTINGS,
    "stores.try_them": Permission.EDIT_SETTINGS,
    "controller.keep": Permission.EDIT_SETTINGS,
    "linking.show": Permission.SEE_CASE,
    "linking.link": Permission.WORK_CASE,
    "linking.unlink": Permission.WORK_CASE,
    "linking.join": Permission.WORK_CASE,
    "enquiries.show": Permission.SEE_CASE,
    "enquiries.ask": Permission.WORK_CASE,
    "enquiries.end": Permission.WORK_CASE,
    "enquiries.take_in": Permission.WORK_CASE,
    "enquiries.ask_follows": Permission.WORK_CASE,
    "enquiries.let_follow": Permission.WORK_CASE,
    "case.original": Permission.SEE_CASE,
    "logging.begin": Permission.LOG_REQUEST,
    "logging.start": Permission.LOG_REQUEST,
    "logging.ask": Permission.LOG_REQUEST,
    "logging.answer": Permission.LOG_REQUEST,
    "logging.settle": Permission.LOG_REQUEST,
    "logging.discard": Permission.LOG_REQUEST,
    "case.why": Permission.SEE_CASE,
    "case.history": Permission.SEE_CASE,
    "case.live": Permission.SEE_CASE,
    "case.pack": Permission.SEE_CASE,
    "addressee.ask": Permission.WORK_CASE,
    "addressee.answer": Permission.WORK_CASE,
    "entitlement.ask": Permission.WORK_CASE,
    "entitlement.answer": Permission.WORK_CASE,
    "health.ask": Permission.SEE_CASE,
    "health.answer": Permission.DECIDE_MARKS,
    "assessment.request_evidence": Permission.WORK_CASE,
    "assessment.accept_evidence": Permission.WORK_CASE,
    "assessment.accept": Permission.WORK_CASE,
    "assessment.clarify_form": Permission.WORK_CASE,
    "assessment.clarify": Permission.WORK_CASE,
    "assessment.clarified": Permission.WORK_CASE,
    "assessment.extend_form": Permission.WORK_CASE,
    "assessment.extend": Permission.WORK_CASE,
    "assessment.add_law": Permission.WORK_CASE,
    "second_persons.show": Permission.WORK_CASE,
    "second_persons.agree": Permission.SIGN_OFF,
    "second_persons.stop": Permission.WORK_CASE,
    "withdrawing.ask": Permission.WORK_CASE,
    "withdrawing.answer": Permission.WORK_CASE,
    "splitting.split": Permission.WORK_CASE,
    "refusing.ask": Permission.WORK_CASE,
    "refusing.answer": Permission.WORK_CASE,
    "letter_sending.send": Permission.WORK_CASE,
    "letter_sending.fee_paid": Permission.WORK_CASE,
    "posting.show": Permission.SEE_CASE,
    "posting.record": Permission.WORK_CASE,
    "posting.withdraw": Permission.WORK_CASE,
    "recipients.ask": Permission.SEE_CASE,
    "recipients.record": Permission.WORK_CASE,
    "decisions.show": Permission.SEE_CASE,
    "looking_again.show": Permission.SEE_EVERY_CASE,
    "looking_again.ask": Permission.SEE_CASE,
    "looking_again.record": Permission.WORK_CASE,
    "looking_again.set_day": Permission.WORK_CASE,
    "silence.ask": Permission.SIGN_OFF,
    "silence.decide": Permission.SIGN_OFF,
    "set_dates.show": Permission.SEE_CASE,
    "set_dates.add": Permission.WORK_CASE,
    "set_dates.end": Permission.WORK_CASE,
    "unanswered.ask": Permission.WORK_CASE,
    "unanswered.close": Permission.WORK_CASE,
    "searching.again": Permission.WORK_CASE,
    "searching.all_again": Permission.WORK_CASE,
    "searching.ask_gap": Permission.WORK_CASE,
    "searching.accept_gap": Permission.WORK_CASE,
    "searching.attach_scan": Permission.WORK_CASE,
    "searching.resume": Permission.WORK_CASE,
    "review.people": Permission.SEE_CASE,
    "looking_again.set_own_day": Permission.WORK_CASE,
    "replies.show": Permission.SEE_CASE,
    "replies.take": Permission.WORK_CASE,
    "replies.take_draft": Permission.WORK_CASE,
    "replies.original": Permission.SEE_CASE,
    "people.ask": Permission.DECIDE_MARKS,
    "people.answer": Permission.DECIDE_MARKS,
    "merging.ask_merge": Permission.DECIDE_MARKS,
    "merging.merge": Permission.DECIDE_MARKS,
    "merging.ask_split": Permission.DECIDE_MARKS,
    "merging.split": Permission.DECIDE_MARKS,
    "merging.undo": Permission.DECIDE_MARKS,
    "review.withhold_words": Permission.DECIDE_MARKS,
    "review.withhold_part": Permission.DECIDE_MARKS,
    "review.unlock": Permission.WORK_CASE,
    "review.preview": Permission.SEE_CASE,
    "review.documents": Permission.SEE_CASE,
    "review.show": Permission.SEE_CASE,
    "review.decide_marks": Permission.DECIDE_MARKS,
    "review.leave_out": Permission.DECIDE_MARKS,
    "review.decide_document": Permission.DECIDE_MARKS,
    "review.page_image": Permission.SEE_CASE,
    "review.original": Permission.SEE_CASE,
    "disclosure.submit": Permission.DECIDE_MARKS,
    "disclosure.look": Permission.SIGN_OFF,
    "disclosure.sign_off": Permission.SIGN_OFF,
    "taking_back.ask": Permission.WORK_CASE,
    "taking_back.answer": Permission.WORK_CASE,
    "disclosure.send_back": Permission.SIGN_OFF,
    "disclosure.reassemble": Permission.WORK_CASE,
    "disclosure.release": Permission.RELEASE,
    "deciding.show": Permission.SEE_CASE,
    "deciding.ask": Permission.WORK_CASE,
    "deciding.decide": Permission.WORK_CASE,
    "deciding.submit": Permission.WORK_CASE,
    "changes.show": Permission.SEE_CASE,
    "changes.portable": Permission.SEE_CASE,
    "changes.approve": Permission.SIGN_OFF,
    "changes.send_back": Permission.SIGN_OFF,
    "changes.undo": Permission.SIGN_OFF,
    "changes.ask_proof": Permission.WORK_CASE,
    "changes.confirm": Permission.WORK_CASE,
    "changes.write": Permission.RELEASE,
    "changes.answer": Permission.RELEASE,
    "notices.show": Permission.SEE_CASE,
    "notices.name": Permission.WORK_CASE,
    "notices.ask_answer": Permission.WORK_CASE,
    "notices.keep_answer": Permission.WORK_CASE,
    "notices.hold": Permission.WORK_CASE,
    "notices.lift": Permission.WORK_CASE,
    "letters.show": Permission.SEE_CASE,
    "letters.read": Permission.SEE_CASE,
    "letters.pdf": Permission.SEE_CASE,
    "letters.word": Permission.SEE_CASE,
    "letters.write": Permission.SEE_CASE,
    "letters.look": Permission.SEE_CASE,
    "letters.look_in_word": Permission.SEE_CASE,
    "letters.make": Permission.WORK_CASE,
    "letters.rewrite_form": Permission.WORK_CASE,
    "letters.rewrite": Permission.WORK_CASE,
    "lateness.ask": Permission.WORK_CASE,
    "lateness.answer": Permission.WORK_CASE,
    "retention.show": Permission.DECIDE_RETENTION,
    "retention.ask": Permission.DECIDE_RETENTION,
    "retention.keep": Permission.DECIDE_RETENTION,
    "evidence.ask": Permission.MAKE_EVIDENCE,
    "evidence.download": Permission.MAKE_EVIDENCE,
    "registers.show": Permission.SEE_WORKLOAD,
    "registers.show_processing": Permission.SEE_WORKLOAD,
    "registers.show_drawn": Permission.SEE_WORKLOAD,
    "self_check.show": Permission.SEE_WORKLOAD,
    "kept_registers.show": Permission.SEE_WORKLOAD,
    "kept_registers.download": Permission.SEE_WORKLOAD,
    "kept_registers.look": Permission.SEE_WORKLOAD,
    "kept_registers.ask": Permission.KEEP_REGISTERS,
    "kept_registers.keep": Permission.KEEP_REGISTERS,
    "registers.download": Permission.SEE_WORKLOAD,
    "forecast.show": Permission.SEE_WORKLOAD,
    "breach_reports.ask": Permission.REPORT_BREACH,
    "breach_reports.send": Permission.REPORT_BREACH,
    "breach_reports.thanks": Permission.REPORT_BREACH,
    "breaches.show": Permission.SEE_BREACHES,
    "breaches.download": Permission.SEE_BREACHES,
    "breaches.look": Permission.SEE_BREACHES,
    "breaches.letter": Permission.SEE_BREACHES,
    "breaches.regulator_form": Permission.SEE_BREACHES,
    "breaches.ask": Permission.WORK_BREACH,
    "breaches.do": Permission.WORK_BREACH,
    "returns.show": Permission.SEE_WORKLOAD,
    "returns.cases": Permission.SEE_WORKLOAD,
    "returns.download": Permission.SEE_WORKLOAD,
}
PUBLIC = {
    "static",
    "healthz",
    "readyz",
    "pages.start",
    "pages.choose_language",
    "pages.privacy",
    "pages.notice",
    "pages.accessibility",
    "intake.begin",
    "intake.ask",
    "intake.answer",
    "intake.check",
    "intake.send",
    "intake.sent",
    "intake.forget",
    "track.ask_reference",
    "track.send_code",
    "track.ask_code",
    "track.enter_code",
    "collect.show",
    "intake.begin_another",
    "another_child.begin",
    "intake.go_on",
    "addressee_copy.ask_reference",
    "addressee_copy.send_code",
    "addressee_copy.ask_code",
    "addressee_copy.enter_code",
    "addressee_copy.show",
    "addressee_copy.download",
    "addressee_copy.leave",
    "collect.download",
    "collect.leave",
    "collect.status",
    "addressee_reading.show",
    "addressee_reading.take",
    "addressee_reading.turn",
    "addressee_reading.picture",
    "reading_copy.show",
    "reading_copy.take",
    "reading_copy.turn",
    "reading_copy.picture",
    "following.ask_words",
    "following.write",
    "following.ask_scope",
    "following.change_scope",
    "following.ask_withdraw",
    "following.withdraw",
    "following.ask_complaint",
    "following.complain",
    "following.ask_wrong",
    "following.wrong",
    "following.letter",
    "following.read",
    "sending_files.add_to_form",
    "sending_files.take_with_form",
    "sending_files.remove_from_form",
    "sending_files.add_to_request",
    "sending_files.take_with_request",
    "returning.ask_way",
    "returning.save",
    "returning.ask_code",
    "returning.follow_link",
    "returning.come_back",
    "helping.ask",
    "helping.enter",
    "helping.send_another",
    "helping.show",
    "helping.answer",
}
# Of those who sign off, the officer alone: `guards.is_for_the_officer`.
BY_OFFICE = {"silence.ask"}
METHODS = ("get", "post", "put", "delete", "head")


def rules(app: PortalApp, reference: str, document: str) -> Iterator[tuple[Rule, str]]:
    values = {"reference": reference, "document": document, "check": "identity", "source": "case", "page": 0}
    values |= {"message": "none", "kind": "refusal", "audience": "adult", "size": "standard"}
    values |= {"key": "none", "what": "remove-app", "staff": "none"}
    values |= {"decision": "withhold", "task": "none", "notice": "none", "hold": "none", "form": "pdf"}
    values |= {"regime": "uk_gdpr", "person": "person-1", "consent": "none", "letter": "request", "note": "none"}
    values |= {"register": "team_strength", "entry": "new", "digest": "none", "store": "none", "team_key": "none"}
    values |= {"enquiry": "none", "consent": "none", "person": "person-1", "letter": "request", "file": "none"}
    values |= {"breach": "PB-2026-00001-A", "step": "assess", "digest": "0" * 64}
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in OPEN_ENDPOINTS:
            method = "POST" if "POST" in (rule.methods or ()) else "GET"
            chosen = {name: values[name] for name in rule.arguments}
            yield rule, adapter.build(rule.endpoint, chosen, method=method)


def test_every_staff_address_is_listed_with_its_permission(staff_app: PortalApp) -> None:
    endpoints = {rule.endpoint for rule in staff_app.url_map.iter_rules()} - OPEN_ENDPOINTS - SIGNED_IN_ENDPOINTS
    assert {endpoint: permission_of(staff_app, endpoint) for endpoint in endpoints} == STAFF


def test_every_public_address_is_listed_and_none_names_a_case(public_app: PortalApp) -> None:
    assert {rule.endpoint for rule in public_app.url_map.iter_rules()} == PUBLIC
    named = {argument for rule in public_app.url_map.iter_rules() for argument in rule.arguments}
    assert named == {"filename", "key", "message", "page", "secret", "size"}


@pytest.mark.parametrize("method", METHODS)
def test_nobody_opens_a_staff_address_without_signing_in(staff_app: PortalApp, desk: Desk, method: str) -> None:
    case = desk.reviewing()
    client = staff_app.test_client()
    for _, path in rules(staff_app, desk.reference(case), desk.documents(case)[0].key):
        response = getattr(client, method)(path)
        is_sent_away = response.status_code == 302 and response.location.startswith("/sign-in")
        assert is_sent_away or response.status_code == 405, path


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_what_its_permissions_name_and_nothing_else(
    staff_app: PortalApp, desk: Desk, signed_in: Callable[..., Any], role: Role
) -> None:
    staff_app.config["WTF_CSRF_ENABLED"] = False
    visitor, case = signed_in(role), desk.reviewing()
    desk.within(lambda uow: [uow.desk.name(case, one.staff) for one in staff_rows(uow.session)])
    for rule, path in rules(staff_app, desk.reference(case), desk.documents(case)[0].key):
        is_allowed = rule.endpoint in SIGNED_IN_ENDPOINTS or STAFF[rule.endpoint] in PERMISSIONS[role]
        is_sent = "POST" in (rule.methods or ())
        if is_allowed and (is_sent or rule.endpoint in BY_OFFICE):
            continue  # what a form does is tried where it is filled in
        before = desk.case(case).version
        status = getattr(visitor.client, "post" if is_sent else "get")(path).status_code
        assert (status != 403) is is_allowed, path
        assert status < 500, path
        assert desk.case(case).version == before


def test_an_auditor_sees_a_case_and_finds_nothing_to_press(signed_in: Callable[..., Any], desk: Desk) -> None:
    auditor, reference = signed_in(Role.AUDITOR), desk.reference(desk.reviewing())
    for tab in ("", "/search", "/documents", "/people", "/letters", "/letters/write/refusal", "/history"):
        page = auditor.get(f"/case/{reference}{tab}")
        assert page.status_code == 200
        assert page.text.count("<form") == 1  # signing out


def test_another_cases_document_is_not_found(caseworker: Any, desk: Desk) -> None:
    first, second = desk.reviewing(), desk.reviewing()
    document = desk.documents(second)[0].key
    path = f"/case/{desk.reference(first)}/documents/{document}"
    assert [caseworker.get(f"{path}{end}").status_code for end in ("", "/file", "/pages/0.png")] == [404, 404, 404]


@pytest.mark.parametrize("reference", ["RR-2026-99999-X", "nonsense", "..%2f..", "%00", "RR-2026-00001-A"])
def test_an_unknown_case_is_not_found(caseworker: Any, reference: str) -> None:
    assert caseworker.get(f"/case/{reference}").status_code == 404
