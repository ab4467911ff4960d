"""Telling the program that opened a case of its new stage: the reference and the stage, and nothing of anybody."""

from __future__ import annotations

import json
from functools import partial

from requests_.services import api_access
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools
from workers.hooks import Told, tell


def announce_stage(tools: Tools, work: Work) -> Record:
    """One telling for each address of the program, so that one that is down holds up no other."""
    return partial(_announce, tools, work)


def send_webhook(tools: Tools, work: Work) -> Record:
    """Tell one address. A crash in between tells it again, under the same delivery."""
    with tools.store.unit_of_work() as uow:
        address = api_access.address_of(uow, work.arguments["webhook"])
        reference = uow.cases.reference_of(work.case)
        secret = api_access.signing_secret(uow.vault, work.arguments["webhook"])
    if address:
        news = {"event": "stage_changed", "reference": reference, "stage": work.arguments["stage"]}
        body = json.dumps({**news, "at": work.arguments["changed_at"], "delivery": work.key}).encode()
        at = int(tools.clock.utc_now().timestamp())
        tell(address, Told(delivery=work.key, body=body, secret=secret, at=at))
    return _nothing_more


def _announce(tools: Tools, work: Work, uow: UnitOfWork) -> None:
    stage, changed_at = work.arguments["stage"], work.arguments["changed_at"]
    api_access.fan_out(uow, tools.clock, work.case, stage=stage, changed_at=changed_at, announcement=work.key)


def _nothing_more(_: UnitOfWork) -> None:
    """That it was told is all there is to record."""
