"""What goes into a file to take elsewhere, and why the rest does not (UK GDPR art. 20).

Somebody decided which fields the person gave us. What an installation never gives out, and whatever in those fields is
about somebody else, is taken out again here: no decision about a record lets it through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from redaction.detect.mention import CUE, PERSON
from redaction.passages import PASSAGE
from redaction.propose import propose
from redaction.values import Disposition, Document, Layout, Person, Proposal, Role, TextUnit, UnitForm, UnitSource
from redaction.verify.terms import SHORTEST_TERM, folded, term_pattern
from requests_.model.exemptions import QUIET_CODES
from requests_.model.outcome_terms import Outcome, StoreAct
from requests_.model.outcomes import OUTCOMES
from requests_.model.portable import (
    CUT,
    Outside,
    OutsideLine,
    Portable,
    PortableField,
    PortableRecord,
    is_portable,
)
from requests_.model.records import RecordField
from requests_.model.rights import Regime
from requests_.model.sources import SourceSystem
from requests_.store.document_rows import CaseDocument
from requests_.store.queries.decisions import ItemDecision
from workers.changing.faults import ChangeRefused
from workers.changing.planning import Item
from workers.sources.held_back import HoldBack, of_columns, whole
from workers.sources.stores import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Everything that was found for a case, and what is known about where it is held."""

    documents: Sequence[CaseDocument]
    decisions: Mapping[str, ItemDecision]
    sources: Mapping[str, SourceSystem]
    stores: Mapping[str, Store]
    people: Sequence[Person]


def portable_of(held: Held, items: Iterable[Item], *, by_hand: Iterable[str]) -> Portable | None:
    """The file's content; None where no record goes into it. `by_hand` are the documents that a person hands over.

    Raises ChangeRefused when words that were taken out still stand somewhere in it.
    """
    records, outside, separate = list[PortableRecord](), Counter[OutsideLine](), frozenset(by_hand)
    fields = {item.document.key: item.fields for item in items if item.document is not None}
    for document in held.documents:
        decision, source = held.decisions.get(document.key), held.sources.get(document.source)
        if source is None or Regime(source.regime) is Regime.LAW_ENFORCEMENT:
            continue  # Part 3 has no such right (DPA 2018 s.43(1)), and what is held under it is not told of here.
        rule = _whole_rule(held, document)
        is_in = decision is not None and OUTCOMES[decision.outcome].act is StoreAct.PORT
        if is_in and rule is None and document.key not in separate:
            assert decision is not None
            records.append(_record(held, document, fields[document.key], source, decision, outside))
        elif rule is None or rule.code not in QUIET_CODES:
            why = Outside.WITHHELD if rule else _why(document, decision, source)
            outside[_line(document, source, "", why)] += 1
    if not records:
        return None
    cut, taken = _without_others(records, [*held.people, *_of_nobody(held)])
    _require_gone(cut, taken)
    for record, others in zip(cut, taken, strict=True):
        if others:
            line = OutsideLine(store=record.store, category=record.category, field="", why=Outside.OTHERS, count=0)
            outside[line] += len(others)
    told = (replace(line, count=count) for line, count in outside.items())
    return Portable(records=tuple(cut), outside=tuple(sorted(told, key=_order)))


def _record(
    held: Held,
    document: CaseDocument,
    fields: Sequence[RecordField],
    source: SourceSystem,
    decision: ItemDecision,
    outside: Counter[OutsideLine],
) -> PortableRecord:
    """A record with the fields that the person gave; the others are counted among what is outside."""
    rules = {column: rule for rule in _column_rules(held, document) for column in rule.columns}
    given = []
    for field in fields:
        rule = rules.get(field.column)
        if field.column in decision.values and rule is None:
            given.append(PortableField(column=field.column, title=field.title, value=field.text))
        elif field.text and (rule is None or rule.code not in QUIET_CODES):
            outside[_line(document, source, field.title, Outside.WITHHELD if rule else Outside.OURS)] += 1
    return PortableRecord(
        document=document.key,
        store=source.title,
        kind=document.title,
        category=document.category,
        dated_on=document.dated_on.isoformat() if document.dated_on else "",
        basis=decision.ground,
        fields=tuple(given),
    )


def _why(document: CaseDocument, decision: ItemDecision | None, source: SourceSystem) -> Outside:
    if decision is not None and decision.outcome is Outcome.PORTED:
        return Outside.SEPARATE
    if not document.sha256:
        return Outside.ON_PAPER
    return Outside.NOT_GIVEN if is_portable(source.lawful_basis, Regime(source.regime)) else Outside.BASIS


def _line(document: CaseDocument, source: SourceSystem, field: str, why: Outside) -> OutsideLine:
    return OutsideLine(store=source.title, category=document.category, field=field, why=why, count=0)


def _order(line: OutsideLine) -> tuple[str, ...]:
    return line.store, line.category, line.field, line.why


def _whole_rule(held: Held, document: CaseDocument) -> HoldBack | None:
    rules = held.stores[document.source].withhold if document.source in held.stores else ()
    return whole(rules, category=document.category, table=_table(document))


def _column_rules(held: Held, document: CaseDocument) -> list[HoldBack]:
    rules = held.stores[document.source].withhold if document.source in held.stores else ()
    return of_columns(rules, category=document.category, table=_table(document))


def _table(document: CaseDocument) -> str:
    return document.ref.partition(":")[0]


def _of_nobody(held: Held) -> Iterator[Person]:
    """The words that look like a name, and of which somebody said that they are nobody else's.

    They are listed like the name of an organisation. No word of the name of anybody else in the records is among them.
    """
    others = [name for one in held.people if one.role is Role.THIRD_PARTY for name in (one.name, *one.aliases)]
    taken = {word for name in others for word in folded(name).split()}
    decided = (one.statement for one in held.decisions.values() if one.outcome is Outcome.PORTED)
    for number, words in enumerate(sorted({line.strip() for said in decided for line in said.splitlines()})):
        if words and not taken & set(folded(words).split()):
            yield Person(key=f"kept-{number}", name=words, role=Role.ORGANISATION)


def _without_others(
    records: Sequence[PortableRecord], people: Sequence[Person]
) -> tuple[list[PortableRecord], list[list[str]]]:
    """The records without what is about somebody else, and the words that were taken out of each."""
    proposals = propose([_as_document(record) for record in records], people)
    cut, taken = [], []
    for record, found in zip(records, proposals, strict=True):
        others = [one for one in found if _is_about_others(one)]
        fields, words, at = [], list[str](), 0
        for field in record.fields:
            start = at + len(_flat(field.title)) + 1
            spans = [(one.start - start, one.end - start) for one in others]
            value, gone = _cut(field.value, spans)
            fields.append(replace(field, value=value))
            words += gone
            at = start + len(field.value) + 1
        cut.append(replace(record, fields=tuple(fields), withheld=len(words)))
        taken.append(words)
    return cut, taken


def _is_about_others(one: Proposal) -> bool:
    """Whether a find is about somebody else, or may be.

    A number or an address that points to nobody listed is the person's own: whoever decided said that they gave it to
    us. A name that is not known to be theirs is not.
    """
    if one.disposition is Disposition.DISCLOSE or one.kind.startswith(CUE):
        return False
    return one.disposition is Disposition.WITHHOLD or bool(one.person) or one.kind in (PERSON, PASSAGE)


def _as_document(record: PortableRecord) -> Document:
    """A record as it is read for people: a field's name, a tab, what stands in it; every sign at a place of its own."""
    lines = [f"{_flat(field.title)}\t{_flat(field.value)}" for field in record.fields]
    unit = TextUnit(label="Record", text="\n".join(lines), source=UnitSource.NATIVE, form=UnitForm.FIELDS)
    return Document(name=record.document, media_type="text/plain", layout=Layout.RETYPESET, units=(unit,))


def _flat(text: str) -> str:
    return "".join(" " if sign in "\t\r\n" else sign for sign in text)


def _cut(value: str, spans: Iterable[tuple[int, int]]) -> tuple[str, list[str]]:
    """A value with one sign in place of every stretch that is taken out, and those stretches."""
    kept, gone, at = list[str](), list[str](), 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, len(value))
        if start < end:
            kept += [value[at:start], CUT]
            gone.append(value[start:end])
            at = end
    return "".join([*kept, value[at:]]), gone


def _require_gone(records: Sequence[PortableRecord], taken: Iterable[Sequence[str]]) -> None:
    """Raise ChangeRefused where a whole name, a number or a passage that was taken out stands in another place."""
    said = folded("\n".join(field.value for record in records for field in record.fields))
    for words in {words for gone in taken for words in gone}:
        is_common = " " not in words.strip() and words.strip().isalpha()
        if len(words) >= SHORTEST_TERM and not is_common and term_pattern(words).search(said):
            raise ChangeRefused(
                "Words about somebody else would still stand in the file: leave the field out that they are in."
            )
