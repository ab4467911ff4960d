"""Searching a folder or a mailbox: every text is judged, and what belongs together is brought together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workers.finding.bands import Decision
from workers.finding.categories import proposed_category
from workers.finding.index.catalogue import Catalogue, Progress
from workers.finding.index.reading import open_reading
from workers.finding.look_alikes import Landscape
from workers.finding.record import Finding, SearchRecord, SearchState, StoreSearch
from workers.finding.verdicts import TextJudge, Verdict
from workers.finding.words import path_text
from workers.sources.base import RawRecord, Tally
from workers.sources.stores import Store


def search_texts(
    store: Store, landscape: Landscape, progress: Progress, catalogue: Catalogue | None = None
) -> StoreSearch:
    """Give every text about the person, and what could not be read where its name or family points to them."""
    judge = TextJudge(landscape)
    tally = Tally()
    found: dict[str, Finding] = {}
    rest: dict[str, RawRecord] = {}
    with open_reading(store, judge.leads, catalogue) as reading:
        for record in reading.items(tally, progress):
            verdict = _judged(judge, record)
            if verdict is not None:
                found[record.ref] = _finding(record, verdict)
            elif _may_join(record):
                rest[record.ref] = replace(record, text="")
        for record in reading.answers_to(_matched(found)):
            if record.ref not in found:
                rest[record.ref] = replace(record, text="")
    found.update(_brought_in(found, rest))
    summary = SearchRecord(
        store=store.id,
        state=SearchState.SEARCHED,
        looked_at=tally.looked_at,
        found=len(found),
        unreadable=tuple(tally.unreadable),
    )
    return StoreSearch(findings=tuple(found.values()), record=summary)


def _may_join(record: RawRecord) -> bool:
    return record.media_type == "message/rfc822" or bool(record.carrier and record.problem)


def _matched(found: Mapping[str, Finding]) -> set[str]:
    return {ref for ref, finding in found.items() if finding.decision is Decision.MATCH}


def _judged(judge: TextJudge, record: RawRecord) -> Verdict | None:
    verdict = judge.judge(record.text) if record.text.strip() else None
    if verdict is not None and verdict.decision is Decision.MATCH:
        return _with_problem(verdict, record)
    named = judge.judge(path_text(record.ref if not record.answers else record.file_name))
    if named is None:
        return _with_problem(verdict, record) if verdict else None
    why = ("the name of the file or folder: " + named.why[0], *named.why[1:])
    if verdict is not None:
        return _with_problem(replace(verdict, why=(*verdict.why, *why)), record)
    return _with_problem(Verdict(decision=Decision.POSSIBLE, score=named.score / 2, why=why), record)


def _with_problem(verdict: Verdict, record: RawRecord) -> Verdict:
    if not record.problem:
        return verdict
    return replace(verdict, why=(*verdict.why, f"could not be read: {record.problem}"))


def _brought_in(found: dict[str, Finding], rest: dict[str, RawRecord]) -> dict[str, Finding]:
    """Bring in the mail that carries a find, the unread attachment of a find, and the answer to a find."""
    more: dict[str, Finding] = {}
    matched = _matched(found)
    for ref, finding in found.items():
        carrier = finding.record.carrier
        if carrier in rest:
            about = "is about them" if ref in matched else "may be about them"
            more[carrier] = _joined(rest[carrier], f"carries an attachment that {about}")
    for ref, record in rest.items():
        if record.carrier in matched and record.problem:
            more[ref] = _joined(record, f"came with something about them; could not be read: {record.problem}")
        elif matched & set(record.answers):
            more[ref] = _joined(record, "answers a message about them")
    return more


def _joined(record: RawRecord, why: str) -> Finding:
    return _finding(record, Verdict(decision=Decision.POSSIBLE, score=3.0, why=(why,)))


def _finding(record: RawRecord, verdict: Verdict) -> Finding:
    return Finding(
        store=record.store,
        ref=record.ref,
        title=record.title,
        category=proposed_category(record.category, path=record.ref, text=record.text),
        date=record.date,
        score=verdict.score,
        decision=verdict.decision,
        why=verdict.why,
        record=record,
        passage=verdict.passage,
    )
