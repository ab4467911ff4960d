"""`rights detect`: people and identifiers in a text, with what is proposed for each."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from redaction.os_faults import Unusable, in_plain_words, unreadable
from redaction.people_file import PeopleFileError, load_people
from redaction.propose import propose_text
from redaction.values import Proposal


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--people", "people_path", required=True, type=click.Path(path_type=Path), help="people.json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@in_plain_words
def detect(file: Path | None, people_path: Path, *, as_json: bool) -> None:
    """Find people and identifiers in text (standard input without FILE)."""
    text = _text(file)
    try:
        people = load_people(people_path)
    except PeopleFileError as fault:
        raise Unusable(str(fault)) from None
    for proposal in propose_text(text, people):
        click.echo(json.dumps(_line(proposal), ensure_ascii=False) if as_json else _row(proposal))


def _text(file: Path | None) -> str:
    name = str(file) if file else "standard input"
    try:
        content = file.read_bytes() if file else sys.stdin.buffer.read()
        return content.decode("utf-8")
    except OSError as fault:
        raise Unusable(f"{name}: {unreadable(fault)}") from None
    except UnicodeDecodeError:
        raise Unusable(f"{name}: is not UTF-8 text; use `rights redact` for other formats") from None


def _line(proposal: Proposal) -> dict[str, object]:
    return {
        "start": proposal.start,
        "end": proposal.end,
        "kind": proposal.kind,
        "text": proposal.text,
        "person": proposal.person,
        "disposition": proposal.disposition.value,
        "why": proposal.why,
    }


def _row(proposal: Proposal) -> str:
    place = f"{proposal.start}-{proposal.end}"
    shown = " ".join(proposal.text.split())
    columns = f"{place:<12} {proposal.disposition:<9} {proposal.kind:<16} {proposal.person or '-':<12}"
    return f"{columns} {shown}  ({proposal.why})"
