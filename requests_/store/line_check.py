"""Showing that what stands beside the sealed events says what they say: lines, searches, and what was written down.

The queue, the figures and the evidence for the regulator read these tables; a change there is as bad as of an event.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.breaches.breach import Breach, RecordedBreachEvent, fold_breach
from requests_.model.breaches.events import breach_event_of
from requests_.model.case import Case
from requests_.model.events.deciding import TaskDone
from requests_.model.events.following import FollowUpAsked, ReplyTaken, RequesterWrote
from requests_.model.events.receiving import RequestReceived
from requests_.model.events.sending import MessageSent, PackAssembled
from requests_.model.sources import SearchState, SourceProgress
from requests_.model.timeline import fold
from requests_.store.breach_tables import BreachEventRow, BreachRow
from requests_.store.breaches import projection_of_breach
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.cases import projection_of, recorded
from requests_.store.document_tables import Pack
from requests_.store.letter_tables import KeptLetter
from requests_.store.operations_tables import Message, SourceSearchRow
from requests_.store.people import key_of_record
from requests_.store.people_tables import DecisionRecord, RequestDetails, RequesterNote
from requests_.store.row_seals import ASKED, SENT, WRITTEN, digest_of, digests_of_approved, salts_of, vouches

LINES_AT_ONCE = 500
_WRITINGS = (RequesterWrote.kind, ReplyTaken.kind, FollowUpAsked.kind)
_Faults: TypeAlias = Callable[[Session, list[str]], Iterator[tuple[str, str]]]
_WORD = re.compile(r"[\w-]+")
_SEARCHED = ("state", "attempt", "looked_at", "found", "possible", "gap_accepted")


def what_differs(session: Session) -> Iterator[tuple[str, str]]:
    """The key of each case or breach whose events do not account for what stands beside them, and what is wrong."""
    for keys in _batches(session, CaseRow):
        yield from _of_each(session, keys, _faults_of_cases)
    for keys in _batches(session, BreachRow):
        yield from _of_each(session, keys, _faults_of_breaches)


def faults_beside(session: Session, case: CaseId) -> tuple[str, ...]:
    """What is wrong beside the events of one case."""
    line = session.get_one(CaseRow, case)
    query = select(CaseEventRow).where(CaseEventRow.case_id == case).order_by(CaseEventRow.seq)
    return tuple(_case_faults(line, list(session.scalars(query)), _Beside(session, [case])))


class _Beside:
    """What stands beside the events of some cases: searches, written records, packs and letters."""

    def __init__(self, session: Session, cases: list[str]) -> None:
        self.searches: dict[str, list[SourceSearchRow]] = defaultdict(list)
        self.records: dict[str, dict[str, DecisionRecord]] = defaultdict(dict)
        for search in session.scalars(select(SourceSearchRow).where(SourceSearchRow.case_id.in_(cases))):
            self.searches[search.case_id].append(search)
        for record in session.scalars(select(DecisionRecord).where(DecisionRecord.case_id.in_(cases))):
            self.records[record.case_id][record.id] = record
        packs = list(session.execute(select(Pack.case_id, Pack.id, Pack.sha256).where(Pack.case_id.in_(cases))))
        self.packs_of = defaultdict[str, set[str]](set)
        for case, key, _ in packs:
            self.packs_of[case].add(key)
        letters = list(session.scalars(select(KeptLetter).where(KeptLetter.case_id.in_(cases))))
        self.digests = {key: digest for _, key, digest in packs}
        self.digests |= {letter.message_id: letter.pdf_sha256 for letter in letters}
        self.letters = {letter.message_id: digest_of(SENT, letter) for letter in letters}
        messages = select(Message.case_id, Message.id, Message.kind).where(
            Message.case_id.in_(cases), Message.sent_at.is_not(None)
        )
        self.sent, self.sent_of = {}, defaultdict[str, set[str]](set)
        for case, key, kind in session.execute(messages):
            self.sent[key] = kind
            self.sent_of[case].add(key)
        self.salts = salts_of(session, cases)
        self.approved = digests_of_approved(session, cases)
        details = session.scalars(select(RequestDetails).where(RequestDetails.case_id.in_(cases)))
        self.asked = {row.case_id: digest_of(ASKED, row) for row in details}
        self.written, self.notes_of = {}, defaultdict[str, set[str]](set)
        for row in session.scalars(select(RequesterNote).where(RequesterNote.case_id.in_(cases))):
            self.written[row.id] = digest_of(WRITTEN, row)
            self.notes_of[row.case_id].add(row.id)


def _batches(session: Session, line: Any) -> Iterator[list[str]]:
    last = ""
    while keys := list(session.scalars(select(line.id).where(line.id > last).order_by(line.id).limit(LINES_AT_ONCE))):
        last = keys[-1]
        yield keys
        session.expunge_all()


def _of_each(session: Session, keys: list[str], faults: _Faults) -> list[tuple[str, str]]:
    """What is wrong with some cases or breaches, together; one by one where a row of one cannot even be read."""
    try:
        return list(faults(session, keys))
    except Exception:  # a column that was written over may hold anything at all
        if len(keys) == 1:
            return [(keys[0], "a row of it, or beside it, cannot be read")]
    return [found for key in keys for found in _of_each(session, [key], faults)]


def _faults_of_cases(session: Session, keys: list[str]) -> Iterator[tuple[str, str]]:
    events, beside = _events(session, CaseEventRow, CaseEventRow.case_id, keys), _Beside(session, keys)
    for line in session.scalars(select(CaseRow).where(CaseRow.id.in_(keys)).order_by(CaseRow.id)):
        if line.id in events:
            yield from ((line.id, fault) for fault in _case_faults(line, events[line.id], beside))


def _faults_of_breaches(session: Session, keys: list[str]) -> Iterator[tuple[str, str]]:
    events = _events(session, BreachEventRow, BreachEventRow.breach_id, keys)
    for line in session.scalars(select(BreachRow).where(BreachRow.id.in_(keys)).order_by(BreachRow.id)):
        if line.id in events:
            yield from ((line.id, fault) for fault in _breach_faults(line, events[line.id]))


def _events(session: Session, event: Any, chain: Any, keys: list[str]) -> dict[str, list[Any]]:
    query = select(event).where(chain.in_(keys)).order_by(chain, event.seq)
    return {key: list(found) for key, found in groupby(session.scalars(query), key=attrgetter(chain.key))}


def _case_faults(line: CaseRow, rows: list[CaseEventRow], beside: _Beside) -> Iterator[str]:
    try:
        case = fold(Case(key=CaseId(line.id)), [recorded(row) for row in rows])
        said = projection_of(case) | _named(rows[0].payload.get("reference"))
    except Exception:  # events that were changed may say anything at all
        yield "its events cannot be read"
        return
    yield from _otherwise(line, said)
    if case.erased_on is None:
        yield from _search_faults(case.sources, beside.searches[line.id])
        yield from _record_faults(rows, beside.records[line.id])
        yield from _file_faults(rows, beside)
        yield from _row_faults(case, rows, beside)
        yield from _unaccounted(rows, beside)


def _breach_faults(line: BreachRow, rows: list[BreachEventRow]) -> Iterator[str]:
    try:
        events = [RecordedBreachEvent(seq=row.seq, event=breach_event_of(row.kind, row.payload)) for row in rows]
        reported = rows[0].payload
        fixed = {"origin": reported["origin"], "what": reported["what"], "case_reference": reported["reference"]}
        said = projection_of_breach(fold_breach(Breach(key=line.id), events)) | fixed
    except Exception:  # as above
        yield "its events cannot be read"
        return
    yield from _otherwise(line, said | _named(reported.get("own_reference")))


def _otherwise(line: Any, said: Mapping[str, Any]) -> Iterator[str]:
    wrong = sorted(name for name, value in said.items() if getattr(line, name) != value)
    if wrong:
        yield f"its line says otherwise than its events: {', '.join(wrong)}"


def _search_faults(sources: Mapping[str, SourceProgress], rows: Iterable[SourceSearchRow]) -> Iterator[str]:
    kept = {row.source: row for row in rows}
    # A search that goes on has no record yet, or still that of the try before it.
    ended = {key: source for key, source in sources.items() if source.state is not SearchState.PENDING}
    for key in sorted(ended.keys() | (kept.keys() - sources.keys())):
        source, row = ended.get(key), kept.get(key)
        if source is None or row is None or any(getattr(row, name) != getattr(source, name) for name in _SEARCHED):
            yield f"its record of the search of {key} says otherwise than its events"


def _record_faults(rows: Iterable[CaseEventRow], records: Mapping[str, DecisionRecord]) -> Iterator[str]:
    for row in rows:
        keys = {row.payload.get("record"), row.payload.get("reply")} - {None, ""}
        if row.kind != TaskDone.kind and not keys <= records.keys():
            yield f"what was written down for event {row.seq} is missing"
    for key, record in records.items():
        if key != key_of_record(record):
            yield "what was written down for a decision was changed"


def _file_faults(rows: Iterable[CaseEventRow], beside: _Beside) -> Iterator[str]:
    for row in rows:
        said = row.payload
        if row.kind == PackAssembled.kind and beside.digests.get(said["pack"]) != said["sha256"]:
            yield f"the pack of event {row.seq} is not the one that was built"
        if row.kind != MessageSent.kind:
            continue
        if said.get("letter", "") not in ("", beside.digests.get(said["message"])):
            yield f"the letter of event {row.seq} is not the one that was sent"
        if beside.sent.get(said["message"]) != said["message_kind"]:
            yield f"the message of event {row.seq} is not the one that was sent"


def _row_faults(case: Case, rows: Iterable[CaseEventRow], beside: _Beside) -> Iterator[str]:
    """What somebody asked, wrote or approved, and now stands otherwise; what is approved may change when it is back."""
    for row in rows:
        key = row.payload.get("row_seal")
        if not key:
            continue
        if row.kind == RequestReceived.kind:
            what, digest = "what was asked", beside.asked.get(row.case_id, "")
        elif row.kind in _WRITINGS:
            what, digest = "what was written", beside.written.get(row.payload["note"], "")
        elif row.kind == MessageSent.kind:
            what, digest = "the letter that was sent", beside.letters.get(row.payload["message"], "")
        elif key == case.approved_seal and case.signed_off_by:
            what, digest = "what was approved", beside.approved[row.case_id]
        else:
            continue
        if not vouches(beside.salts, row.case_id, key, digest):
            yield f"{what} in event {row.seq} was changed"


def _unaccounted(rows: Iterable[CaseEventRow], beside: _Beside) -> Iterator[str]:
    """What stands beside the events, and none of them names: it was put there by somebody else."""
    rows = list(rows)
    said = set(_WORD.findall(json.dumps([row.payload for row in rows])))
    case = rows[0].case_id
    for what, keys in (
        ("a written reason", beside.records[case].keys()),
        ("a message that was sent", beside.sent_of[case]),
        ("a pack", beside.packs_of[case]),
        ("words of the requester", beside.notes_of[case]),
    ):
        if keys - said:
            yield f"{what} stands beside its events that none of them names"


def _named(reference: str | None) -> dict[str, str]:
    """What the first event says the case or breach is called; nothing in a record from before it said so."""
    return {"reference": reference} if reference else {}
