"""Two people on one case: whoever comes second is told what the first did, before anything of it is written over.

Every form on a page of a case says which events its page had seen. When somebody else acted since, the form is not
carried out: a page says what happened, and the same form may be sent again from there. What the portal does by itself
(a document was read, a mail was sent) holds nobody up. A form that ends a request, or lets words leave, is also stopped
by a note that a colleague left, and by what came from outside, whoever put it in: every form is, but those of
`SENDS_NOTHING`.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, render_template, request

from portal.staff.need_to_know import enter
from portal.staff.permissions import actor
from portal.staff.timeline_words import actor_words, sentence
from portal.web.transaction import reading
from requests_.ids import CaseId
from requests_.model.staff import ActorKind
from requests_.store.queries.case_page import source_rows
from requests_.store.queries.handling import FlagRow, flags_section
from requests_.store.queries.notes import NoteRow, note_rows
from requests_.store.queries.review import decided_by_others
from requests_.store.queries.timeline import TimelineRow, rows_since

SEEN, FLAGGED, NOTED = "seen", "flagged", "noted"
# What nobody carries over from a page that has changed: a second person confirms what they then see.
_NOT_AGAIN = frozenset({SEEN, FLAGGED, NOTED, "csrf_token", "confirmed"})
# What is only ever added to, or has an eye on the other person itself.
UNGUARDED = frozenset({"notes", "access", "handling", "retention"})
# The pages whose forms end no request and let no words leave, and why that is so.
SENDS_NOTHING: Mapping[str, str] = {
    "addressee": "says who may have the copy: release sends it",
    "deciding": "decides records: approving the changes, and the answer, send",
    "entitlement": "says who may ask: accepting and refusing follow",
    "health": "opens a gate: sign-off and release follow",
    "lateness": "says why it is late: the answer says it to the requester",
    "letters": "makes a letter to look at: sending it is another form",
    "looking_again": "sets a day for us",
    "merging": "says who is one person: sign-off follows",
    "people": "decides marks: sign-off follows",
    "recipients": "writes down who was told",
    "replies": "takes in what came",
    "review": "decides marks, several people at once: sign-off follows",
    "searching": "looks in our own stores",
    "set_dates": "writes down what a letter from outside says",
    "splitting": "begins a draft",
    "taking_back": "takes back what was not sent",
}
_FROM_OUTSIDE = frozenset({"answer_taken_in", "reply_taken", "team_answered", "third_party_answered"})
# While a bundle is reviewed by several, each decides other documents and marks: see `_concerns`.
_REVIEW = frozenset({"marks_decided", "marks_added", "document_decided", "health_recorded"})

# What a page that was left open does not write over, even where it was the same person who did it.
_NOT_EVEN_OWN = {"entitlement": ("entitlement_assessed", "evidence_accepted")}


def install(app: Flask) -> None:
    """Look at every form that is sent to a case."""
    app.before_request(_look)


def _look() -> tuple[str, int] | None:
    reference, seen = (request.view_args or {}).get("reference"), request.form.get(SEEN, "")
    if request.method != "POST" or reference is None or request.blueprint in UNGUARDED or not seen.isdecimal():
        return None
    case = enter(reference)
    rows = [row for row in rows_since(reading(), case, int(seen[:9])) if _is_somebody_else(row)]
    told = [row for row in rows if _concerns(row)]
    marks = decided_by_others(reading(), case, request.form.getlist("mark"), since_seq=int(seen[:9]), actor=actor().key)
    flags = flags_section(case).alone(reading())
    new_flags, notes = [row for row in flags if _is_new(row)], _new_notes(case)
    if not told and not marks and not new_flags and not notes:
        return None
    titles = {source.key: source.title for source in source_rows(reading(), case)}
    lines = [
        {"says": sentence(row, titles), "by": actor_words(row), "at": row.at} for row in told or (rows if marks else [])
    ]
    page = render_template(
        "staff/meanwhile.html",
        reference=reference,
        lines=lines,
        flags=new_flags,
        notes=notes,
        noted=len(note_rows(reading(), case)),
        flagged=" ".join(row.flag for row in flags),
        seen=max((row.seq for row in rows), default=int(seen[:9])),
        again=sent_again(),
        has_files=bool(request.files),
    )
    return page, 409


def sent_again() -> list[tuple[str, str]]:
    """What a form carried, for a page from which it is sent once more."""
    return [(name, value) for name, value in request.form.items(multi=True) if name not in _NOT_AGAIN]


def _sends() -> bool:
    """Whether the form ends the request or lets words leave; one that nobody wrote down here does."""
    return request.blueprint not in SENDS_NOTHING


def _is_new(row: FlagRow) -> bool:
    """Whether a flag stands that the page did not show."""
    shown = request.form.get(FLAGGED)
    return shown is not None and row.flag not in shown.split()


def _new_notes(case: CaseId) -> list[NoteRow]:
    """What colleagues noted since a page was drawn from which something is sent."""
    shown = request.form.get(NOTED, "")
    if not _sends() or not shown.isdecimal():
        return []
    notes = note_rows(reading(), case)
    return [note for note in notes[: max(len(notes) - int(shown[:9]), 0)] if note.by_key != actor().key]


def _is_somebody_else(row: TimelineRow) -> bool:
    is_own = row.actor_key == actor().key and row.kind not in _NOT_EVEN_OWN.get(request.blueprint or "", ())
    is_from_outside = _sends() and row.kind in _FROM_OUTSIDE
    return (row.actor_kind != ActorKind.SYSTEM or is_from_outside) and not is_own


def _concerns(row: TimelineRow) -> bool:
    """Whether it bears on what is sent: of a review in parts, only a decision about the same document does."""
    if request.blueprint != "review" or row.kind not in _REVIEW:
        return True
    return bool(row.payload.get("document") == (request.view_args or {}).get("document", ""))
