"""`rights report`: the figures of a period, on standard output or in a file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import click

from portal.web.report_files import MEDIA_TYPES, edition_file, return_file
from requests_.cli.opened import opened_store
from requests_.cli.plain import PlainCommand, Refused, plain_faults
from requests_.clock import SystemClock
from requests_.reporting.export import json_lines
from requests_.reporting.period import NoSuchMoment, moment_named, period_between
from requests_.reporting.published_files import ROUNDED, edition_json
from requests_.reporting.publishing import Edition
from requests_.reporting.returns import Return
from requests_.reporting.words import out_of_words, value_words
from requests_.settings import ControllerProfile
from requests_.store.queries.controller import profile_in_force
from requests_.store.queries.returns import edition_of, return_to_give


@click.command(cls=PlainCommand)
@click.option("--from", "first", required=True, metavar="D", help="The first day of the period: 2026-04-01.")
@click.option("--to", "last", required=True, metavar="D", help="Its last day: 2026-06-30.")
@click.option("--format", "form", type=click.Choice(["json", *MEDIA_TYPES]), help="A table for reading unless given.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; standard output unless given.")
@click.option(
    "--public",
    "is_public",
    is_flag=True,
    help="What the website may say of a quarter.",
)
@click.option("--known-at", metavar="T", help="Count again what was known at a moment, as a return states it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line a measure.")
def report(
    *, first: str, last: str, form: str | None, out: Path | None, is_public: bool, known_at: str | None, as_json: bool
) -> None:
    """Count the figures of a period.

    The same period and the same moment give the same bytes, and the same seal.
    """
    with plain_faults():
        period, form = period_between(first, last), "json" if as_json else form
        if is_public and known_at:
            raise Refused("--known-at is not for --public: a quarter is published as it was known a month after it.")
        moment = moment_given(known_at)
        with opened_store() as store, store.reading_one_moment() as session:
            council = profile_in_force(session, ControllerProfile.from_environment())
            if is_public:
                today = SystemClock().london_date()
                content = _published(edition_of(session, period, today=today), form, council)
            else:
                content = _whole(return_to_give(session, period, known_at=moment), form, council)
        _give(content, out)


def moment_given(typed: str | None) -> datetime:
    """The moment that --known-at names; now unless given, and never later. Raises Refused."""
    now = SystemClock().utc_now()
    try:
        return now if typed is None else moment_named(typed, now=now)
    except NoSuchMoment as fault:
        raise Refused(f"--known-at {fault.public_message}") from fault


def _whole(found: Return, form: str | None, council: ControllerProfile) -> bytes:
    if form in MEDIA_TYPES:
        return return_file(found, form, council).content
    return _text(map(json.dumps, json_lines(found)) if form == "json" else _table(found))


def _published(found: Edition, form: str | None, council: ControllerProfile) -> bytes:
    if form in MEDIA_TYPES:
        return edition_file(found, form, council).content
    return _text(map(json.dumps, edition_json(found)) if form == "json" else _published_table(found))


def _text(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


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


def _table(found: Return) -> Iterator[str]:
    yield found.period.title
    for section in found.sections:
        yield f"\n{section.definition.key}  {section.definition.title}"
        for figure in section.figures:
            yield f"  {figure.title:62}{value_words(figure):>12}  {out_of_words(figure)}".rstrip()
    yield f"\naudit head  {found.origin.head}\nseal        {found.seal}\nknown at    {found.origin.stamp}"


def _published_table(found: Edition) -> Iterator[str]:
    yield f"{found.period.title}\n\n{ROUNDED}\n"
    for line in found.lines:
        out_of = "" if line.out_of is None else f"{line.count} of {line.out_of}"
        yield f"  {line.measure:6}{line.title:62}{line.value:>14}  {out_of}".rstrip()
    yield f"\naudit head  {found.head}\nseal        {found.seal}\nknown at    {found.stamp}"
