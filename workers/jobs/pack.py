"""Building the disclosure pack: burn, rebuild, verify, bind, verify again."""

from __future__ import annotations

import json
from functools import partial

from requests_.ids import PackId, new_id
from requests_.model.commands import RecordPack
from requests_.services.disclosure import record_pack
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools
from workers.render.binding import bind
from workers.render.bundle_facts import load_bundle


def assemble_pack(tools: Tools, work: Work) -> Record:
    """Build and check the pack. One that fails a check is recorded as rejected, and its bytes are thrown away."""
    with tools.store.unit_of_work() as uow:
        bundle = load_bundle(uow, work.case, controller=tools.controller, written_on=tools.clock.london_date())
    files = tools.store.vault.of(work.case)
    binding = bind(bundle, tools.renderer, files.get)
    command = RecordPack(
        case=work.case,
        pack=PackId(new_id()),
        sha256="" if binding.failed_check else files.put(binding.pdf),
        size_bytes=len(binding.pdf),
        pages=binding.pages,
        items=binding.items,
        certificate=json.dumps(binding.certificate),
        failed_check=binding.failed_check,
    )
    return partial(_record, tools, command)


def _record(tools: Tools, command: RecordPack, uow: UnitOfWork) -> None:
    record_pack(uow, tools.clock, command)
