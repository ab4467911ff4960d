"""`rights verify`: whether a finished PDF still holds what it must not."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from redaction import verify as checking
from redaction.errors import RedactionError
from redaction.people_file import PeopleFileError, load_people, load_terms
from redaction.redact_command import Unusable
from redaction.verify.certificate import Certificate


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE ...")
@click.option("--people", "people_path", type=click.Path(path_type=Path), help="people.json")
@click.option(
    "--terms", "terms_path", type=click.Path(path_type=Path), help="Strings that must not be there, one a line."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def verify(files: tuple[Path, ...], people_path: Path | None, terms_path: Path | None, *, as_json: bool) -> None:
    """Say whether finished PDFs still hold what they must not; exit 1 on a leak."""
    try:
        people = load_people(people_path) if people_path else ()
        terms = load_terms(terms_path) if terms_path else ()
        contents = [(file, file.read_bytes()) for file in files]
    except PeopleFileError as fault:
        raise Unusable(str(fault)) from None
    except OSError as fault:
        raise Unusable(f"{fault.filename}: cannot be read ({fault.strerror})") from None
    leaks, unreadable = 0, list[Path]()
    for file, content in contents:
        try:
            found = checking.verify(content, terms=terms, people=people)
        except RedactionError as error:
            raise Unusable(f"{file}: {error.reason}") from None
        if found.checks[0].name == "opens":
            unreadable.append(file)
            click.echo(f"{file}: {found.checks[0].where}", err=True)
            continue
        leaks += not found.passed
        _report(file, found, as_json=as_json)
    sys.exit(1 if leaks else 2 if unreadable else 0)


def _report(file: Path, found: Certificate, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"file": str(file), **found.as_json()}, ensure_ascii=False))
        return
    click.echo(f"{'clean' if found.passed else 'LEAK':<6} {found.pages:>4} pages  {file}")
    for check in found.checks:
        if not check.passed:
            click.echo(f"         {check.name}: {check.where}")
