"""`rights redact`: files of any supported format → redacted, verified PDFs."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from redaction.labels import Labels
from redaction.people_file import PeopleFileError, load_people, load_terms
from redaction.pipeline import Outcome, Wanted, redact_file


class Unusable(click.ClickException):
    """Bad usage or unreadable input: one line, exit code 2."""

    exit_code = 2


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE ...")
@click.option("--people", "people_path", required=True, type=click.Path(path_type=Path), help="people.json")
@click.option("--terms", "terms_path", type=click.Path(path_type=Path), help="Strings that must go, one a line.")
@click.option(
    "--out", "out_folder", required=True, type=click.Path(path_type=Path), help="Folder for the finished PDFs."
)
@click.option("--refer", type=click.Choice(["withhold", "disclose"]), default="withhold", show_default=True,
              help="What to do where a person should decide.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def redact(
    files: tuple[Path, ...], people_path: Path, terms_path: Path | None, out_folder: Path, refer: str, *, as_json: bool
) -> None:
    """Redact files of any supported format to DIR/<file name>.pdf and verify each one."""
    try:
        terms = load_terms(terms_path) if terms_path else ()
        wanted = Wanted(people=load_people(people_path), terms=terms, withhold_referred=refer == "withhold")
        out_folder.mkdir(parents=True, exist_ok=True)
    except (PeopleFileError, OSError) as fault:
        raise Unusable(_plain(fault, out_folder)) from None
    labels = Labels(wanted.people)
    refused = 0
    for number, (file, target) in enumerate(_targets(files, out_folder), start=1):
        _progress(f"{number} of {len(files)}: {file.name}")
        outcome = _one(file, target, wanted, labels)
        refused += outcome.status == "refused"
        _report(file, target, outcome, as_json=as_json)
    _progress("")
    sys.exit(1 if refused else 0)


def _plain(fault: Exception, folder: Path) -> str:
    if isinstance(fault, OSError):
        return f"{folder}: cannot be made or written to ({fault.strerror})"
    return str(fault)


def _targets(files: tuple[Path, ...], folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each file with its own name in the folder, also when two files share one."""
    taken: set[str] = set()
    for file in files:
        name, number = f"{file.name}.pdf", 2
        while name.casefold() in taken:
            name, number = f"{file.name} ({number}).pdf", number + 1
        taken.add(name.casefold())
        yield file, folder / name


def _one(file: Path, target: Path, wanted: Wanted, labels: Labels) -> Outcome:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return Outcome(status="refused", reason="there is no such file")
    except OSError as fault:
        return Outcome(status="refused", reason=f"it cannot be read ({fault.strerror})")
    outcome = redact_file(content, file.name, wanted, labels)
    if not outcome.pdf:
        return outcome
    try:
        write_whole(target, outcome.pdf)
    except OSError as fault:
        return Outcome(status="refused", reason=f"the result cannot be written ({fault.strerror})")
    return outcome


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(name).replace(target)
    except OSError:
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
            "checks": [{"name": check.name, "passed": check.passed} for check in found.checks] if found else [],
        }
        click.echo(json.dumps(line, ensure_ascii=False))
        return
    pages = found.pages if found else 0
    click.echo(f"{outcome.status:<11} {pages:>4} pages {outcome.withheld:>5} withheld  {file.name}"
               + (f"  ({outcome.reason})" if outcome.reason else ""))  # fmt: skip


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{line}", err=True, nl=False)
