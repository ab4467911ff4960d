"""Cases as a report knows them."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from requests_.deadlines.statutory_clock import Pause
from requests_.model.rights import Regime, Right
from requests_.reporting.record import CaseRecord, Outcome

DAY = date(2026, 6, 15)


def case_record(reference: str = "RR-1", received_on: date = DAY, **changes: Any) -> CaseRecord:
    """An online access request by a parent, open unless `answered_on` is given."""
    values: dict[str, Any] = dict(
        right=Right.ACCESS, regime=Regime.UK_GDPR, capacity="parent", channel="online", school="Mill Lane Primary"
    )
    if changes.get("answered_on"):
        values["outcome"] = Outcome.GRANTED
    return CaseRecord(reference=reference, received_on=received_on, **{**values, **changes})


def any_record() -> st.SearchStrategy[CaseRecord]:
    """Any case received from 2025 to 2026, with any detours, in an order of days that can happen."""
    return st.builds(_built, _DAYS, st.lists(_GAPS, min_size=8, max_size=8), _CHOICES)


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
    changes |= {"withheld_documents": chosen["codes"], "sent_back": chosen["sent_back"]}
    if chosen["authority"]:
        changes |= {"authority_requested_on": days[0], "authority_received_on": days[1]}
    changes["pauses"] = tuple(
        Pause(days[2 + 2 * number], days[3 + 2 * number]) for number in range(int(chosen["pauses"]))
    )
    if chosen["extended"]:
        changes |= {"extension_notice_on": days[6], "extension_reason": chosen["extended"]}
    changes |= {
        "open": {},
        "answered": {"answered_on": days[7], "outcome": Outcome.GRANTED, "late_reason": chosen["late_reason"]},
        "refused": {"answered_on": days[7], "outcome": Outcome.REFUSED, "refusal": chosen["refusal"]},
        "withdrawn": {"ended_on": days[7], "outcome": Outcome.WITHDRAWN},
    }[chosen["end"]]
    return case_record(received_on=received_on, **changes)


def _numbered(records: list[CaseRecord]) -> list[CaseRecord]:
    from dataclasses import replace

    return [replace(record, reference=f"RR-{number:03d}") for number, record in enumerate(records)]
