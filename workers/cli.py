"""`rights work`, `rights timetable`, and what `rights doctor` asks of this package."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import NoReturn

import click
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from requests_.errors import RightsRequestError
from requests_.model.sources import StoresOrigin
from requests_.settings import NotifySettings, letters_folder
from templates.filters import plural
from workers import timetable as daily
from workers.context import Tools
from workers.crew import Crew
from workers.inbox.polling import open_inbox
from workers.jobs.rereading import reread_all
from workers.mail.address import fault_of
from workers.render.own_wording import findings_in
from workers.render.pdf import pages_check
from workers.scanners.address import scanner_for
from workers.scanners.base import NoScanner, Unchecked
from workers.scanners.clamd import Clamd
from workers.settings import WorkerSettings
from workers.sources.errors import SourceError
from workers.wiring import build_tools, open_redis, register_sources

# What a job of the timetable counts.
_COUNTED = {
    "seal_record": "chains of events to seal",
    "remind_requesters": "requesters to remind",
    "send_digests": "mails to colleagues",
    "rewrite_erased": "erasures of which nothing is to be left on the disk",
    "apply_retention": "cases, breaches and files to erase",
    "reread_all": "cases whose copies are read again by new detectors",
}


@click.command()
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 32), help="How many worker processes.")
def work(workers: int) -> None:
    """Do the background work until stopped: search, read, mark, bind, send."""
    with _tools() as tools:
        register_sources(tools)
    click.echo(f"Working with {workers} processes on {len(tools.ess_stores)} stores. Stop with Ctrl-C.", err=True)
    Crew(workers).run()


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be done today, and to how many; do nothing.")
@click.option("--every-copy", is_flag=True, help="Have all copies that left read again now, not a night's worth.")
def timetable(dry_run: bool, every_copy: bool) -> None:
    """Do what the daily timetable has due by now; with --dry-run, only say what it would do today."""
    with _tools() as tools:
        if every_copy and not dry_run:
            cases = sum(iter(partial(reread_all, tools, tools.clock.london_date()), 0))
            click.echo(
                f"The copies of {plural(cases, 'case')} are read again. What is seen is suspected to be a breach."
            )
        lines = _foreseen(daily.foresee(tools)) if dry_run else [f"{job}: done" for job in daily.run_due(tools)]
    click.echo("\n".join(lines) or "Nothing is due.")


@contextmanager
def _tools() -> Iterator[Tools]:
    """What jobs work with, or a line that says what is missing."""
    try:
        tools = build_tools(WorkerSettings.from_environment())
        yield tools
        tools.store.close()
    except (RightsRequestError, SourceError) as fault:
        _refuse(str(fault))
    except SQLAlchemyError as fault:
        _refuse(
            f"The database cannot be used ({type(fault).__name__}). "
            "Check RIGHTS_DATABASE_URL, then run 'rights migrate'."
        )


def _foreseen(found: tuple[daily.Foreseen, ...]) -> list[str]:
    said = {each.job: "done already" if each.count is None else f"{each.count} {_COUNTED[each.job]}" for each in found}
    return [f"{each.hour:02d}:00 {each.job}: {said[each.job]}" for each in found]


def redis_check() -> tuple[str, bool, str]:
    """Whether the queue answers."""
    try:
        answered = bool(open_redis(WorkerSettings.from_environment()).ping())
    except (RedisError, ValueError):
        answered = False
    return "redis", answered, "Start Redis, or set RIGHTS_REDIS_URL. Requests are kept meanwhile; work waits."


def stores_check() -> tuple[str, bool, str]:
    """Whether the ESS stores are described, and there."""
    try:
        tools = build_tools(WorkerSettings.from_environment())
    except (RightsRequestError, SourceError) as fault:
        return "stores", False, str(fault)
    is_kept = tools.stores_origin is StoresOrigin.REGISTER
    mend = "Write them down on the page of stores." if is_kept else "Set RIGHTS_STORES to the path of a stores.toml."
    return "stores", bool(tools.ess_stores), mend


def letters_check() -> tuple[str, bool, str]:
    """Whether the council's own wording of letters says what the law wants."""
    try:
        folder = letters_folder()
    except RightsRequestError as fault:
        return "letters", False, str(fault)
    is_complete = folder is None or not any(True for _ in findings_in(folder))
    return "letters", is_complete, f"Run 'rights letters check {folder}' and mend what it says."


def scanner_check() -> tuple[str, bool, str]:
    """Whether files that requesters send are looked at for viruses."""
    scanner = scanner_for(WorkerSettings.from_environment().virus_scanner)
    mend = {
        NoScanner: "None is named, so no file that a requester sends can be opened: set RIGHTS_VIRUS_SCANNER.",
        Unchecked: "RIGHTS_VIRUS_SCANNER is none: files from requesters reach staff unchecked.",
    }.get(type(scanner), "It does not answer: start clamd, or mend RIGHTS_VIRUS_SCANNER.")
    return "virus scanner", isinstance(scanner, Clamd) and scanner.is_up(), mend


def inbox_check() -> tuple[str, bool, str]:
    """Whether the council's own mailbox, where there is one, can be reached."""
    settings = WorkerSettings.from_environment()
    if not settings.inbox:
        return "mailbox", True, ""
    if isinstance(scanner_for(settings.virus_scanner), NoScanner):
        return "mailbox", False, "No mail is taken in without a virus scanner: set RIGHTS_VIRUS_SCANNER."
    try:
        with open_inbox(settings.inbox):
            return "mailbox", True, ""
    except SourceError as fault:
        return "mailbox", False, f"{fault} See RIGHTS_INBOX_URL and RIGHTS_INBOX_PASSWORD."


def notify_check() -> tuple[str, bool, str]:
    """Whether GOV.UK Notify, where it is used, knows our key and our templates."""
    try:
        notify = NotifySettings.from_environment()
        fault = "" if notify is None else fault_of(notify)
    except RightsRequestError as said:
        fault = said.public_message
    return "GOV.UK Notify", not fault, fault


checks: tuple[Callable[[], tuple[str, bool, str]], ...] = (
    redis_check,
    stores_check,
    scanner_check,
    inbox_check,
    notify_check,
    letters_check,
    pages_check,
)


def _refuse(line: str) -> NoReturn:
    click.echo(line, err=True)
    raise SystemExit(2)
