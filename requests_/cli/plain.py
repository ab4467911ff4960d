"""What every command shares: one plain line for a fault."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from requests_.errors import RightsRequestError


class Refused(click.ClickException):
    """Bad usage or unreadable input: one plain line on standard error, exit 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line."""
        click.echo(self.format_message(), file=file, err=True)


class PlainCommand(click.Command):
    """A command whose usage errors are one line."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does, and say what is wrong without the usage text."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as fault:
            # Below the group its first word is the program's; by itself a command is all there is.
            words = ctx.command_path.split()[1:] if ctx.parent else [str(self.name)]
            raise Refused(f"{fault.format_message()} See '{' '.join(['rights', *words])} --help'.") from fault


@contextmanager
def plain_faults() -> Iterator[None]:
    """Say an error made for people in one line."""
    try:
        yield
    except RightsRequestError as fault:
        raise Refused(fault.public_message) from fault
