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
from requests_.model.letters.reading_age import HARDEST, grade
from requests_.settings import ControllerProfile
from templates.environment import FOLDER
from templates.letter_text import body_of, text_of
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
    faults = check_letter(letter.kind, head.regime, head.written_on, text_of(page))
    hard, hardest = grade(body_of(page)), HARDEST[head.audience]
    if hard > hardest:
        faults.append(f"It is hard to read: grade {hard:.1f}, where {hardest:.0f} is the most. Use shorter sentences.")
    return faults


@click.group()
def letters() -> None:
    """Letters in the council's own words."""


@letters.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def check(folder: Path, as_json: bool) -> None:
    """Say which statutory contents the wording in FOLDER lacks. Ends with 1 when anything is missing."""
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
