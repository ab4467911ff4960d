"""`rights evidence`: one case for the regulator, as a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from portal.staff.evidence_pack import evidence_files
from requests_.cli.opened import opened_store
from requests_.cli.plain import PlainCommand, Refused, plain_faults
from requests_.clock import SystemClock
from requests_.ids import normal_reference
from requests_.settings import ControllerProfile
from requests_.store.queries.case_page import case_key
from requests_.store.queries.controller import profile_in_force
from requests_.store.queries.evidence import case_evidence


@click.command(cls=PlainCommand)
@click.argument("reference")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A folder that is not there yet.")
def evidence(reference: str, out: Path) -> None:
    """Write the evidence pack of one case: chronology, search, reasons, letters as sent, and the proof."""
    if out.exists():
        raise Refused(f"{out} is there already: name a new folder.")
    with plain_faults(), opened_store() as store, store.reading_one_moment() as session:
        council = profile_in_force(session, ControllerProfile.from_environment())
        case = case_key(session, normal_reference(reference) or reference)
        found = case_evidence(session, case, known_at=SystemClock().utc_now())
        files = evidence_files(found, lambda key, sha256: store.vault.of(key).get(sha256), council)
    _write(out, files)
    click.echo(f"{out}: {len(files)} files, {len(found.chain)} sealed events, audit head {found.head.digest}")


def _write(out: Path, files: dict[str, bytes]) -> None:
    """The folder whole or not at all."""
    part = out.with_name(f".{out.name}.part")
    try:
        for name, content in files.items():
            target = part / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        part.rename(out)
    except OSError as fault:
        shutil.rmtree(part, ignore_errors=True)
        raise Refused(f"{out} cannot be written: {fault.strerror}.") from fault
