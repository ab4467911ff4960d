"""What a second person is shown before they agree to anything: nobody lets happen what they could not read."""

import html
import re
from typing import Any

from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.commands import ExtendPeriod, RecordWithdrawal
from requests_.model.events.base import Channel, ExtensionReason
from requests_.model.links import LinkCases, LinkKind
from requests_.model.staff import Role
from requests_.services import assessment, linking, withdrawing
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, data_subject, requester
from tests.integration.portal.test_casework import MAY_ASK, REFUSAL, agree_to_letter, press
from tests.integration.portal.test_two_people import form_of


def linked(desk: Desk, case: CaseId, kind: LinkKind = LinkKind.SAME_FAMILY) -> CaseId:
    """A request of another name, linked by hand."""
    other = desk.assessing(subject=data_subject(given_name="Kit", family_name="Tennant", upn=""))
    command = LinkCases(case=case, reference=desk.reference(other), link=kind, actor=CASEWORKER)
    desk.do(linking.link_cases, command)
    return other


def text_of(page: Any) -> str:
    return html.unescape(page.text)


def test_WHO_14_whoever_agrees_to_a_lift_reads_what_is_lifted_who_recorded_it_and_every_answer_that_rides_along(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.assessing()
    page, other = f"/case/{desk.reference(case)}", linked(desk, case)
    hidden = {**MAY_ASK, "protected_address": "concern", "court_order": "concern", "considered": "She fled in May."}
    press(caseworker, page, "/entitlement", {**hidden, "do": "record"})
    desk.clock.move(minutes=5)
    answers = {**MAY_ASK, "child_view": "agrees", "competence": "competent", "lifting": "She has moved."}
    press(caseworker, page, "/entitlement", {**answers, "do": "record"})
    shown = text_of(approver.get(f"{page}/second-person"))
    for said in (
        "Whoever agrees lifts the protected address and the order of a court",
        "Recorded now: the protected address",
        "Recorded now: the order of a court",
        "She fled in May.",
        "By Tamsin Hale, 15 June 2026",
        "Prepared by Tamsin Hale, 15 June 2026",
        "The child understands what this right is",
        "What the child says",
        "What the table says",
        desk.reference(other),
    ):
        assert said in shown
    assert "Who is asking" not in shown.partition("Every answer that changes")[2]
    told = text_of(caseworker.get(f"{page}/entitlement"))
    assert "The search has begun" not in told
    assert "until they agree or stop it, this cannot be changed" in told


def test_WHO_14_no_one_person_lifts_a_familys_protection_by_taking_their_link_away(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.assessing()
    page, other = f"/case/{desk.reference(case)}", linked(desk, case)
    hidden = {**MAY_ASK, "protected_address": "concern", "considered": "She fled in May."}
    press(caseworker, page, "/entitlement", {**hidden, "do": "record"})
    # From either side: the one that records it, and the one that is told of it.
    for here, there in ((other, case), (case, other)):
        own, reference = f"/case/{desk.reference(here)}", desk.reference(there)
        asked = press(caseworker, own, "/linked/unlink", {"other": reference})
        assert "Take a link away that carries a protection" in asked.text
        no_reason = press(caseworker, own, "/linked/unlink", {"other": reference, "asked": "yes", "reason": " "})
        assert no_reason.status_code == 400
        press(caseworker, own, "/linked/unlink", {"other": reference, "asked": "yes", "reason": "Another Kit."})
        assert reference in desk.case(here).links
        assert desk.reference(here) in desk.case(there).links
        if here is other:
            press(approver, own, "/second-person/stop", {"reason": "It is the same Kit."})
    shown = text_of(approver.get(f"{page}/second-person"))
    assert ("Another Kit." in shown, "This request records a protected address." in shown) == (True, True)
    assert press(caseworker, page, "/second-person/agree").status_code == 403
    press(approver, page, "/second-person/agree")
    assert desk.case(case).links == desk.case(other).links == {}


def test_the_letter_that_is_agreed_to_is_the_letter_that_was_read(
    caseworker: Any, approver: Any, signed_in: Any, desk: Desk
) -> None:
    case, administrator = desk.assessing(), signed_in(Role.ADMINISTRATOR)
    page = f"/case/{desk.reference(case)}"
    press(caseworker, page, "/refuse", {**REFUSAL, "do": "ask"})
    shown = re.search(r'name="shown" value="([0-9a-f ]+)"', approver.get(f"{page}/second-person").text)
    assert shown
    wording = "/wording/refusal/adult/uk_gdpr"
    words = form_of(administrator.get(wording))
    words["text"] = f"Quite another beginning.\n\n{words['text']}"
    assert administrator.post(wording, {**words, "as": "save"}).status_code == 302
    for stale in (shown[1], ""):
        told = approver.post(f"{page}/second-person/agree", {"shown": stale})
        assert told.status_code == 409
        changed = text_of(told).partition("The letter changed after you read it")[2].partition("</ul>")[0]
        assert "Quite another beginning." in changed
        assert ("You have no parental responsibility." in changed) == (stale == "")
    assert (desk.case(case).stage, desk.case(case).proposal is None) == (Stage.ASSESSING, False)
    assert agree_to_letter(approver, page).status_code == 302
    assert desk.case(case).stage is Stage.REFUSED
    assert caseworker.get(f"{page}/history").text.count("Tamsin Hale, agreed by ") == 1


def test_of_a_request_that_was_taken_back_only_the_newest_letter_is_left_to_post(desk: Desk) -> None:
    case = desk.assessing(requester=requester(email=""))
    reasons = dict[str, Any](reason=ExtensionReason.COMPLEXITY, explanation="Twelve schools are to be asked.")
    desk.do(assessment.extend_period, ExtendPeriod(case=case, actor=CASEWORKER, **reasons))
    assert "extension" in [letter.kind for letter in desk.case(case).to_post]
    told = RecordWithdrawal(
        case=case, channel=Channel.PHONE, told_on=desk.clock.london_date(), words="She rang.", actor=CASEWORKER
    )
    desk.do(withdrawing.record_withdrawal, told)
    assert [letter.kind for letter in desk.case(case).to_post] == ["withdrawal_confirmed"]


def test_what_waits_for_a_second_person_stands_in_a_list_of_its_own_and_an_approver_is_told_how_many(
    caseworker: Any, approver: Any, desk: Desk
) -> None:
    case = desk.assessing()
    page = f"/case/{desk.reference(case)}"
    told = "1 waiting for a second person, such as you."
    assert told not in approver.get("/?view=open").text
    press(caseworker, page, "/refuse", {**REFUSAL, "do": "ask"})
    assert told in approver.get("/?view=open").text
    assert told not in caseworker.get("/?view=open").text
    for visitor in (caseworker, approver):
        listed = visitor.get("/?view=second_person").text
        assert (desk.reference(case) in listed, "Waits for a second person" in listed) == (True, True)
    press(approver, page, "/second-person/stop", {"reason": "She has it by court order."})
    assert desk.reference(case) not in approver.get("/?view=second_person").text
    assert told not in approver.get("/?view=open").text
