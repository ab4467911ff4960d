"""Cases as a report knows them."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from requests_.deadlines.statutory_clock import Pause
from requests_.model.rights import Regime, Right
from requests_.reporting.record import CaseRecord, Ending, Outcome

DAY = date(2026, 6, 15)


def case_record(
    reference: str = "RR-1",
    received_on: date = DAY,
    *,
    answered_on: date | None = None,
    ended_on: date | None = None,
    **changes: Any,
) -> CaseRecord:
    """An online access request by a parent, open unless `answered_on`, `ended_on` or `endings` are given."""
    values: dict[str, Any] = dict(
        right=Right.ACCESS, regime=Regime.UK_GDPR, capacity="parent", channel="online", school="Mill Lane Primary"
    )
    about = {key: changes.pop(key) for key in _OF_AN_ENDING if key in changes}
    if answered_on is not None:
        values["endings"] = (Ending(**{"on": answered_on, "outcome": Outcome.GRANTED, **about}),)
    elif ended_on is not None:
        values["endings"] = (Ending(**{"on": ended_on, "outcome": Outcome.WITHDRAWN, **about}),)
    return CaseRecord(reference=reference, received_on=received_on, **{**values, **changes})


_OF_AN_ENDING = frozenset(field.name for field in fields(Ending)) - {"on"}


def any_record() -> st.SearchStrategy[CaseRecord]:
    """Any case received from 2025 to 2026, with any detours, in an order of days that can happen."""
    return st.builds(_built, _DAYS, st.lists(_GAPS, min_size=11, max_size=11), _CHOICES)


def any_records() -> st.SearchStrategy[list[CaseRecord]]:
    """Some cases, each with a reference of its own."""
    return st.lists(any_record(), max_size=12).map(_numbered)


_DAYS = st.dates(date(2025, 1, 1), date(2026, 9, 30))
_GAPS = st.integers(0, 60)
_CHOICES = st.fixed_dictionaries(
    {
        "right": st.sampled_from(Right),
        "regime": st.sampled_from(Regime),
        "capacity": st.sampled_from(["subject", "parent"]),
        "channel": st.sampled_from(["online", "letter", "phone"]),
        "school": st.sampled_from(["", "Mill Lane Primary", "Beck Academy"]),
        "authority": st.booleans(),
        "pauses": st.integers(0, 2),
        "extended": st.sampled_from(["", "complexity", "number"]),
        "end": st.sampled_from(["open", "answered", "refused", "withdrawn"]),
        "codes": st.lists(st.sampled_from(["S2P16_THIRD_PARTY", "S2P19_LPP"]), max_size=2).map(tuple),
        "sent_back": st.integers(0, 2),
        "again": st.sampled_from(["", "opened", "answered", "withdrawn"]),
        "late_unit": st.sampled_from(["", "school", "nonsense"]),
        "late_reason": st.sampled_from(["", "search", "staffing", "nonsense"]),
        "refusal": st.sampled_from(["not_entitled", "manifestly_excessive", "something_new"]),
    }
)


def _built(received_on: date, gaps: list[int], chosen: dict[str, Any]) -> CaseRecord:
    days, day = [], received_on
    for gap in gaps:
        day = date.fromordinal(day.toordinal() + gap)
        days.append(day)
    changes: dict[str, Any] = {key: chosen[key] for key in ("right", "regime", "capacity", "channel", "school")}
    if chosen["authority"]:
        changes |= {"authority_requested_on": days[0], "authority_received_on": days[1]}
    changes["pauses"] = tuple(
        Pause(days[2 + 2 * number], days[3 + 2 * number]) for number in range(int(chosen["pauses"]))
    )
    if chosen["extended"]:
        changes |= {"extension_notice_on": days[6], "extension_reason": chosen["extended"]}
    changes["late_reason"] = chosen["late_reason"]
    changes["late_unit"] = chosen["late_unit"]
    if chosen["end"] != "open":
        changes["endings"] = _endings(days[7:], chosen)
    return case_record(received_on=received_on, **changes)


def _endings(days: list[date], chosen: dict[str, Any]) -> tuple[Ending, ...]:
    """One end, and, where the case was opened again after it, perhaps another."""
    ended_on, reopened_on, promised_on, again_on = days
    outcome, refusal = {
        "answered": (Outcome.GRANTED, ""),
        "refused": (Outcome.REFUSED, chosen["refusal"]),
        "withdrawn": (Outcome.WITHDRAWN, ""),
    }[chosen["end"]]
    first = Ending(
        on=ended_on,
        outcome=outcome,
        refusal=refusal,
        sent_back=chosen["sent_back"],
        withheld_documents=chosen["codes"],
    )
    if not chosen["again"]:
        return (first,)
    undone = replace(first, reopened_on=reopened_on, reopened_for="complaint", promised_on=promised_on)
    later = {"answered": Outcome.GRANTED, "withdrawn": Outcome.WITHDRAWN}.get(chosen["again"])
    return (undone,) if later is None else (undone, Ending(on=again_on, outcome=later))


def _numbered(records: list[CaseRecord]) -> list[CaseRecord]:
    return [replace(record, reference=f"RR-{number:03d}") for number, record in enumerate(records)]
