"""Searching a store that files its records under people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from workers.finding.bands import Decision
from workers.finding.beside import side_by_side
from workers.finding.facts import full_name
from workers.finding.look_alikes import Judged, Landscape
from workers.finding.profile import SubjectProfile
from workers.finding.record import Finding, RelatedPerson, SearchRecord, SearchState, StoreSearch
from workers.finding.verdicts import TextJudge, Verdict
from workers.sources.base import FiledRecord, PeopleSource, PersonRow, RawRecord
from workers.sources.opening import open_people
from workers.sources.stores import Store
from workers.sources.values import parsed_date

_PROGRESS_EVERY = 500
_PROFESSIONS = (
    "teacher", "head", "officer", "social", "worker", "doctor", "gp", "nurse", "senco", "police", "solicitor", "tutor",
    "psycholog", "therap", "mentor", "manager", "consultant", "paediatric", "advis", "practitioner",
)  # fmt: skip


def search_people(store: Store, landscape: Landscape, progress: Callable[[int, int | None], None]) -> StoreSearch:
    """Give the records of those who match, and the places where the person is named in the records of others."""
    judged = {one.row.key: one for one in landscape.rows.get(store.id, ())}
    wanted = {key: one for key, one in judged.items() if one.decision is not Decision.EXCLUDED}
    findings: list[Finding] = []
    looked_at = landscape.looked_at.get(store.id, 0)
    with open_people(store) as source:
        shown: set[str] = set()
        for filed in source.records(list(wanted)):
            one = wanted[filed.person]
            is_own = filed.person not in shown and one.decision is Decision.POSSIBLE
            shown.add(filed.person)
            findings.append(_finding(filed, one, landscape.profile if is_own else None))
            progress(looked_at + len(findings), None)
        seen = {finding.ref for finding in findings}
        named, scanned = _named_elsewhere(source, landscape, judged, seen, progress)
        looked_at += 0 if source.texts_are_people else scanned
        findings += named
        people = tuple(_related(row) for _, row in source.relations(_keys(wanted, Decision.MATCH)))
    record = SearchRecord(
        store=store.id,
        state=SearchState.SEARCHED,
        looked_at=looked_at,
        found=len(findings),
        look_alikes=sum(one.decision is Decision.EXCLUDED for one in judged.values()),
    )
    return StoreSearch(findings=tuple(findings), record=record, people=tuple(dict.fromkeys(people)))


def _keys(judged: Mapping[str, Judged], decision: Decision) -> list[str]:
    return [key for key, one in judged.items() if one.decision is decision]


def _finding(filed: FiledRecord, one: Judged, asked: SubjectProfile | None) -> Finding:
    record = filed.record
    return Finding(
        store=record.store,
        ref=record.ref,
        title=record.title,
        category=record.category,
        date=record.date,
        score=one.comparison.score,
        decision=one.decision,
        why=one.why,
        record=record,
        person=one.key,
        is_ruled=one.is_ruled,
        beside=side_by_side(asked, one.row.fields) if asked is not None else (),
    )


def _named_elsewhere(
    source: PeopleSource,
    landscape: Landscape,
    judged: Mapping[str, Judged],
    seen: set[str],
    progress: Callable[[int, int | None], None],
) -> tuple[list[Finding], int]:
    """Look through the free text of everybody else's records; what is found there is for a person to decide."""
    judge = TextJudge(landscape)
    found: list[Finding] = []
    scanned = 0
    hits: list[tuple[RawRecord, tuple[str, ...], Verdict]] = []
    for filed in source.texts():
        scanned += 1
        if scanned % _PROGRESS_EVERY == 0:
            progress(scanned, None)
        if filed.record.ref in seen:
            continue
        owner = judged.get(filed.person)
        verdict = judge.judge(filed.record.text, is_household=owner is not None and _is_household(owner))
        if verdict is None or (owner is not None and _is_namesake(owner) and verdict.score < 11):
            continue
        why = ("named in a record about somebody else", *verdict.why)
        hits.append((filed.record, why, verdict))
    for brief, why, verdict in hits:
        record = brief if source.texts_are_people else source.record(brief.ref)
        found.append(
            Finding(
                store=record.store,
                ref=record.ref,
                title=record.title,
                category=record.category,
                date=record.date,
                score=verdict.score,
                decision=Decision.POSSIBLE,
                why=why,
                record=record,
                passage=verdict.passage,
            )
        )
    return found, scanned


def _is_household(one: Judged) -> bool:
    return one.comparison.lives_there or one.comparison.given == "different"


def _is_namesake(one: Judged) -> bool:
    return one.comparison.given != "different"


def _related(row: PersonRow) -> RelatedPerson:
    fields = row.fields
    relation = fields.get("relation") or fields.get("role", "")
    is_professional = any(word in relation.casefold() for word in _PROFESSIONS)
    return RelatedPerson(
        name=full_name(fields),
        relation=relation,
        role="professional" if is_professional else "third_party",
        phones=_filled(fields, ("phone",)),
        emails=_filled(fields, ("email",)),
        addresses=tuple(filter(None, [", ".join(_filled(fields, ("address", "postcode")))])),
        date_of_birth=parsed_date(fields.get("date_of_birth")),
    )


def _filled(fields: Mapping[str, str], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(fields[name] for name in names if fields.get(name))
