"""`rights doctor`: every package says what it needs, and what is missing or unsafe."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points

import click

from portal.settings import WebSettings
from requests_.errors import RightsRequestError
from requests_.settings import staff_address

GROUP = "rights.checks"
Finding = tuple[str, bool, str]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on standard output.")
def doctor(as_json: bool) -> None:
    """Say what is missing or unsafe on this machine, and how to mend it; exit 1 when something is."""
    findings = list(_findings())
    for name, is_ok, mend in findings:
        if as_json:
            click.echo(json.dumps({"check": name, "ok": is_ok, "mend": "" if is_ok else mend}))
        else:
            click.echo(f"{'ok  ' if is_ok else 'MEND'}  {name}" + ("" if is_ok else f"\n      {mend}"))
    sys.exit(0 if all(is_ok for _, is_ok, _ in findings) else 1)


def _findings() -> Iterator[Finding]:
    yield from (check() for check in CHECKS)
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            checks: tuple[Callable[[], Finding], ...] = entry.load()
        except Exception as fault:
            # A package that is broken is a finding, whatever broke it.
            yield f"the checks of {entry.name}", False, f"They cannot be loaded: {fault}. Install the project again."
            continue
        yield from (_run(check, entry.name) for check in checks)


def _run(check: Callable[[], Finding], owner: str) -> Finding:
    try:
        return check()
    except Exception as fault:
        # A check that breaks is itself a finding: the others must still be shown.
        return f"a check of {owner}", False, f"It broke: {type(fault).__name__}: {fault}"


def _web_settings() -> Finding:
    try:
        settings = WebSettings.from_environment()
    except RightsRequestError as fault:
        return "web settings", False, fault.public_message
    mend = "RIGHTS_SECURE_COOKIES is off: cookies travel in the clear. Leave it on wherever there is TLS."
    return "web settings", settings.secure_cookies, mend


def _staff_address() -> Finding:
    try:
        staff_address()
    except RightsRequestError as fault:
        return "the address of the staff app", False, fault.public_message
    return "the address of the staff app", True, ""


def _page_drawing() -> Finding:
    mend = "Pages are reviewed without a picture: apt-get install poppler-utils"
    return "pdftoppm, which draws pages for review", shutil.which("pdftoppm") is not None, mend


CHECKS: tuple[Callable[[], Finding], ...] = (_web_settings, _staff_address, _page_drawing)
