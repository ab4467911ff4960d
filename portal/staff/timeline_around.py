"""What happens around the work of a case, as sentences: the requester's doings, other cases and teams, its keeping."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from templates.filters import plural, uk_date
from templates.labels import label

Payload = Mapping[str, Any]
Titles = Mapping[str, str]


def day_of(iso: str) -> str:
    """A day of an event in words."""
    return uk_date(date.fromisoformat(iso))


WORDS_AROUND: dict[str, Callable[[Payload, Titles], str]] = {
    "requester_wrote": lambda p, _: "The requester wrote to us. What they wrote is on the case’s first page.",
    "file_sent": lambda p, _: "The requester sent a file. It is on the case’s first page.",
    "file_checked": lambda p, _: (
        f"A file from the requester was checked for viruses: {label('verdict', p['verdict'])}."
    ),
    "reply_taken": lambda p, _: f"A reply that came on {day_of(p['came_on'])} was put into the case.",
    "file_destroyed": lambda p, _: "A copy of a proof that the requester sent was destroyed: its time was over.",
    "follow_up_asked": lambda p, _: f"The requester asked for more: {label('right', p['right']).lower()}.",
    "follow_up_opened": lambda p, _: f"That became {p['reference']} ({label('right', p['right']).lower()}).",
    "scope_changed": lambda p, _: "The requester asks for something else than before. The date to answer stays.",
    "request_withdrawn": lambda p, _: (
        f"The requester took the request back on {day_of(p['withdrawn_on'])}"
        f"{' (' + label('channel', p['channel']).lower() + ')' if p.get('channel') else ''}."
    ),
    "cases_linked": lambda p, _: f"Linked with {p['reference']}: {label('link', p['link']).lower()}.",
    "cases_unlinked": lambda p, _: f"The link with {p['reference']} was taken away.",
    "joined_to_earlier": lambda p, _: f"Closed into {p['reference']}, which asked for the same before.",
    "request_transferred": lambda p, _: (
        f"Closed on {day_of(p['transferred_on'])}: another body holds it, and the requester was told whom to ask."
    ),
    "duplicate_joined": lambda p, _: f"The same was asked again, and {p['reference']} was closed into this case.",
    "team_asked": lambda p, _: f"Asked to look for us by {day_of(p['due_on'])}: {label('team', p['team']).lower()}.",
    "team_reminded": lambda p, _: "Whoever was asked to look was reminded.",
    "team_answered": lambda p, _: (
        f"Whoever was asked answered on {day_of(p['answered_on'])}: "
        f"{plural(p['files'], 'file') + ' sent' if p['files'] else 'they hold nothing'}."
    ),
    "answer_follows": lambda _, __: "What was sent to us late follows the answer, and the letter says so.",
    "answer_taken_in": lambda p, _: f"What was sent to us is in the case: {plural(p['documents'], 'document')}.",
    "enquiry_ended": lambda p, _: "It was decided not to wait for an answer of another team.",
    "access_restricted": lambda p, _: (
        f"{'Restricted to those named on it' if p['is_restricted'] else 'Opened to the team again'}."
    ),
    "undo_ended": lambda p, _: (
        "The changes cannot be put back any more: what was kept for that is destroyed"
        f"{', and ' + plural(p['copies'], 'copy') + ' of ours of what was deleted' if p.get('copies') else ''}."
    ),
    "kept_longer": lambda p, _: f"Kept back from erasure until {day_of(p['until'])}.",
    "evidence_erased": lambda p, _: (
        f"What the requester had sent was destroyed: {plural(p['files'], 'file')}. What was seen stays noted."
    ),
    "details_erased": lambda p, _: (
        f"Everything personal of the case was erased on {day_of(p['erased_on'])}: "
        f"{label('erasure_reason', p['reason']).lower()}."
    ),
    "work_failed": lambda p, _: f"Background work gave up ({label('job', p['job']).lower()}): {p['reason']}",
    "work_resumed": lambda p, _: "Background work was started again.",
}
