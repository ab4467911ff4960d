"""The `rights` group: every package adds its commands by entry point, and only the one asked for is loaded."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any

import click

from requests_.errors import RightsRequestError

GROUP = "rights.commands"
# So that `rights --help` is quick: a command that is missing here is loaded for its own first line.
SHORT_HELP = {
    "audit": "Check the sealed history of every case.",
    "backup": "Write everything to one encrypted file.",
    "deadline": "Work out a statutory date, with every step.",
    "demo": "Run one access request from the form to the pack.",
    "demo-data": "Write a synthetic borough in real file formats.",
    "detect": "Find people and identifiers in a text.",
    "doctor": "Say what is missing or unsafe on this machine.",
    "evidence": "Write one case out for the regulator.",
    "find": "Search the stores for everything about one person.",
    "forecast": "Say how many requests are likely to be late.",
    "holidays": "Show or update the bank holidays that dates are worked out with.",
    "index": "Keep the indexes of shares and mailboxes.",
    "letters": "Letters in the council's own words.",
    "migrate": "Bring the database's tables up to date.",
    "redact": "Redact files and check the result.",
    "referee": "Score pairs of people with Splink too.",
    "report": "Count the figures of a period, with their seal.",
    "restore": "Put a backup back, or try it out, and compare everything.",
    "retention": "Show what is erased next, or erase what is due.",
    "roles": "Give the database roles their rights, row by row.",
    "serve": "Run the public app, the staff app, or both.",
    "staff": "Look after staff accounts.",
    "timetable": "Do what is due today, or say what would be done.",
    "token": "Tokens of the council's own programs.",
    "vault": "Look after the encrypted files and their keys.",
    "verify": "Say whether a finished PDF still holds what it must not.",
    "webhook": "Where programs are told of changes.",
    "work": "Run the background workers.",
}


class PlainFault(click.ClickException):
    """One plain line on standard error; the command changed nothing."""

    exit_code = 2


class LazyGroup(click.Group):
    """A group whose commands are entry points."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name, sorted."""
        return sorted({entry.name for entry in entry_points(group=GROUP)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        entry = next(iter(entry_points(group=GROUP, name=cmd_name)), None)
        return None if entry is None else _load(entry)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        rows = [(name, SHORT_HELP.get(name) or self._first_line(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error made for people, or in what was typed, is shown as one line."""
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as fault:
            named = fault.ctx.command_path if fault.ctx else "rights"
            raise PlainFault(f"{fault.format_message()} See '{named} --help'.") from fault
        except RightsRequestError as fault:
            raise PlainFault(fault.public_message) from fault

    def _first_line(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str() if command else ""


def _load(entry: EntryPoint) -> click.Command:
    try:
        command: click.Command = entry.load()
    except (ImportError, AttributeError) as fault:
        raise PlainFault(f"The command {entry.name} cannot be loaded ({fault}): install the project again.") from fault
    return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rights-portal")
def main() -> None:
    """Subject rights at a council's Education Support Service: requests, search, redaction, disclosure."""
