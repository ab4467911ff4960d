"""A council's own wording of letters, held against the law: every letter written out, and what each lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from requests_.model.correspondence import Letter
from requests_.model.letters.check import check_letter
from requests_.model.letters.examples import all_examples
from requests_.model.letters.reading_age import hard_to_read
from requests_.settings import ControllerProfile
from templates.environment import FOLDER
from templates.letter_text import read_letter
from templates.letter_writer import LetterFault, LetterWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong with one letter in one variant; `template` is the file to mend."""

    template: str
    kind: str
    regime: str
    audience: str
    says: str


def findings_in(folder: Path) -> Iterator[Finding]:
    """What the council's wording in `folder` lacks, letter by letter; nothing when every letter is complete."""
    writer, profile = LetterWriter(folder), ControllerProfile()
    for letter in all_examples():
        for says in _faults(letter, writer, profile):
            head = letter.head
            yield Finding(
                template=letter.template.removeprefix("letters/"),
                kind=letter.kind.value,
                regime=head.regime.value,
                audience=head.audience.value,
                says=says,
            )
    for name in strangers_in(folder):
        says = "No letter has this template: see the names of ours."
        yield Finding(template=name, kind="", regime="", audience="", says=says)


def folder_fault(folder: Path) -> str:
    """Why there is no wording in a folder to look at, in one line; "" when there is some."""
    try:
        if not folder.exists():
            return f"{folder} is not there: name the folder with your letters."
        if not folder.is_dir():
            return f"{folder} is not a folder: name the folder that your letters are in."
        is_empty = not any(path.is_file() for path in folder.rglob("*.html"))
    except OSError as fault:
        return f"{folder} cannot be read: {fault.strerror}."
    return f"{folder} holds no letters: put templates into it, such as refusal.html." if is_empty else ""


def strangers_in(folder: Path) -> list[str]:
    """Templates of the folder that no letter uses, so that a misspelled name is not silently ignored."""
    ours = {path.relative_to(FOLDER / "letters").as_posix() for path in (FOLDER / "letters").rglob("*.html")}
    own = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    return sorted(name for name in own - ours if not name.rpartition("/")[2].startswith("_"))


def _faults(letter: Letter, writer: LetterWriter, profile: ControllerProfile) -> list[str]:
    try:
        page = writer.html(letter.template, letter.context(profile))
    except LetterFault as fault:
        return [str(fault)]
    head = letter.head
    text = read_letter(page)
    faults = check_letter(letter.kind, head.regime, head.written_on, text)
    return faults + hard_to_read(text.own, head.audience)


@click.group()
def letters() -> None:
    """Letters in the council's own words."""


@letters.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def check(folder: Path, as_json: bool) -> None:
    """Say which statutory contents the wording in FOLDER lacks. Ends with 1 when anything is missing.

    Ends with 2 where there is no wording to look at.
    """
    fault = folder_fault(folder)
    if fault:
        click.echo(fault, err=True)
        raise SystemExit(2)
    found = list(findings_in(folder))
    for finding in found:
        if as_json:
            click.echo(json.dumps(asdict(finding)))
        else:
            variant = ", ".join(filter(None, (finding.kind, finding.regime, finding.audience)))
            click.echo(f"{finding.template}{f' ({variant})' if variant else ''}: {finding.says}")
    if not found:
        click.echo("Every letter says what the law wants.", err=True)
    raise SystemExit(1 if found else 0)
