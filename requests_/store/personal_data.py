"""What becomes of every table when a case is erased: one row a table, and every column has its say.

A new table, or a new column of one whose rows stay, fails the build until it stands here (`tests/house`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.retention import ErasedKind
from requests_.store.schema import METADATA


@dataclass(frozen=True, slots=True)
class Erased:
    """Its rows of the case are deleted, and counted as `kind`.

    `parent` is the table between it and the case, which it names by `by`; "" where it names the case itself.
    """

    kind: ErasedKind
    by: str = "case_id"
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Blanked:
    """Its rows stay for `why`, with these values in place of what was personal; `keeps` are the other columns."""

    kind: ErasedKind
    why: str
    blanks: Mapping[str, Any]
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stays:
    """Its rows of the case stay: `why` says what makes that no personal data of the case. `keeps` are its columns."""

    why: str
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfNoCase:
    """It holds nothing of a case."""

    why: str


Fate = Erased | Blanked | Stays | OfNoCase
_OWN_ROW = object()  # stands for the row's own key, where a column must differ from row to row

FATES: dict[str, Fate] = {
    "request_details": Erased(ErasedKind.PEOPLE),
    "case_person": Erased(ErasedKind.PEOPLE),
    "people_before": Erased(ErasedKind.PEOPLE),
    "third_party_consent": Erased(ErasedKind.PEOPLE),
    "recipient_notice": Erased(ErasedKind.PEOPLE),
    "requester_note": Erased(ErasedKind.WRITINGS),
    "case_note": Erased(ErasedKind.WRITINGS),
    "decision_record": Erased(ErasedKind.WRITINGS),
    "row_seal": Erased(ErasedKind.TRACES),
    "item_decision": Erased(ErasedKind.WRITINGS),
    "change_task": Erased(ErasedKind.WRITINGS),
    "legal_hold": Erased(ErasedKind.WRITINGS),
    "desk_reason": Erased(ErasedKind.WRITINGS),
    "access_ask": Erased(ErasedKind.WRITINGS),
    "enquiry": Erased(ErasedKind.WRITINGS),
    "enquiry_answer": Erased(ErasedKind.WRITINGS, "enquiry_id", "enquiry"),
    "message": Erased(ErasedKind.LETTERS),
    "letter_words": Erased(ErasedKind.LETTERS, "message_id", "message"),
    "letter": Erased(ErasedKind.LETTERS),
    "pack": Erased(ErasedKind.DOCUMENTS),
    "pack_item": Erased(ErasedKind.DOCUMENTS, "pack_id", "pack"),
    "source_document": Blanked(
        ErasedKind.DOCUMENTS,
        "The figures count pages and what was decided.",
        {
            "ref": _OWN_ROW,
            "title": "",
            "dated_on": None,
            "file_name": "",
            "sha256": "",
            "why": [],
            "read_fault": "",
            "read_sha256": "",
            "hidden": [],
            "first_sha256": "",
        },
        (
            *("id", "case_id", "source", "category", "media_type", "band", "score", "read_state", "pages"),
            *("outcome", "outcome_reason", "since", "since_on"),
        ),
    ),
    "mark": Blanked(
        ErasedKind.MARKS,
        "The figures count the places that were withheld, by reason.",
        {"text": "", "person": "", "why": ""},
        (
            *("id", "case_id", "document_id", "unit", "start", "end", "kind", "disposition", "reason", "score"),
            *("decision", "decided_by", "decided_at"),
        ),
    ),
    "sent_file": Erased(ErasedKind.FILES),
    "case_original": Erased(ErasedKind.FILES),
    "enquiry_file": Erased(ErasedKind.FILES, "enquiry_id", "enquiry"),
    "plan_file": Erased(ErasedKind.FILES),
    "case_word": Erased(ErasedKind.TRACES),
    "text_entry": Erased(ErasedKind.TRACES),
    "access_code": Erased(ErasedKind.TRACES),
    "requester_session": Erased(ErasedKind.TRACES),
    "entry_word": Erased(ErasedKind.TRACES),
    "enquiry_pass": Erased(ErasedKind.TRACES, "enquiry_id", "enquiry"),
    "source_search": Erased(ErasedKind.TRACES),
    "look_again": Erased(ErasedKind.TRACES),
    "case_flag": Erased(ErasedKind.TRACES),
    "case_watch": Erased(ErasedKind.TRACES),
    "note_call": Erased(ErasedKind.TRACES),
    "api_case": Erased(ErasedKind.TRACES),
    "outbox": Blanked(
        ErasedKind.TRACES,
        "Keys of rows and names of jobs: what was done stays done.",
        {"reason": ""},
        (
            *("id", "key", "case_id", "job", "arguments", "state", "attempts", "made_at", "available_at", "sent_at"),
            "done_at",
        ),
    ),
    "rights_case": Stays(
        "The reference, codes, days and officers: what the figures and the chain of events need.",
        (
            *("id", "reference", "form_token", "right", "regime", "stage", "received_on", "due_on", "clock_state"),
            *("responded_on", "has_failure", "case_list", "queue_on", "waits_for", "closable_on", "set_on", "set_by"),
            *("team_answer_on", "team_escalate_on", "assigned_to", "is_restricted", "opened_at", "last_seq"),
            "last_seal",
        ),
    ),
    "case_event": Stays(
        "Codes, days, counts and digests: the record of what was done, for ever.",
        ("id", "case_id", "seq", "kind", "version", "payload", "actor_kind", "actor_key", "at", "seal"),
    ),
    "desk_event": Stays("Keys of officers, for ever.", ("id", "case_id", "staff_id", "by_id", "kind", "at")),
    "row_mark": Stays("Keyed digests of rows; they go with them.", ("table_name", "id", "mark", "case_id")),
    "view_log": Stays("Who looked, for ever: keys of officers.", ("id", "staff_id", "case_id", "page", "at", "mark")),
    "case_handover": Stays(
        "Whom it was given to: keys of officers.", ("case_id", "staff_id", "given_by", "given_at", "accepted_at")
    ),
    "case_access": Stays("Who may open the page of the erased case.", ("case_id", "staff_id")),
    "erased_case": Stays(
        "When it was erased, and a school that several requests name.", ("case_id", "erased_on", "school")
    ),
    "reference_number": OfNoCase("Numbers that were drawn by chance."),
    "breach": OfNoCase("Codes, instants and counts of a breach, for ever."),
    "breach_event": OfNoCase("Codes, instants and counts of a breach, for ever."),
    "breach_words": OfNoCase("The record of a breach (UK GDPR art. 33(5)) goes by its own line of the schedule."),
    "breach_person": OfNoCase("Whoever was told of a breach: it goes by its own line of the schedule."),
    "breach_measure": OfNoCase("What is done after a breach: it goes by its own line of the schedule."),
    "source_system": OfNoCase("The stores of the installation."),
    "store_try": OfNoCase("The stores of the installation."),
    "letter_wording": OfNoCase("The council's own words for letters."),
    "register_entry": OfNoCase("The council's own registers: agreements, notices, policies, the team."),
    "daily_run": OfNoCase("What the timetable and the backup have done."),
    "api_token": OfNoCase("A program of the council, and what it may do."),
    "api_webhook": OfNoCase("A program of the council, and where it is told of changes."),
    "draft": OfNoCase("A form that was not sent: it goes by itself after a week."),
    "draft_file": OfNoCase("It goes with its form."),
    "draft_return": OfNoCase("It goes with its form."),
    "logged_draft": OfNoCase("It goes when its case is opened, or when it is thrown away."),
    "inbox_mail": OfNoCase("Where each mail lies in the council's mailbox, and what became of it: no word of it."),
    "saved_view": OfNoCase("An officer's own list."),
    "calendar_feed": OfNoCase("An officer's own address."),
    "staff_member": OfNoCase("An officer's account."),
    "staff_team": OfNoCase("The teams of the staff."),
    "staff_session": OfNoCase("An officer's account."),
    "staff_recovery_code": OfNoCase("An officer's account."),
    "staff_passkey": OfNoCase("An officer's account."),
    "staff_passkey_challenge": OfNoCase("An officer's account."),
    "staff_provider_identity": OfNoCase("An officer's account."),
    "staff_invitation": OfNoCase("An officer's account."),
    "staff_event": OfNoCase("An officer's account."),
    "mark_sum": OfNoCase("Sums over the marks of rows."),
    "log_seal": OfNoCase("Seals over what officers did, for ever."),
}


def erase_rows(session: Session, case: CaseId) -> dict[str, int]:
    """Delete or blank every row of a case that is personal; returns how many there were, by kind."""
    counts: Counter[str] = Counter(dict.fromkeys(map(str, ErasedKind), 0))
    # A table after those that point to it.
    for table in reversed(METADATA.sorted_tables):
        fate = FATES[table.name]
        match fate:
            case Erased():
                counts[fate.kind] += _count(session, delete(table).where(_of_case(table, fate, case)))
            case Blanked():
                values = {name: table.c.id if value is _OWN_ROW else value for name, value in fate.blanks.items()}
                counts[fate.kind] += _count(session, update(table).where(table.c.case_id == case).values(values))
    session.expire_all()
    return dict(counts)


def _of_case(table: Table, fate: Erased, case: CaseId) -> ColumnElement[bool]:
    if not fate.parent:
        return table.c[fate.by] == case
    parent = METADATA.tables[fate.parent]
    return table.c[fate.by].in_(select(parent.c.id).where(parent.c.case_id == case))


def _count(session: Session, statement: Any) -> int:
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]
