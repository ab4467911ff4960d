"""The record of a case, read from its events: one row a kind of event that a figure needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from requests_.deadlines.statutory_clock import Pause
from requests_.errors import Conflict
from requests_.model.complaints import ACKNOWLEDGING
from requests_.model.rights import Regime, Right
from requests_.reporting.record import CaseRecord
from requests_.reporting.record_endings import ENDING_KINDS, Endings, Payload

Values = dict[str, Any]


class DamagedRecord(Conflict):
    """The events of a case were changed: no figure is counted from them."""


def record_of(reference: str, events: Iterable[tuple[str, Payload, date]]) -> CaseRecord:
    """The record of one case from its events, as (kind, payload, London day) in order.

    Kinds that no figure needs are passed over. Raises DamagedRecord where an event cannot have come so.
    """
    values: Values = {}
    endings = Endings()
    for kind, payload, on in events:
        try:
            _take(values, endings, kind, payload, on)
        except (LookupError, TypeError, ValueError) as fault:
            raise damaged(reference, f"an event “{kind}” cannot be read where it stands") from fault
    if "received_on" not in values:
        raise damaged(reference, "its receipt is not there")
    return CaseRecord(reference=reference, endings=tuple(endings.found), **values)


def damaged(reference: str, why: str) -> DamagedRecord:
    """That nothing is counted from a case, and why."""
    return DamagedRecord(
        f"The record of {reference} does not hold: {why}. Nothing is counted from it: run 'rights audit verify'."
    )


def _take(values: Values, endings: Endings, kind: str, payload: Payload, on: date) -> None:
    if kind in ENDING_KINDS:
        endings.take(kind, payload, on)
    if kind == "message_sent":
        # Messages are many, and matter to complaints alone.
        if values.get("right") is Right.COMPLAINT and payload["message_kind"] in ACKNOWLEDGING:
            sent_on = payload.get("sent_on")
            values.setdefault("acknowledged_on", date.fromisoformat(sent_on) if sent_on else on)
    elif take := _TAKES.get(kind):
        take(values, payload)


def _day(payload: Payload, name: str) -> date:
    return date.fromisoformat(payload[name])


def _received(values: Values, payload: Payload) -> None:
    values.update(
        right=Right(payload["right"]),
        regime=Regime(payload["regime"]),
        capacity=payload["capacity"],
        channel=payload["channel"],
        received_on=_day(payload, "received_on"),
        categories=tuple(payload.get("categories", ())),
    )


_CHECKS = {"identity": "id", "authority": "authority"}


def _evidence_requested(values: Values, payload: Payload) -> None:
    # As in the fold of a case: the first asking counts.
    if payload["check"] in _CHECKS:
        values.setdefault(f"{_CHECKS[payload['check']]}_requested_on", _day(payload, "requested_on"))


def _evidence_accepted(values: Values, payload: Payload) -> None:
    if payload["check"] in _CHECKS:
        values[f"{_CHECKS[payload['check']]}_received_on"] = _day(payload, "received_on")


def _clarification_requested(values: Values, payload: Payload) -> None:
    values["pauses"] = (*values.get("pauses", ()), Pause(_day(payload, "asked_on"), None))
    values["pause_regimes"] = (*values.get("pause_regimes", ()), _regimes(payload))


def _clarification_received(values: Values, payload: Payload) -> None:
    *earlier, last = values["pauses"]
    values["pauses"] = (*earlier, Pause(last.asked_on, _day(payload, "received_on")))


def _extended(values: Values, payload: Payload) -> None:
    regimes, notice_on = _regimes(payload) or (values["regime"],), _day(payload, "notice_on")
    if values["regime"] in regimes:
        values.update(extension_notice_on=notice_on, extension_reason=payload["reason"])
    if values.get("other_regime") in regimes:
        values.update(other_extension_on=notice_on, other_extension_reason=payload["reason"])


def _regimes(payload: Payload) -> tuple[Regime, ...]:
    # Events of before two laws could run side by side do not name any.
    return tuple(Regime(each) for each in payload.get("regimes", ()))


def _regime_added(values: Values, payload: Payload) -> None:
    values["other_regime"] = Regime(payload["regime"])


def _fee_asked(values: Values, payload: Payload) -> None:
    values.update(fee_requested_on=_day(payload, "asked_on"), fee_paid_on=None)


def _fee_paid(values: Values, payload: Payload) -> None:
    values["fee_paid_on"] = _day(payload, "paid_on")


def _team_asked(values: Values, payload: Payload) -> None:
    values["teams"] = values.get("teams", frozenset()) | {payload["team"]}


_RECIPIENTS = {"told": "recipients_told", "not_told": "recipients_not_told"}


def _recipient(values: Values, payload: Payload) -> None:
    if name := _RECIPIENTS.get(payload["finding"]):
        values[name] = values.get(name, 0) + 1


def _late(values: Values, payload: Payload) -> None:
    # Events of before did not say where the time was lost.
    values.update(late_reason=payload["reason"], late_unit=payload.get("unit") or "")


# One row a kind of event that a figure needs, beside those of the endings.
_TAKES: dict[str, Callable[[Values, Payload], None]] = {
    "request_received": _received,
    "evidence_requested": _evidence_requested,
    "evidence_accepted": _evidence_accepted,
    "clarification_requested": _clarification_requested,
    "clarification_received": _clarification_received,
    "period_extended": _extended,
    "regime_added": _regime_added,
    "fee_asked": _fee_asked,
    "fee_paid": _fee_paid,
    "team_asked": _team_asked,
    "lateness_explained": _late,
    "recipient_recorded": _recipient,
}
REPORTED_KINDS: tuple[str, ...] = tuple(sorted({*_TAKES, *ENDING_KINDS, "message_sent"}))
