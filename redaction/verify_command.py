"""`rights verify`: whether a finished PDF still holds what it must not."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from redaction import verify as checking
from redaction.errors import RedactionError
from redaction.os_faults import Unusable, in_plain_words, no_room, unreadable
from redaction.people_file import PeopleFileError, load_people, load_terms
from redaction.values import Person
from redaction.verify.certificate import Certificate


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE ...")
@click.option("--people", "people_path", type=click.Path(path_type=Path), help="people.json")
@click.option(
    "--terms", "terms_path", type=click.Path(path_type=Path), help="Strings that must not be there, one a line."
)
@click.option("--explain", is_flag=True, help="Say of every check what it means, and which programs checked.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@in_plain_words
def verify(
    files: tuple[Path, ...], people_path: Path | None, terms_path: Path | None, *, explain: bool, as_json: bool
) -> None:
    """Say whether finished PDFs still hold what they must not; exit 1 on a leak."""
    try:
        people = load_people(people_path) if people_path else ()
        terms = load_terms(terms_path) if terms_path else ()
    except PeopleFileError as fault:
        raise Unusable(str(fault)) from None
    leaks = unreadable_files = 0
    for file in files:
        try:
            found = _checked(file, terms, people)
        except Unusable as fault:
            click.echo(fault.message, err=True)
            unreadable_files += 1
            continue
        leaks += not found.passed
        _report(file, found, explain=explain, as_json=as_json)
    sys.exit(1 if leaks else 2 if unreadable_files else 0)


def _checked(file: Path, terms: tuple[str, ...], people: tuple[Person, ...]) -> Certificate:
    """The certificate of one file; raises Unusable where it cannot be opened or worked on."""
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise Unusable(f"{file}: {unreadable(fault)}") from None
    try:
        found = checking.verify(content, terms=terms, people=people)
    except RedactionError as error:
        raise Unusable(f"{file}: {error.reason}") from None
    except OSError as fault:
        raise Unusable(f"{file}: {no_room(fault)}") from None
    if found.checks[0].name == "opens":
        raise Unusable(f"{file}: {found.checks[0].where}")
    return found


def _report(file: Path, found: Certificate, *, explain: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"file": str(file), **found.as_json()}, ensure_ascii=False))
        return
    click.echo(f"{'clean' if found.passed else 'LEAK':<6} {found.pages:>4} pages  {file}")
    for check in found.checks:
        if explain:
            click.echo(f"  {'passed' if check.passed else 'FAILED'}  {check.name}: {check.says}")
        if not check.passed:
            click.echo(f"         {check.name}: {check.where}")
    if explain:
        click.echo(f"  The file's SHA-256, which changes when any byte of it does: {found.sha256}")
        click.echo(f"  Checked with {', '.join(f'{name} {number}' for name, number in found.tools)}.")
