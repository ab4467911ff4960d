"""`rights staff`: who may sign in to the staff app."""

from __future__ import annotations

import json
import sys

import click

from requests_.model.staff import Role


@click.group()
def staff() -> None:
    """Look after staff accounts."""


@staff.command()
@click.option("--email", required=True, help="The address the person signs in with.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([str(role) for role in Role]))
@click.option("--name", default="", help="What colleagues see; the part before the @ unless given.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line on standard output.")
def add(email: str, roles: tuple[str, ...], name: str, password_stdin: bool, as_json: bool) -> None:
    """Open an account. A person may have several roles: repeat --role."""
    from portal.wiring import resources_from_environment
    from requests_.services import staff_accounts

    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    handed_in = resources_from_environment()
    with handed_in.unit_of_work() as work:
        key = staff_accounts.add_staff(
            work,
            handed_in.clock,
            email=email.strip(),
            roles=tuple(Role(role) for role in roles),
            password=password,
            display_name=name or email.partition("@")[0],
        )
        work.commit()
    line = {"staff": key, "email": email, "roles": list(roles)}
    click.echo(json.dumps(line) if as_json else f"Account opened: {email} ({', '.join(roles)})")


@staff.command("password-link")
@click.option("--email", required=True, help="The address the person signs in with.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line on standard output.")
def password_link(email: str, as_json: bool) -> None:
    """Make a link to choose a password, for somebody whose mailbox does not work: give it to them in person."""
    from portal.wiring import resources_from_environment
    from requests_.services import staff_accounts
    from requests_.settings import staff_address

    site, handed_in = staff_address(), resources_from_environment()
    with handed_in.unit_of_work() as work:
        secret = staff_accounts.hand_out_link(work, handed_in.clock, email.strip())
        work.commit()
    link = f"{site}/welcome/{secret}"
    click.echo(json.dumps({"email": email, "link": link}) if as_json else link)
