"""`rights demo`: a whole installation, and one access request taken through it as people would."""

from __future__ import annotations

import json
import os
import secrets
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from redaction.verify import verify
from requests_.clock import SystemClock
from requests_.errors import RightsRequestError
from requests_.model.case import Stage
from requests_.model.staff import Role
from requests_.services.staff_accounts import add_staff
from requests_.settings import StoreSettings
from requests_.store.queries import case_page, review
from requests_.store.session import Store, open_store
from requests_.store.upgrading import bring_up
from workers.demo.borough import build_borough
from workers.demo.installation import Installation, InstallationFault
from workers.demo.office import Officer
from workers.demo.requester import RequesterAtHome
from workers.demo.reviewer import Truth
from workers.demo.visitor import JourneyFault

REVIEWER, APPROVER = "caseworker", "approver"
WHO_ASKS = {
    "asker": "parental_responsibility",
    "competence": "not_competent",
    "child_view": "not_asked",
    "protected_address": "own",
    "court_order": "clear",
    "deceased": "no",
    "considered": "The protected address is the requester's own: she and the child live there, away from the father.",
}


class Steps:
    """Numbers, times and prints what is done."""

    def __init__(self) -> None:
        self._number = 0
        self._started = time.monotonic()

    @contextmanager
    def step(self, title: str) -> Iterator[list[str]]:
        """One step; what it found is put into the list."""
        self._number += 1
        began, said = time.monotonic(), list[str]()
        click.echo(f"{self._number:>2}  {title:<58}", nl=False)
        try:
            yield said
        except BaseException:
            click.echo("FAILED")
            raise
        click.echo(f"{time.monotonic() - began:6.1f} s")
        for line in said:
            click.echo(f"      {line}")

    @property
    def seconds(self) -> float:
        """Since the first step."""
        return time.monotonic() - self._started


@click.command()
@click.option("--once", is_flag=True, help="Stop when the request is answered, instead of staying up.")
@click.option("--pupils", default=24, show_default=True, type=click.IntRange(12, 2000), help="Size of the borough.")
@click.option("--seed", default=7, show_default=True, type=int, help="The same seed gives the same borough.")
@click.option(
    "--folder", default="var/demo", show_default=True, type=click.Path(path_type=Path), help="Where it lives."
)
def demo(once: bool, pupils: int, seed: int, folder: Path) -> None:
    """Show the whole product working on an invented borough."""
    installation, steps = Installation(folder.absolute()), Steps()
    try:
        passwords = _walk(installation, steps, pupils, seed)
        click.echo(f"\nDone in {steps.seconds:.0f} seconds.")
        if not once:
            _stay_up(installation, passwords)
    except (InstallationFault, JourneyFault, RightsRequestError) as fault:
        click.echo(f"\n{fault}\nLogs are in {installation.folder}.", err=True)
        raise SystemExit(1) from fault
    except KeyboardInterrupt:
        click.echo("\nStopped.")
    finally:
        installation.stop()


def _walk(installation: Installation, steps: Steps, pupils: int, seed: int) -> dict[str, str]:
    folder = installation.folder
    with steps.step("Write an invented borough: databases, files, mail, paper") as said:
        installation.clear()
        borough = build_borough(folder / "ess", pupils=pupils, seed=seed)
        said.append(f"{borough.subjects} pupils, {borough.documents} files and messages in {folder / 'ess'}")
    hero = json.loads(borough.hero.read_text(encoding="utf-8"))
    with steps.step("Start Redis, make the tables, open two staff accounts") as said:
        said.append(f"queue at {installation.start_redis()}")
        store = open_store(StoreSettings.from_environment())
        bring_up(store)
        passwords = _open_accounts(store)
    with steps.step("Start the public app, the staff app and the workers") as said:
        installation.start_web()
        installation.start_workers(2)
        said.append(f"public {installation.public_site}   staff {installation.staff_site}")
    truth = Truth(folder / "ess", hero)
    requester = RequesterAtHome(installation.public_site, _mail_folder(), hero)
    reference = _ask(steps, requester)
    caseworker = Officer(installation.staff_site, store, reference, installation.check)
    _search(steps, store, caseworker, passwords[REVIEWER])
    _review(steps, caseworker, truth)
    _sign_off(steps, installation, store, caseworker, passwords)
    _collect(steps, requester, caseworker, truth, folder / "pack.pdf")
    _explain_due_date(store, caseworker)
    return passwords


def _ask(steps: Steps, requester: RequesterAtHome) -> str:
    with steps.step("A parent fills in the public form") as said:
        reference, promise = requester.make_request()
        said.append(f"{reference}: {promise}")
    with steps.step("The acknowledgement comes by mail") as said:
        said.append(next(line for line in requester.wait_for_mail(reference).splitlines() if "must answer" in line))
    return reference


def _search(steps: Steps, store: Store, caseworker: Officer, password: str) -> None:
    with steps.step("A caseworker checks identity and authority, and who may ask") as said:
        caseworker.sign_in(_account(REVIEWER), password)
        caseworker.settle("known_contact", SystemClock().london_date())
        caseworker.settle("birth_certificate", SystemClock().london_date())
        said.append(caseworker.assess(WHO_ASKS))
        said.append("the protected address is recorded as the mother's own: shown to her, kept from everybody else")
        caseworker.accept()
    with steps.step("Workers search every store, read and mark what they find") as said:
        caseworker.wait_for(Stage.REVIEWING)
        with store.reading() as session:
            said += [_source_line(row) for row in case_page.source_rows(session, caseworker.case)]
            documents = review.document_rows(session, caseworker.case)
            people = review.people_rows(session, caseworker.case)
        unread = sum(row.read_state != "read" for row in documents)
        said.append(f"{len(documents)} documents ({unread} for a person to fetch or open), {len(people)} people named")


def _source_line(row: case_page.SourceRow) -> str:
    found = f"{row.found} found, {row.possible} to be decided, {row.looked_at} looked at in {row.seconds:.1f} s"
    return f"{row.title:<32} {found if row.state == 'searched' else f'{row.state}: {row.reason}'}"


def _review(steps: Steps, caseworker: Officer, truth: Truth) -> None:
    with steps.step("The caseworker reviews: by document, by person, by mark") as said:
        gaps = caseworker.accept_gaps()
        documents = caseworker.decide_documents(truth)
        gone, stayed = caseworker.decide_people(truth)
        marks = caseworker.decide_marks(truth)
        said.append(f"{documents} documents decided one by one; answered without: {', '.join(gaps) or 'none'}")
        said.append(f"{gone} people withheld, {stayed} shown; {marks[0]} other marks withheld, {marks[1]} shown")
        health = caseworker.settle_health("Absence notes and letters that the family gave to the school.")
        said.append(f"{health} documents about health pass: the family wrote or received them")
        caseworker.submit()


def _sign_off(
    steps: Steps, installation: Installation, store: Store, caseworker: Officer, passwords: dict[str, str]
) -> None:
    with steps.step("A second person looks at it and signs it off"):
        approver = Officer(installation.staff_site, store, caseworker.reference, installation.check)
        approver.sign_in(_account(APPROVER), passwords[APPROVER])
        approver.sign_off()
    with steps.step("The pack is burned, rebuilt, bound and verified") as said:
        failed = approver.wait_for_pack()
        if failed:
            raise JourneyFault(f"The pack failed its check: {failed}.")
        with store.reading() as session:
            pack = case_page.pack_rows(session, caseworker.case)[0]
        checks = json.loads(pack.certificate)["pack"]["checks"]
        said.append(f"{pack.pages} pages, {pack.size_bytes / 1024:.0f} KB, {len(checks)} checks passed")
        said.append(f"sha256 {pack.sha256}")
    with steps.step("The approver releases it"):
        approver.release()


def _collect(steps: Steps, requester: RequesterAtHome, caseworker: Officer, truth: Truth, target: Path) -> None:
    with steps.step("The parent collects it with a one-time code") as said:
        requester.wait_for_mail("is ready")
        target.write_bytes(requester.collect(caseworker.reference))
        said.append(f"the pack is {target}")
    with steps.step("The collected file is verified once more, against the borough's truth") as said:
        certificate = verify(target.read_bytes(), terms=truth.private_names)
        failed = [f"{check.name} ({check.where})" for check in certificate.checks if not check.passed]
        if failed:
            raise JourneyFault(f"The collected pack still holds what it must not: {', '.join(failed)}.")
        said.append(f"none of {len(truth.private_names)} names of other people is in it: VERIFIED")


def _explain_due_date(store: Store, caseworker: Officer) -> None:
    with store.reading() as session:
        clock = case_page.case_summary(session, caseworker.case).clock
    click.echo(f"\nDue {clock.due_on:%A %-d %B %Y}, because:" if clock.due_on else "\nNo due date, because:")
    for step in clock.steps:
        click.echo(f"    {step.rule:<6} {step.says} [{step.citation}]")


def _open_accounts(store: Store) -> dict[str, str]:
    roles = {REVIEWER: (Role.CASEWORKER,), APPROVER: (Role.APPROVER,)}
    passwords = {name: secrets.token_urlsafe(12) for name in roles}
    with store.unit_of_work() as uow:
        for name, held in roles.items():
            if uow.staff.with_email(_account(name)) is None:
                add_staff(
                    uow,
                    SystemClock(),
                    email=_account(name),
                    roles=held,
                    password=passwords[name],
                    display_name=f"Demonstration {name}",
                )
        uow.commit()
    return passwords


def _account(name: str) -> str:
    return f"{name}.{os.getpid()}@brackenford.example"


def _mail_folder() -> Path:
    setting = os.environ["RIGHTS_MAIL"]
    if not setting.startswith("folder:"):
        raise InstallationFault("The demonstration reads its own mail: leave RIGHTS_MAIL unset, or name a folder.")
    return Path(setting.removeprefix("folder:"))


def _stay_up(installation: Installation, passwords: dict[str, str]) -> None:
    click.echo(f"\nPublic app   {installation.public_site}")
    click.echo(f"Staff app    {installation.staff_site}")
    for name, password in passwords.items():
        click.echo(f"    {_account(name):<44} {password}")
    click.echo(f"Mail         {_mail_folder()}\nStop with Ctrl-C.")
    stopped: Callable[..., Any] = signal.default_int_handler
    signal.signal(signal.SIGTERM, stopped)
    while True:
        installation.check()
        time.sleep(1)
