"""The named conditions that an action waits for. Each says why not in one plain sentence, or None."""

from __future__ import annotations

from collections.abc import Callable

from requests_.deadlines.rules import RULES
from requests_.model.case import Case, Stage
from requests_.model.enquiries import open_enquiries
from requests_.model.events.answering import FeeAsked
from requests_.model.events.clock import AnswerReminded, ClarificationRequested, PeriodExtended
from requests_.model.gates import RULINGS
from requests_.model.lawful_basis import recipient_duty
from requests_.model.outcomes import DECIDED_RIGHTS
from requests_.model.people import Capacity
from requests_.model.recipient_duty import must_tell
from requests_.model.rights import PART_3_RIGHTS, Right
from requests_.model.staff import Actor, Role
from requests_.model.unanswered import awaited

Guard = Callable[[Case, Actor], str | None]


def has_no_open_check(case: Case, actor: Actor) -> str | None:
    """Nothing is searched for before we know who asks, and by what authority."""
    if not case.open_checks:
        return None
    return f"The check of {' and '.join(case.open_checks)} is not settled yet: record the evidence first."


def has_entitlement(case: Case, actor: Actor) -> str | None:
    """Nobody's information is looked for on behalf of another before it is known that they may ask."""
    if case.entitlement is None:
        return "Assess who may ask first." if case.capacity is not Capacity.SUBJECT else None
    if case.entitlement.may_proceed:
        return None
    return f"The assessment of who may ask does not say to go on ({case.entitlement.rule})."


def is_access_request(case: Case, actor: Actor) -> str | None:
    """Only an access request stops for clarification (UK GDPR art. 12A(5))."""
    return None if case.right is Right.ACCESS else "Only an access request can wait for a clarification."


def has_scope(case: Case, actor: Actor) -> str | None:
    """What is asked for is told by kinds and dates in an access request only."""
    return None if case.right is Right.ACCESS else "Only a request for a copy asks for kinds of information and dates."


def has_no_open_question(case: Case, actor: Actor) -> str | None:
    """One question at a time."""
    if case.awaits_sending(ClarificationRequested):
        return "A question to the requester waits to be posted."
    return "A question to the requester is still unanswered." if case.awaits_clarification else None


def has_open_question(case: Case, actor: Actor) -> str | None:
    """There is an answer to record."""
    return None if case.awaits_clarification else "No question to the requester is waiting for an answer."


def awaits_requester(case: Case, actor: Actor) -> str | None:
    """The requester was asked for an answer, a proof or a fee."""
    return None if awaited(case) else "Nothing that the requester was asked for is missing."


def is_not_ended_otherwise(case: Case, actor: Actor) -> str | None:
    """What comes late opens only a request that was closed for want of it."""
    is_ended = case.stage is Stage.CLOSED and case.lapsed_from is None
    return "This request was not closed for want of it. Open it again first." if is_ended else None


def is_not_reminded(case: Case, actor: Actor) -> str | None:
    """One reminder of what was asked."""
    is_reminded = case.reminded_on is not None or case.awaits_sending(AnswerReminded)
    return "The requester has been reminded of this." if is_reminded else None


def is_reminded(case: Case, actor: Actor) -> str | None:
    """Nobody's request is closed for want of what was asked before they were reminded of it."""
    return None if case.reminded_on else "The requester has not been reminded of it yet."


def is_no_complaint(case: Case, actor: Actor) -> str | None:
    """A complaint is looked into and answered with what it came to: nothing is accepted or refused (s.164A(4))."""
    if case.right is not Right.COMPLAINT:
        return None
    return "A complaint is looked into and answered with its outcome, which may be that it is not upheld."


def may_be_extended(case: Case, actor: Actor) -> str | None:
    """Only a clock that its law can lengthen (UK GDPR art. 12A(3); DPA 2018 s.54(3A))."""
    if RULES[case.clock_facts.regime].extension:
        return None
    return "The law knows no extension for this: a complaint is acknowledged within 30 days (DPA 2018, section 164A)."


def is_not_extended(case: Case, actor: Actor) -> str | None:
    """There is one extension under a law, never two (UK GDPR art. 12A(3); DPA 2018 s.54(3A))."""
    if case.awaits_sending(PeriodExtended):
        return "The notice of the extension has not left yet: the new date counts once it has."
    return None if case.not_extended else "The period has been extended already: the law allows it once."


def may_run_under_both(case: Case, actor: Actor) -> str | None:
    """A second law has its own clock once, and only for a right that both laws know."""
    if case.other_regime is not None:
        return "Both laws have their clock already."
    return None if case.right in PART_3_RIGHTS else "Only one of the two laws knows this right."


def has_set_date(case: Case, actor: Actor) -> str | None:
    """There is a date to keep that somebody outside has set."""
    return None if case.next_set_date else "No date that somebody outside has set is open in this case."


def is_for_the_officer(case: Case, actor: Actor) -> str | None:
    """Only the data protection officer decides to say neither yes nor no."""
    return None if Role.DATA_PROTECTION_OFFICER in actor.roles else RULINGS["EX-N1"].says


def may_be_left_unsaid(case: Case, actor: Actor) -> str | None:
    """Whether information is held is a question of access (UK GDPR art. 15(1); DPA 2018 s.45(1)(a))."""
    return None if case.right is Right.ACCESS else "Only the answer to an access request says whether we hold anything."


def has_no_fee_open(case: Case, actor: Actor) -> str | None:
    """A fee that was asked for is waited for (UK GDPR art. 12A(2)(c); DPA 2018 s.54(3))."""
    if case.awaits_sending(FeeAsked):
        return "The letter that asks for a fee waits to be posted."
    return "The fee that was asked for has not come yet." if case.awaits_fee else None


def has_letter_to_post(case: Case, actor: Actor) -> str | None:
    """A letter waits to be printed and posted."""
    return None if case.to_post else "No letter of this case waits to be posted."


def has_no_proposal(case: Case, actor: Actor) -> str | None:
    """Nothing is changed beneath a second person who is looking at it."""
    return (
        "A step of this request waits for a second person: they agree to it or stop it first."
        if case.proposal
        else None
    )


def has_proposal(case: Case, actor: Actor) -> str | None:
    """Something waits for a second person."""
    return None if case.proposal else "Nothing in this request waits for a second person."


def is_second_person(case: Case, actor: Actor) -> str | None:
    """Nobody agrees to what they prepared, or twice."""
    if case.proposal is None or case.proposal.may_agree(actor):
        return None
    return "You prepared this, or have agreed to it: it waits for another person."


def has_fee_open(case: Case, actor: Actor) -> str | None:
    """There is a fee to record."""
    return None if case.awaits_fee else "No fee has been asked for that is still to come."


def has_recipient_duty(case: Case, actor: Actor) -> str | None:
    """Recipients are told of what was corrected, deleted or limited (UK GDPR art. 19; DPA 2018 s.48)."""
    if recipient_duty(case.right, case.regime) is not None:
        return None
    return "Nobody has to be told after a request of this kind (UK GDPR, article 19)."


def has_proposals(case: Case, actor: Actor) -> str | None:
    """Everything found has been read and marked."""
    return None if case.proposals_made else "Not every document has been read yet."


def has_settled_sources(case: Case, actor: Actor) -> str | None:
    """Each source is searched, or its gap accepted."""
    if not case.unsettled_sources:
        return None
    return f"Not searched: {', '.join(case.unsettled_sources)}. Search again, or accept the gap."


def has_other_eyes(case: Case, actor: Actor) -> str | None:
    """Whoever signs off took no part in the review, and left nothing out of it."""
    if actor.key == case.submitted_by or actor.key in case.reviewers:
        return "You took part in the review of this case, or left something out: a second person signs it off."
    return None


def is_not_signed_off(case: Case, actor: Actor) -> str | None:
    """A case is signed off once."""
    return "This case is signed off already." if case.signed_off_by else None


def has_rejected_pack(case: Case, actor: Actor) -> str | None:
    """A pack is built again only when the last one failed."""
    if case.signed_off_by and case.pack is not None and case.pack.rejected_by:
        return None
    return "There is no rejected pack to build again."


def has_verified_pack(case: Case, actor: Actor) -> str | None:
    """Only bytes that passed every check leave the council."""
    if case.pack is None:
        return "The disclosure pack is not ready yet."
    if case.pack.rejected_by:
        return f"The disclosure pack failed its check ({case.pack.rejected_by}) and cannot be released."
    return None


def has_released_pack(case: Case, actor: Actor) -> str | None:
    """There is something to collect."""
    return None if case.pack is not None and case.pack.is_released else "There is nothing to collect yet."


def is_answered_with_a_pack(case: Case, actor: Actor) -> str | None:
    """A pack answers an access request, and no other."""
    return "This request is not answered with a pack." if case.right in DECIDED_RIGHTS else None


def has_settled_enquiries(case: Case, actor: Actor) -> str | None:
    """What others were asked is in the case, or is knowingly not waited for."""
    if not case.unsettled_enquiries:
        return None
    return "Another team has not answered, or its answer is not in the case yet: see “Other teams”."


def has_open_enquiry(case: Case, actor: Actor) -> str | None:
    """An answer is waited for."""
    return None if open_enquiries(case.enquiries) else "No answer of another team is waited for."


def has_untaken_answer(case: Case, actor: Actor) -> str | None:
    """Somebody sent files that are not in the case yet."""
    is_untaken = any(enquiry.is_untaken for enquiry in case.enquiries.values())
    return None if is_untaken else "Everything that was sent to us is in the case."


def has_unweighed_answer(case: Case, actor: Actor) -> str | None:
    """Somebody sent files once the answer was settled, and nobody has said what becomes of them."""
    return None if case.unweighed_answers else "Nothing was sent to us since that nobody has decided about."


def has_weighed_answers(case: Case, actor: Actor) -> str | None:
    """Nothing leaves while files lie here that nobody has looked at: the answer would be silent about them."""
    if not case.unweighed_answers:
        return None
    return (
        "Another team sent files after this was sent for sign-off, and nobody has reviewed them. Send it back, so that "
        "they are put into the case; or, for a copy, say under “Other teams” that they follow later."
    )


def has_notice(case: Case, actor: Actor) -> str | None:
    """Somebody was written to who had been given the information."""
    return None if case.notices else "Nobody was written to who had been given the information."


def has_asked_others(case: Case, actor: Actor) -> str | None:
    """Somebody else was asked for their agreement."""
    return None if case.consents else "Nobody else was asked for their agreement."


def has_told_recipients(case: Case, actor: Actor) -> str | None:
    """Everybody who was given it knows of the change before the person is told that they do (UK GDPR art. 19)."""
    if not must_tell(case):
        return None
    if case.untold:
        return "A recipient is not told yet."
    return None if case.recipients.are_settled else "Say first who was given the information, or that nobody was."


def has_no_hold(case: Case, actor: Actor) -> str | None:
    """What is held for a claim or an investigation is not erased."""
    return "A legal hold that was placed in this case stands." if case.holds else None


def has_no_set_date(case: Case, actor: Actor) -> str | None:
    """What the regulator, a tribunal or a court asks about is not erased."""
    return None if case.next_set_date is None else "A date that the regulator or a court has set is still open."
