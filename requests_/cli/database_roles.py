"""`rights roles`: the rights of the public app and of the API in the database, and everybody else's."""

from __future__ import annotations

import json
import os

import click
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError

from requests_.cli.opened import opened_store
from requests_.cli.plain import PlainCommand
from requests_.settings import StoreSettings
from requests_.store.session import open_engine
from requests_.store.upgrading import grant


@click.command(cls=PlainCommand)
@click.option("--public", default="rights_public", show_default=True, help="The role the public app signs in with.")
@click.option("--staff", default="rights_staff", show_default=True, help="The role of the staff app and the workers.")
@click.option("--api", default="", help="The role the API signs in with, where programs talk to the portal.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def roles(public: str, staff: str, api: str, as_json: bool) -> None:
    """Give existing PostgreSQL roles their rights, row by row. Run it as the tables' owner, after every migrate."""
    with opened_store() as store:
        grant(store, public=public, staff=staff, api=api)
    line = {"public": public, "staff": staff} | ({"api": api} if api else {})
    said = f"{public} reads only the case a visitor has shown the way to, and nobody's details; {staff} works on cases."
    said += f" {api} reads the stage of the cases its program opened, and nobody's details." if api else ""
    click.echo(json.dumps(line) if as_json else said)


def public_role_check() -> tuple[str, bool, str]:
    """Whether the public app has a role of its own that cannot read anybody's details."""
    url = StoreSettings.for_public(os.environ).database_url
    return _role_check("database role of the public app", url, "RIGHTS_PUBLIC_DATABASE_URL")


def api_role_check() -> tuple[str, bool, str]:
    """Whether the API, where its role is named, cannot read anybody's details."""
    url = os.environ.get("RIGHTS_API_DATABASE_URL", "")
    return _role_check("database role of the API", url, "RIGHTS_API_DATABASE_URL")


def _role_check(name: str, url: str, setting: str) -> tuple[str, bool, str]:
    if not url.startswith("postgresql"):
        return name, True, ""
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM request_details LIMIT 1"))
    except ProgrammingError:
        return name, True, ""
    except SQLAlchemyError as fault:
        return name, False, f"It cannot sign in ({type(fault).__name__}): check {setting}."
    finally:
        engine.dispose()
    return name, False, f"It can read every request: make a role for it, run 'rights roles', and name it in {setting}."
