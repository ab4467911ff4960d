"""`rights redact`: files of any supported format → redacted, verified PDFs."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from redaction.exempt import Exempt, ExemptFileError, load_exempt
from redaction.labels import Labels
from redaction.os_faults import Unusable, in_plain_words, no_room, unreadable, unwritable
from redaction.people_file import PeopleFileError, load_people, load_terms
from redaction.pipeline import Outcome, Wanted, redact_file
from redaction.schedule import ScheduleRow, as_csv

MOST_TRIES = 3


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE ...")
@click.option("--people", "people_path", required=True, type=click.Path(path_type=Path), help="people.json")
@click.option("--terms", "terms_path", type=click.Path(path_type=Path), help="Strings that must go, one a line.")
@click.option(
    "--out", "out_folder", required=True, type=click.Path(path_type=Path), help="Folder for the finished PDFs."
)
@click.option("--refer", type=click.Choice(["withhold", "disclose"]), default="withhold", show_default=True,
              help="What to do where a person should decide.")  # fmt: skip
@click.option(
    "--passwords",
    "passwords_path",
    type=click.Path(path_type=Path),
    help="Passwords of locked files, one a line; without it they are asked for.",
)
@click.option(
    "--schedule",
    "schedule_path",
    type=click.Path(path_type=Path),
    help="Where to write what was taken out, where and why, as CSV; never the words.",
)
@click.option(
    "--exempt",
    "exempt_path",
    type=click.Path(path_type=Path),
    help="What is withheld whole, as JSON: passages, pages and files, each with its exemption.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@in_plain_words
def redact(
    files: tuple[Path, ...], people_path: Path, terms_path: Path | None, out_folder: Path, refer: str,
    passwords_path: Path | None, schedule_path: Path | None, exempt_path: Path | None, *, as_json: bool,
) -> None:  # fmt: skip
    """Redact files of any supported format to DIR/<file name>.pdf and verify each one."""
    wanted = _wanted(people_path, terms_path, passwords_path, withhold_referred=refer == "withhold")
    exempt = _exempt(exempt_path, files) if exempt_path else ()
    _make_ready(out_folder)
    labels = Labels(wanted.people)
    refused = unusable = 0
    schedules: list[tuple[ScheduleRow, ...]] = []
    originals = {file.resolve() for file in files}
    for number, (file, target) in enumerate(_targets(files, out_folder), start=1):
        _progress(f"{number} of {len(files)}: {file.name}")
        try:
            own = tuple(entry for entry in exempt if entry.is_of(file))
            outcome = _one(file, target, replace(wanted, exempt=own), labels, originals)
        except _Fault as fault:
            outcome = Outcome(status="refused", reason=fault.says)
            _progress("")
            click.echo(f"{file}: {fault.says}", err=True)
            unusable += 1
        refused += outcome.status == "refused"
        schedules.append(outcome.schedule if outcome.pdf else ())
        _report(file, target, outcome, as_json=as_json)
    _progress("")
    if schedule_path:
        _keep(schedule_path, as_csv(schedules))
    sys.exit(2 if unusable else 1 if refused else 0)


class _Fault(Exception):
    """The operating system would not let a file be read or a result be written."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


def _wanted(
    people_path: Path, terms_path: Path | None, passwords_path: Path | None, *, withhold_referred: bool
) -> Wanted:
    try:
        return Wanted(
            people=load_people(people_path),
            terms=load_terms(terms_path) if terms_path else (),
            passwords=load_terms(passwords_path) if passwords_path else (),
            withhold_referred=withhold_referred,
        )
    except PeopleFileError as fault:
        raise Unusable(str(fault)) from None


def _exempt(path: Path, files: tuple[Path, ...]) -> tuple[Exempt, ...]:
    """The entries of the file of exemptions, each of which must be about one of the files."""
    try:
        entries = load_exempt(path)
    except ExemptFileError as fault:
        raise Unusable(str(fault)) from None
    for number, entry in enumerate(entries, start=1):
        if not any(entry.is_of(file) for file in files):
            raise Unusable(f"{path}: entry {number} is about a file that was not given: {entry.file}")
    return entries


def _make_ready(folder: Path) -> None:
    """Make the folder for the results and see that a file can be written there, before any work is done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
        os.close(handle)
        Path(name).unlink()
    except OSError as fault:
        raise Unusable(f"{folder}: {unwritable(fault)}") from None


def _targets(files: tuple[Path, ...], folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each file with its own name in the folder, also when two files share one."""
    taken: set[str] = set()
    for file in files:
        name, number = f"{file.name}.pdf", 2
        while name.casefold() in taken:
            name, number = f"{file.name} ({number}).pdf", number + 1
        taken.add(name.casefold())
        yield file, folder / name


def _one(file: Path, target: Path, wanted: Wanted, labels: Labels, originals: set[Path]) -> Outcome:
    if target.resolve() in originals:
        raise _Fault(f"the result would be written over the original {target.name}; choose another --out")
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise _Fault(unreadable(fault)) from None
    try:
        outcome = _unlocked(content, file.name, wanted, labels)
    except OSError as fault:
        raise _Fault(no_room(fault)) from None
    if outcome.pdf:
        try:
            write_whole(target, outcome.pdf)
        except OSError as fault:
            raise _Fault(f"{target}: {unwritable(fault)}") from None
    return outcome


def _unlocked(content: bytes, name: str, wanted: Wanted, labels: Labels) -> Outcome:
    """The file redacted; somebody at a terminal is asked for the password of a locked one."""
    outcome = redact_file(content, name, wanted, labels)
    for _ in range(MOST_TRIES if sys.stdin.isatty() else 0):
        if not outcome.locked:
            break
        given = click.prompt(f"Password of {name} (empty to leave it)", hide_input=True, default="", err=True)
        if not given:
            break
        outcome = redact_file(content, name, replace(wanted, passwords=(given,)), labels)
    return outcome


def _keep(target: Path, text: str) -> None:
    try:
        write_whole(target, text.encode())
    except OSError as fault:
        raise Unusable(f"{target}: {unwritable(fault)}") from None


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _report(file: Path, target: Path, outcome: Outcome, *, as_json: bool) -> None:
    found = outcome.certificate
    if as_json:
        line = {
            "file": str(file),
            "out": str(target) if outcome.pdf else None,
            "status": outcome.status,
            "reason": outcome.reason,
            "pages": found.pages if found else 0,
            "withheld": outcome.withheld,
            "dropped": list(outcome.dropped),
            "referred": list(outcome.referred),
            "checks": [{"name": check.name, "passed": check.passed} for check in found.checks] if found else [],
        }
        click.echo(json.dumps(line, ensure_ascii=False))
        return
    pages = found.pages if found else 0
    click.echo(f"{outcome.status:<11} {pages:>4} pages {outcome.withheld:>5} withheld  {file.name}"
               + (f"  ({outcome.reason})" if outcome.reason else ""))  # fmt: skip
    for said in outcome.referred:
        click.echo(f"            to be decided: {said}")
    if outcome.dropped:
        click.echo(f"            left out: {'; '.join(outcome.dropped)}")


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{line}", err=True, nl=False)
