"""`rights token` and `rights webhook`: what the council's own programs may do, and where they are told of changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

import click

from requests_.cli.plain import PlainCommand
from requests_.clock import Clock
from requests_.model.api import LONGEST_TOKEN_DAYS, Scope
from requests_.model.staff import Actor, ActorKind
from requests_.services import api_access
from requests_.store.session import UnitOfWork

Result = TypeVar("Result")
COMMAND_LINE = Actor(ActorKind.SYSTEM, "command line")
_JSON = click.option("--json", "as_json", is_flag=True, help="Lines of JSON on standard output.")
_CLIENT = click.option("--client", required=True, help="The program's name, such as crm; its tokens share its cases.")


@click.group()
def token() -> None:
    """Make, list and end the tokens of the council's own programs."""


@token.command("add", cls=PlainCommand)
@_CLIENT
@click.option("--scope", "scopes", multiple=True, required=True, type=click.Choice([str(scope) for scope in Scope]))
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, LONGEST_TOKEN_DAYS))
@_JSON
def add_token(client: str, scopes: tuple[str, ...], days: int, as_json: bool) -> None:
    """Make a token. It is shown once, and kept nowhere: only its hash is."""
    chosen = tuple(Scope(scope) for scope in scopes)
    key, secret = _within(
        lambda work, clock: api_access.make_token(work, clock, COMMAND_LINE, client=client, scopes=chosen, days=days)
    )
    click.echo(json.dumps({"token": key, "client": client, "secret": secret}) if as_json else secret)


@token.command("list", cls=PlainCommand)
@_JSON
def list_tokens(as_json: bool) -> None:
    """List every token: what it allows, until when, and when it was last shown."""
    from requests_.store.queries.api_access import token_rows

    rows, now = _within(lambda work, clock: (token_rows(work.session), clock.utc_now()))
    for row in rows:
        used = row.used_at.date().isoformat() if row.used_at else "never"
        until, scopes, is_good = (
            row.expires_at.date().isoformat(),
            [str(scope) for scope in row.scopes],
            row.is_good(now),
        )
        line = {"token": row.key, "client": row.client, "scopes": scopes, "until": until, "last_used": used}
        words = (
            row.key,
            row.client,
            ", ".join(scopes),
            f"until {until}",
            f"last used: {used}",
            "" if is_good else "ended",
        )
        click.echo(json.dumps(line | {"good": is_good}) if as_json else "  ".join(filter(None, words)))


@token.command("end", cls=PlainCommand)
@click.argument("key")
def end_token(key: str) -> None:
    """End a token, by its key: from now on it opens nothing."""
    _within(lambda work, clock: api_access.end_token(work, clock, COMMAND_LINE, key))
    click.echo("The token is ended.")


@click.group()
def webhook() -> None:
    """Make, list and end the addresses at which programs are told of changes."""


@webhook.command("add", cls=PlainCommand)
@_CLIENT
@click.option("--address", required=True, help="An https:// address of the program.")
@_JSON
def add_webhook(client: str, address: str, as_json: bool) -> None:
    """Tell a program of new stages of its requests. The secret that signs what it is told is shown once."""
    key, secret = _within(
        lambda work, clock: api_access.add_webhook(work, clock, COMMAND_LINE, client=client, address=address)
    )
    click.echo(json.dumps({"webhook": key, "client": client, "secret": secret}) if as_json else secret)


@webhook.command("list", cls=PlainCommand)
@_JSON
def list_webhooks(as_json: bool) -> None:
    """List the addresses in force."""
    from requests_.store.queries.api_access import webhook_rows

    for row in _within(lambda work, _: webhook_rows(work.session)):
        line = {"webhook": row.key, "client": row.client, "address": row.address}
        click.echo(json.dumps(line) if as_json else "  ".join(line.values()))


@webhook.command("end", cls=PlainCommand)
@click.argument("key")
def end_webhook(key: str) -> None:
    """Tell nothing more at an address, by its webhook's key."""
    _within(lambda work, clock: api_access.end_webhook(work, clock, COMMAND_LINE, key))
    click.echo("The webhook is ended.")


def _within(work: Callable[[UnitOfWork, Clock], Result]) -> Result:
    from portal.wiring import resources_from_environment

    handed_in = resources_from_environment()
    with handed_in.unit_of_work() as uow:
        result = work(uow, handed_in.clock)
        uow.commit()
    return result
