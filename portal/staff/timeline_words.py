"""A case's events as sentences. The rows hold no names of sources: `titles` gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from portal.staff.timeline_around import WORDS_AROUND, Payload, Titles, day_of
from requests_.model.entitlement_facts import SAFETY_WORDS, SafetyCheck
from requests_.model.exemptions import EXEMPTIONS
from requests_.store.queries.timeline import TimelineRow
from templates.filters import listed, plural
from templates.labels import label

_BY_KIND = {
    "requester": "The requester",
    "addressee": "The person whom the requester named",
    "system": "The portal",
}
_RELEASED_TO = {
    "requester": "to the requester",
    "other": "to the person whom the requester named",
    "both": "to the requester and to the person they named",
}
_SENT_BY: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "email": lambda p: "Message sent",
    "post": lambda p: f"Posted on {day_of(p['sent_on'])}",
    "hand": lambda p: f"Handed over on {day_of(p['sent_on'])}",
}
ALARMS = frozenset({"changes_refused", "source_search_failed", "work_failed", "pack_rejected", "document_unreadable"})

# What was written down says what happened, and stands beside it; of other events it is on the page of decisions.
TOLD_WITH_WORDS = frozenset(
    {
        "access_restricted",
        "decisions_returned",
        "kept_longer",
        "lateness_explained",
        "request_withdrawn",
        "returned_for_review",
        "second_person_declined",
        "submission_taken_back",
    }
)


def sentence(row: TimelineRow, titles: Titles) -> str:
    """What happened, in one sentence; an event of a kind nobody has words for shows its name."""
    words = _WORDS.get(row.kind)
    return words(row.payload, titles) if words else row.kind.replace("_", " ").capitalize()


def actor_words(row: TimelineRow) -> str:
    """Who did it; of what a second person agreed to, who prepared it and who agreed."""
    by_both = f"{row.prepared_by}, agreed by {listed(row.agreed_by)}" if row.prepared_by else ""
    return by_both or row.actor_name or _BY_KIND.get(row.actor_kind, "Staff")


def _where(payload: Payload) -> str:
    # Events of before did not say where the time was lost.
    if not payload.get("unit"):
        return ""
    where = label("late_unit", payload["unit"])
    return f" ({where[:1].lower()}{where[1:]})"


def _lapsed(payload: Payload) -> Sequence[str]:
    # Events of before proofs and fees could lapse name nothing.
    return payload.get("awaited") or ("unanswered",)


def _source(payload: Payload, titles: Titles) -> str:
    return titles.get(payload["source"], payload["source"])


def safety_listed(checks: Iterable[str]) -> str:
    """What safety checks are about, as one reads it in a sentence."""
    return listed([SAFETY_WORDS[SafetyCheck(check)] for check in checks])


def _lifted(p: Any) -> str:
    """What an assessment did away with; events from before that was kept have none."""
    return f" This lifted {safety_listed(p['lifted'])} recorded before." if p.get("lifted") else ""


def step_words(step: str, message_kind: str) -> str:
    """The step that waits for others."""
    return label("message", message_kind).lower() if message_kind else label("second_person_step", step)


def _accepted(payload: Payload, titles: Titles) -> str:
    left_out = [titles.get(source, source) for source in payload.get("left_out", ())]
    without = f" Left out: {', '.join(left_out)}." if left_out else ""
    return f"Accepted. The search of {plural(len(payload['sources']), 'source')} began.{without}"


def _searched(payload: Payload, titles: Titles) -> str:
    found = f"{plural(payload['found'], 'document')} found"
    possible = f", {payload['possible']} possible" if payload["possible"] else ""
    unreadable = f", {payload['unreadable']} could not be read" if payload["unreadable"] else ""
    altered = f", {payload['altered']} altered since the earlier search" if payload.get("altered") else ""
    gone = f", {payload['gone']} not found any more" if payload.get("gone") else ""
    return f"{_source(payload, titles)} searched: {found}{possible}{unreadable}{altered}{gone}."


def _marks(payload: Payload, _: Titles) -> str:
    counts = ((payload["withheld"], "withheld"), (payload["disclosed"], "shown"))
    parts = [f"{count} {word}" for count, word in counts if count]
    return f"Marks decided: {listed(parts)}."


def _reason(code: str) -> str:
    return EXEMPTIONS[code].label.lower() if code in EXEMPTIONS else ""


def _about(payload: Payload) -> str:
    return f" ({label('pause_reason', payload['reason']).lower()})" if payload.get("reason") else ""


def _under(payload: Payload) -> str:
    regimes = [label("regime", regime) for regime in payload.get("regimes", ())]
    return f" under {listed(regimes)}" if regimes else ""


def _matter(payload: Payload) -> str:
    matter = label("matter", payload["matter"]).lower()
    reason = _reason(payload.get("reason", ""))
    return f"{matter} ({reason})" if reason else matter


def _document(payload: Payload, _: Titles) -> str:
    code = payload.get("reason", "")
    outside = label("outside", code) if payload["outcome"] == "not_asked_for" else ""
    reason = outside.rpartition(": ")[2] or _reason(code)
    return f"A document was decided: {label('outcome', payload['outcome']).lower()}{f' ({reason})' if reason else ''}."


_WORDS: dict[str, Callable[[Payload, Titles], str]] = {
    "request_received": lambda p, _: (
        f"The request was received on {day_of(p['received_on'])}: {label('channel', p['channel']).lower()}."
    ),
    "evidence_requested": lambda p, _: f"The requester was asked to show {label('check', p['check'])}.",
    "evidence_accepted": lambda p, _: (
        f"We know {label('check', p['check'])} since {day_of(p['received_on'])}: {label('evidence', p['evidence'])}."
    ),
    "entitlement_assessed": lambda p, _: (
        f"Who may ask was assessed: {label('entitlement_outcome', p['outcome']).lower()} ({p['rule']})"
        f"{', and it was decided to go on all the same' if p['overridden'] else ''}."
        f"{_lifted(p)}"
    ),
    "request_accepted": _accepted,
    "clarification_requested": lambda p, _: f"The requester was asked what they mean{_about(p)}{_under(p)}.",
    "clarification_received": lambda p, _: f"The requester answered on {day_of(p['received_on'])}.",
    "period_extended": lambda p, _: (
        f"Extended by two months{_under(p)}: {label('extension_reason', p['reason']).lower()}."
    ),
    "answer_reminded": lambda p, _: f"The requester was reminded on {day_of(p['reminded_on'])}.",
    "request_lapsed": lambda p, _: (
        f"Closed on {day_of(p['lapsed_on'])}: {listed([label('lapsed', code).lower() for code in _lapsed(p)])}. "
        "What comes late opens it again."
    ),
    "lapse_ended": lambda p, _: f"Opened again: the requester wrote, or sent a proof, on {day_of(p['came_on'])}.",
    "case_reopened": lambda p, _: (
        f"Opened again on {day_of(p['reopened_on'])}: {label('reopen_reason', p['reason']).lower()}. "
        f"Promised by {day_of(p['due_on'])}."
    ),
    "regime_added": lambda p, _: f"Some of it is held under another law too: {label('regime', p['regime'])}.",
    "date_set": lambda p, _: (
        f"{label('set_date', p['what'])}: by {day_of(p['due_on'])}, in a letter of {day_of(p['letter_on'])}."
    ),
    "set_date_ended": lambda p, _: f"A date set from outside: {label('set_date_end', p['end']).lower()}.",
    "request_refused": lambda p, _: f"Refused: {label('refusal_ground', p['ground']).lower()}.",
    "not_confirmed": lambda p, _: (
        f"Answered on {day_of(p['answered_on'])}: neither confirmed nor denied. "
        f"Look again by {day_of(p['recheck_on'])}."
    ),
    "letter_ordered": lambda p, _: (
        f"A letter was written and sent: {label('message', p['message_kind']).lower()}."
        f"{' It answers the request, and the clock ends.' if p['answers'] else ''}"
    ),
    "complaint_decided": lambda p, _: f"The complaint was decided: {label('complaint_result', p['result']).lower()}.",
    "fee_asked": lambda p, _: f"A fee was asked for on {day_of(p['asked_on'])}.",
    "fee_paid": lambda p, _: f"The fee came on {day_of(p['paid_on'])}.",
    "recipient_recorded": lambda p, _: (
        f"{label('recipient_finding', p['finding'])}{' on ' + day_of(p['told_on']) if p['told_on'] else ''}."
    ),
    "look_again_set": lambda p, _: f"To be looked at again by {day_of(p['due_on'])}: {_matter(p)}.",
    "looked_again": lambda p, _: (
        f"Looked at again: {_matter(p)}. "
        f"{'Once more by ' + day_of(p['again_on']) if p['again_on'] else 'The reason has ended'}."
    ),
    "source_searched": _searched,
    "source_search_failed": lambda p, t: f"{_source(p, t)} could not be searched: {p['reason']}",
    "source_waiting": lambda p, t: f"{_source(p, t)} is being searched by people.",
    "source_search_retried": lambda p, t: f"{_source(p, t)} is searched again.",
    "source_gap_accepted": lambda p, t: f"It was decided to answer without {_source(p, t)}.",
    "search_completed": lambda p, _: "The search ended.",
    "document_read": lambda p, _: f"A document was read: {plural(p['pages'], 'page')}.",
    "document_unreadable": lambda p, _: "A document cannot be read by machine: a person must look at it.",
    "document_retrieved": lambda p, _: "A scan was attached.",
    "redactions_proposed": lambda p, _: (
        f"{plural(p['marks'], 'mark')} proposed in {plural(p['documents'], 'document')}, "
        f"{p['referred']} for a person to decide."
    ),
    "document_decided": _document,
    "document_put_back": lambda p, _: "A document that was left out as not asked for was put back.",
    "marks_decided": _marks,
    "marks_added": lambda p, _: f"{plural(p['marks'], 'place')} marked by hand ({_reason(p['reason'])}).",
    "people_merged": lambda p, _: (
        f"{plural(len(p['merged']) + 1, 'entry')} were made one person, named in {plural(p['places'], 'place')}"
        f"{', ' + str(p['revealed']) + ' of them shown because of it' if p['revealed'] else ''}."
    ),
    "person_split": lambda p, _: f"Somebody was taken out of another person: {plural(p['places'], 'place')} to decide.",
    "people_change_undone": lambda p, _: "What was merged or split last was put back.",
    "health_recorded": lambda p, _: (
        f"Information about health: {label('health_ground', p['ground'])[0].lower()}"
        f"{label('health_ground', p['ground'])[1:]}{', ' + day_of(p['opinion_on']) if p['opinion_on'] else ''}."
    ),
    "submitted_for_sign_off": lambda p, _: (
        f"Sent for sign-off: {plural(p['documents'], 'document')}, {plural(p['withheld'], 'mark')} withheld."
    ),
    "submission_taken_back": lambda p, _: "Taken back before it was signed off.",
    "returned_for_review": lambda p, _: "Sent back for review.",
    "second_person_asked": lambda p, _: (
        f"A second person is asked to agree: {step_words(p['step'], p['message_kind'])}."
    ),
    "second_person_agreed": lambda p, _: (
        f"A second person agreed.{' Another has to agree too.' if p['still_needed'] else ''}"
    ),
    "second_person_declined": lambda p, _: "A step that waited for a second person was stopped.",
    "signed_off": lambda p, _: "Signed off by a second person. The pack is built.",
    "pack_assembled": lambda p, _: (
        f"The pack was built and passed every check: {plural(p['pages'], 'page')}."
        if p["pages"]
        else f"The file to take elsewhere was made: {plural(p['documents'], 'record')}."
    ),
    "pack_rejected": lambda p, _: f"The pack failed a check ({p['check']}) and cannot be released.",
    "pack_released": lambda p, _: f"The pack was released {_RELEASED_TO[p.get('copy_goes_to', 'requester')]}.",
    "addressee_settled": lambda p, _: (
        f"The person whom the requester named may {'' if p['may_receive'] else 'not '}have the copy."
    ),
    "response_sent": lambda p, _: f"The request was answered on {day_of(p['sent_on'])}. The clock ends.",
    "lateness_explained": lambda p, _: f"Why it is late: {label('late_reason', p['reason']).lower()}{_where(p)}.",
    "pack_collected": lambda p, _: "The pack was collected.",
    "message_sent": lambda p, _: (
        f"{_SENT_BY[p.get('sent_by', 'email')](p)}: {label('message', p['message_kind']).lower()}."
    ),
    "letter_written": lambda p, _: (
        f"A letter was written, to be posted by {day_of(p['post_by'])}: {label('message', p['message_kind']).lower()}."
        if p["post_by"]
        else f"A letter was written, and counts once it has left: {label('message', p['message_kind']).lower()}."
    ),
    "letter_printed": lambda p, _: "The letter is ready to be printed and posted.",
    "letter_withdrawn": lambda p, _: f"Withdrawn before it was posted: {label('message', p['message_kind']).lower()}.",
    "text_sent": lambda p, _: (
        "A text message with a code was sent."
        if p["message_kind"] == "access_code"
        else f"A text message saying only that there is news was sent: {label('message', p['message_kind']).lower()}."
    ),
    "item_decided": lambda p, _: (
        f"{'A record' if p['document'] else 'The request as a whole'} was decided: "
        f"{label('decision', p['outcome']).lower()}."
    ),
    "decisions_submitted": lambda p, _: (
        f"{plural(p['items'], 'decision')} sent for approval, {p['granted']} to act; {p.get('undecided', 0)} undecided."
    ),
    "changes_planned": lambda p, _: (
        f"The changes were worked out: {plural(p['rows'], 'row')}, {plural(p['files'], 'file')}, "
        f"{plural(p['tasks'], 'task')}."
    ),
    "changes_refused": lambda p, t: (
        f"The changes cannot be made{' in ' + _source(p, t) if p['source'] else ''}, and nothing was changed: "
        f"{p['reason']}"
    ),
    "decisions_returned": lambda p, _: "The decisions were sent back. Nothing was changed.",
    "changes_approved": lambda p, _: "A second person approved the changes.",
    "changes_made": lambda p, _: (
        f"Done, read again and compared: {plural(p['rows'], 'row')}, {plural(p['files'], 'file')}."
    ),
    "undo_asked": lambda p, _: "It was decided to put everything back as it was.",
    "changes_undone": lambda p, _: "Everything was put back as it was, read again and compared.",
    "limit_ending": lambda p, _: (
        f"The person is told that the limit on using their data ends on {day_of(p['ends_on'])}."
    ),
    "task_asked": lambda p, t: f"A task was given{' to the owner of ' + _source(p, t) if p['source'] else ''}.",
    "task_done": lambda p, _: f"A task was shown to be done on {day_of(p['done_on'])}.",
    "recipient_named": lambda p, _: f"Somebody who had the information is told: {label('recipient', p['recipient'])}.",
    "notice_sent": lambda p, _: "The message to a recipient was sent.",
    "notice_answered": lambda p, _: f"A recipient answered on {day_of(p['answered_on'])}.",
    "third_party_asked": lambda p, _: (
        f"Another person was asked whether what is about them may be shown. They have until {day_of(p['answer_by'])}."
    ),
    "third_party_letter_sent": lambda p, _: "The question to another person was sent, or is ready to be posted.",
    "third_party_reminded": lambda p, _: "Another person was reminded of the question.",
    "third_party_answered": lambda p, _: f"Another person {label('consent_answer', p['answer']).lower()}.",
    "hold_placed": lambda p, t: f"A legal hold was placed in {_source(p, t)}.",
    "hold_lifted": lambda p, _: "A legal hold was lifted.",
    "right_answered": lambda p, _: f"Answered: {p['granted']} done, {p['refused']} refused.",
    **WORDS_AROUND,
}
