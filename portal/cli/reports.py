"""`rights report`: the figures of a period, on standard output or in a file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from portal.web.report_files import MEDIA_TYPES, return_file
from requests_.cli.opened import opened_store
from requests_.cli.plain import PlainCommand, Refused, plain_faults
from requests_.clock import SystemClock
from requests_.reporting.export import json_lines
from requests_.reporting.period import period_between
from requests_.reporting.publishing import published
from requests_.reporting.returns import Return
from requests_.reporting.words import out_of_words, value_words
from requests_.settings import ControllerProfile
from requests_.store.queries.controller import profile_in_force
from requests_.store.queries.returns import return_of


@click.command(cls=PlainCommand)
@click.option("--from", "first", required=True, metavar="D", help="The first day of the period: 2026-04-01.")
@click.option("--to", "last", required=True, metavar="D", help="Its last day: 2026-06-30.")
@click.option("--format", "form", type=click.Choice(["json", *MEDIA_TYPES]), help="A table for reading unless given.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; standard output unless given.")
@click.option("--public", "is_public", is_flag=True, help="The edition for the council's website.")
@click.option("--known-at", metavar="T", help="Count again what was known at a moment, as a return states it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a measure.")
def report(
    *, first: str, last: str, form: str | None, out: Path | None, is_public: bool, known_at: str | None, as_json: bool
) -> None:
    """Count the figures of a period.

    The same period and the same moment give the same bytes, and the same seal.
    """
    with plain_faults():
        period = period_between(first, last)
        moment = moment_named(known_at)
        with opened_store() as store, store.reading() as session:
            council = profile_in_force(session, ControllerProfile.from_environment())
            found = return_of(session, period, known_at=moment)
        form = "json" if as_json else form
        if form in MEDIA_TYPES:
            _give(return_file(found, form, council, is_public=is_public).content, out)
        else:
            lines = _json(found, is_public) if form == "json" else _table(found, is_public)
            _give("".join(f"{line}\n" for line in lines).encode(), out)


def moment_named(typed: str | None) -> datetime:
    """The moment that --known-at names; now unless given, and never later. Raises Refused."""
    now = SystemClock().utc_now()
    if typed is None:
        return now
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError as fault:
        raise Refused(f"--known-at {typed!r} is no moment: write it as a return does, 2026-07-01T08:00:00Z.") from fault
    return min(now, moment.replace(tzinfo=moment.tzinfo or UTC))


def _give(content: bytes, out: Path | None) -> None:
    """Write it whole or not at all."""
    if out is None:
        sys.stdout.buffer.write(content)
        return
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(content)
        os.replace(part, out)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise Refused(f"{out} cannot be written: {fault.strerror}.") from fault


def _json(found: Return, is_public: bool) -> Iterator[str]:
    public = published(found) if is_public else None
    return (json.dumps(line) for line in json_lines(public.found if public else found, public))


def _table(found: Return, is_public: bool) -> Iterator[str]:
    public = published(found) if is_public else None
    yield found.period.title
    for section in (public.found if public else found).sections:
        yield f"\n{section.definition.key}  {section.definition.title}"
        for figure in section.figures:
            shown = (public.of(figure), public.of_whole(figure)) if public else ()
            yield f"  {figure.title:62}{value_words(figure, *shown):>12}  {out_of_words(figure, *shown)}".rstrip()
    yield f"\naudit head  {found.origin.head}\nseal        {found.seal}\nknown at    {found.origin.stamp}"
