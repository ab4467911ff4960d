"""`rights timetable`: what is done today by the clock, done now or only foreseen."""

from __future__ import annotations

import click
from sqlalchemy.exc import SQLAlchemyError

from requests_.errors import RightsRequestError
from workers import timetable as daily
from workers.settings import WorkerSettings
from workers.sources.errors import SourceError
from workers.wiring import build_tools

_WORDS = {
    "seal_record": "chains of events to seal",
    "remind_requesters": "requesters to remind",
    "send_digests": "mails to colleagues",
    "apply_retention": "cases and files to erase",
}


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be done today, and to how many; do nothing.")
def timetable(dry_run: bool) -> None:
    """Do what the daily timetable has due by now; with --dry-run, only say what it would do today."""
    try:
        tools = build_tools(WorkerSettings.from_environment())
        lines = _foreseen(daily.foresee(tools)) if dry_run else [f"{job}: done" for job in daily.run_due(tools)]
        tools.store.close()
    except (RightsRequestError, SourceError) as fault:
        raise click.ClickException(str(fault)) from fault
    except SQLAlchemyError as fault:
        mend = "check RIGHTS_DATABASE_URL, then run 'rights migrate'"
        raise click.ClickException(f"The database cannot be used ({type(fault).__name__}): {mend}.") from fault
    click.echo("\n".join(lines) or "Nothing is due.")


def _foreseen(found: tuple[daily.Foreseen, ...]) -> list[str]:
    return [
        f"{each.hour:02d}:00 {each.job}: "
        + ("done already" if each.count is None else f"{each.count} {_WORDS[each.job]}")
        for each in found
    ]
