"""The record of a case, read from its events: one row a kind of event that a figure needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from requests_.deadlines.statutory_clock import Pause
from requests_.model.rights import Regime, Right
from requests_.reporting.record import CaseRecord, Outcome

Values = dict[str, Any]
Payload = Mapping[str, Any]


def record_of(reference: str, events: Iterable[tuple[str, Payload, date]]) -> CaseRecord | None:
    """The record of one case from its events, as (kind, payload, London day) in order; None without a receipt.

    Kinds that no figure needs are passed over.
    """
    values: Values = {}
    documents: dict[str, str] = {}
    for kind, payload, on in events:
        if kind == "document_decided":
            documents[payload["document"]] = payload["reason"] if payload["outcome"] == "withhold" else ""
        elif kind == "message_sent":
            if payload["message_kind"] == "acknowledgement":
                values.setdefault("acknowledged_on", on)
        elif take := _TAKES.get(kind):
            take(values, payload)
    if "received_on" not in values:
        return None
    released, covered, decided = values.pop("released", None), values.pop("covered", 0), values.pop("decided", None)
    codes = tuple(code for code in documents.values() if code)
    if values.get("outcome") is Outcome.GRANTED:
        is_whole = not covered and not codes
        values["outcome"] = _decided(*decided) if decided else _granted(released, is_whole=is_whole)
    return CaseRecord(reference=reference, withheld_documents=codes, **values)


def _granted(released: int | None, *, is_whole: bool) -> Outcome:
    if is_whole:
        return Outcome.NO_DATA if released == 0 else Outcome.GRANTED
    return Outcome.GRANTED_IN_PART


def _decided(granted: int, refused: int) -> Outcome:
    """What decisions about single records come to, for a right other than access."""
    if not refused:
        return Outcome.GRANTED
    return Outcome.GRANTED_IN_PART if granted else Outcome.REFUSED


def _day(payload: Payload, name: str) -> date:
    return date.fromisoformat(payload[name])


def _received(values: Values, payload: Payload) -> None:
    values.update(
        right=Right(payload["right"]),
        regime=Regime(payload["regime"]),
        capacity=payload["capacity"],
        channel=payload["channel"],
        received_on=_day(payload, "received_on"),
    )


_CHECKS = {"identity": "id", "authority": "authority"}


def _evidence_requested(values: Values, payload: Payload) -> None:
    # As in the fold of a case: the first asking counts.
    if payload["check"] in _CHECKS:
        values.setdefault(f"{_CHECKS[payload['check']]}_requested_on", _day(payload, "requested_on"))


def _came_late(values: Values, _: Payload) -> None:
    # What comes late opens a request again that was closed for want of it.
    if values.get("outcome") is Outcome.LAPSED:
        values.update(ended_on=None, outcome=Outcome.OPEN)


def _evidence_accepted(values: Values, payload: Payload) -> None:
    _came_late(values, payload)
    if payload["check"] in _CHECKS:
        values[f"{_CHECKS[payload['check']]}_received_on"] = _day(payload, "received_on")


def _clarification_requested(values: Values, payload: Payload) -> None:
    values["pauses"] = (*values.get("pauses", ()), Pause(_day(payload, "asked_on"), None))
    values["pause_regimes"] = (*values.get("pause_regimes", ()), _regimes(payload))


def _clarification_received(values: Values, payload: Payload) -> None:
    *earlier, last = values["pauses"]
    values["pauses"] = (*earlier, Pause(last.asked_on, _day(payload, "received_on")))
    _came_late(values, payload)


def _extended(values: Values, payload: Payload) -> None:
    regimes, notice_on = _regimes(payload) or (values["regime"],), _day(payload, "notice_on")
    values["extension_reason"] = payload["reason"]
    if values["regime"] in regimes:
        values["extension_notice_on"] = notice_on
    if values.get("other_regime") in regimes:
        values["other_extension_on"] = notice_on


def _regimes(payload: Payload) -> tuple[Regime, ...]:
    # Events of before two laws could run side by side do not name any.
    return tuple(Regime(each) for each in payload.get("regimes", ()))


def _regime_added(values: Values, payload: Payload) -> None:
    values["other_regime"] = Regime(payload["regime"])


def _refused(values: Values, payload: Payload) -> None:
    values.update(answered_on=_day(payload, "refused_on"), outcome=Outcome.REFUSED, refusal=payload["ground"])


def _not_confirmed(values: Values, payload: Payload) -> None:
    values.update(answered_on=_day(payload, "answered_on"), outcome=Outcome.NOT_CONFIRMED)


def _joined(values: Values, payload: Payload) -> None:
    values.update(ended_on=_day(payload, "joined_on"), outcome=Outcome.JOINED)


def _transferred(values: Values, payload: Payload) -> None:
    values.update(ended_on=_day(payload, "transferred_on"), outcome=Outcome.TRANSFERRED)


def _withdrawn(values: Values, payload: Payload) -> None:
    values.update(ended_on=_day(payload, "withdrawn_on"), outcome=Outcome.WITHDRAWN)


def _lapsed(values: Values, payload: Payload) -> None:
    values.update(ended_on=_day(payload, "lapsed_on"), outcome=Outcome.LAPSED)


def _submitted(values: Values, payload: Payload) -> None:
    values["covered"] = payload["withheld"]


def _sent_back(values: Values, _: Payload) -> None:
    values["sent_back"] = values.get("sent_back", 0) + 1


def _fee_asked(values: Values, payload: Payload) -> None:
    values.update(fee_requested_on=_day(payload, "asked_on"), fee_paid_on=None)


def _fee_paid(values: Values, payload: Payload) -> None:
    _came_late(values, payload)
    values["fee_paid_on"] = _day(payload, "paid_on")


def _right_answered(values: Values, payload: Payload) -> None:
    values["decided"] = (payload["granted"], payload["refused"])


def _letter_ordered(values: Values, payload: Payload) -> None:
    # A letter that says that nothing is held answers without a pack.
    if payload["answers"] and payload["message_kind"] == "no_data":
        values["released"] = 0


def _complaint_decided(values: Values, payload: Payload) -> None:
    values["complaint_result"] = payload["result"]


_RECIPIENTS = {"told": "recipients_told", "not_told": "recipients_not_told"}


def _recipient(values: Values, payload: Payload) -> None:
    if name := _RECIPIENTS.get(payload["finding"]):
        values[name] = values.get(name, 0) + 1


def _late(values: Values, payload: Payload) -> None:
    values["late_reason"] = payload["reason"]


def _assembled(values: Values, payload: Payload) -> None:
    values["released"] = payload["documents"]


def _answered(values: Values, payload: Payload) -> None:
    values.update(answered_on=_day(payload, "sent_on"), outcome=Outcome.GRANTED)


# One row a kind of event that a figure needs.
_TAKES: dict[str, Callable[[Values, Payload], None]] = {
    "request_received": _received,
    "evidence_requested": _evidence_requested,
    "evidence_accepted": _evidence_accepted,
    "clarification_requested": _clarification_requested,
    "clarification_received": _clarification_received,
    "period_extended": _extended,
    "regime_added": _regime_added,
    "request_refused": _refused,
    "not_confirmed": _not_confirmed,
    "request_withdrawn": _withdrawn,
    "joined_to_earlier": _joined,
    "request_transferred": _transferred,
    "request_lapsed": _lapsed,
    "lapse_ended": _came_late,
    "submitted_for_sign_off": _submitted,
    "returned_for_review": _sent_back,
    "fee_asked": _fee_asked,
    "fee_paid": _fee_paid,
    "lateness_explained": _late,
    "letter_ordered": _letter_ordered,
    "complaint_decided": _complaint_decided,
    "recipient_recorded": _recipient,
    "right_answered": _right_answered,
    "pack_assembled": _assembled,
    "response_sent": _answered,
}
REPORTED_KINDS: tuple[str, ...] = (*_TAKES, "document_decided", "message_sent")
