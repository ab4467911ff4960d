"""Every rule and code that a decision may name, with its sentence and its law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from requests_.model.consents import ADVICE
from requests_.model.entitlement import ROWS, SAFETY_ROWS
from requests_.model.exemptions import EXEMPTIONS
from requests_.model.gates import RULINGS
from requests_.model.lawful_basis import RECIPIENT_DUTIES
from requests_.model.looking_again import MATTERS
from requests_.model.other_people import WORKER_ROWS
from requests_.model.pauses import PAUSE_REASONS
from requests_.model.recipients import RecipientFinding
from requests_.model.set_dates import SET_DATES


@dataclass(frozen=True, slots=True)
class LawEntry:
    """What a rule says, and where it is written."""

    says: str
    citation: str


def _entries() -> Iterator[tuple[str, LawEntry]]:
    for row in ROWS:
        yield row.rule, LawEntry(row.reason, row.citation)
    for safety in SAFETY_ROWS:
        yield safety.rule, LawEntry(safety.reason, safety.citation)
    for exemption in EXEMPTIONS.values():
        yield exemption.code, LawEntry(exemption.label, exemption.citation)
    for ruling in RULINGS.values():
        yield ruling.rule, LawEntry(ruling.says, ruling.citation)
    for worker in WORKER_ROWS:
        yield worker.rule, LawEntry(worker.says, worker.citation)
    for matter in MATTERS.values():
        yield matter.matter.value, LawEntry(matter.asks, matter.citation)
    for finding in RecipientFinding:
        yield finding.value, LawEntry("Who has to be told of a change.", RECIPIENT_DUTIES[0].citation)
    for answer, advice in ADVICE.items():
        yield f"consent_{answer}" if answer else advice.rule, LawEntry(advice.says, advice.citation)


def _clock_entries() -> Iterator[tuple[str, LawEntry]]:
    for row in SET_DATES.values():
        yield row.kind.value, LawEntry(row.says, row.citation)
    for pause in PAUSE_REASONS.values():
        yield pause.reason.value, LawEntry(pause.says, "; ".join(pause.citations.values()))


LAW: dict[str, LawEntry] = dict([*_entries(), *_clock_entries()])
