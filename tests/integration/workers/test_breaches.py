"""The team hears of a breach at once, and whoever it is about is told in a letter that names nobody else."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from requests_.errors import NotFound
from requests_.model.breaches import commands as c
from requests_.model.breaches.terms import Part
from requests_.model.correspondence import Audience
from requests_.model.rights import Regime
from requests_.services import breaches
from requests_.store.audit import verify_chains
from requests_.store.queries.breaches import BreachPage, breach_letter_file, breach_page
from requests_.store.session import Store
from tests.factories.breaches import SAID, assess, person, reported, tell_people
from tests.factories.cases import Desk
from tests.factories.people import OFFICER
from tests.factories.rights import tools_for, work_off
from workers.context import Tools
from workers.jobs.retention import apply_retention
from workers.mail.folder import FolderMailer

BY_POST = dict(email="", address="3 Old Road")


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store)


@pytest.fixture
def tools(desk: Desk, tmp_path: Path) -> Tools:
    return tools_for(desk, {}, FolderMailer(tmp_path / "mail"))


def mails(folder: Path) -> list[EmailMessage]:
    paths = sorted(folder.glob("*.eml"), key=lambda each: each.stat().st_mtime_ns)
    return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]  # type: ignore[misc]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def page(desk: Desk, reference: str) -> BreachPage:
    with desk.store.reading() as session:
        return breach_page(session, reference)


def test_the_team_hears_of_a_breach_at_once_and_of_nothing_that_is_in_it(
    desk: Desk, tools: Tools, tmp_path: Path
) -> None:
    opened = reported(desk, report="Orla Fenwick's letter went next door.")
    assert work_off(desk, tools) == ["done"]
    (mail,) = mails(tmp_path / "mail")
    assert mail["To"] == tools.controller.email
    assert opened.reference in mail["Subject"]
    assert "Orla" not in text_of(mail)


@pytest.mark.parametrize(
    ("regime", "audience", "is_own", "whom"),
    [
        (Regime.UK_GDPR, Audience.ADULT, True, "about you"),
        (Regime.UK_GDPR, Audience.ADULT, False, "about your child"),
        (Regime.UK_GDPR, Audience.YOUNG, True, "about you"),
        (Regime.LAW_ENFORCEMENT, Audience.ADULT, True, "about you"),
    ],
)
def test_whoever_it_is_about_reads_what_happened_what_may_come_of_it_and_what_was_done(
    desk: Desk, tools: Tools, tmp_path: Path, regime: Regime, audience: Audience, is_own: bool, whom: str
) -> None:
    opened = reported(desk)
    assess(desk, opened.breach, regime=regime)
    tell_people(
        desk,
        opened.breach,
        person(opened.breach, is_own=is_own, audience=audience),
    )
    assert set(work_off(desk, tools)) == {"done"}
    letter = text_of(mails(tmp_path / "mail")[-1])
    for words in (*SAID.values(), whom, opened.reference, tools.controller.email):
        assert words in letter
    by_mail = page(desk, opened.reference).people[0]
    assert (by_mail.told_on, by_mail.is_made) == (desk.clock.london_date(), True)


def test_a_letter_without_an_address_for_mail_waits_to_be_posted(desk: Desk, tools: Tools) -> None:
    opened = reported(desk)
    assess(desk, opened.breach)
    tell_people(desk, opened.breach, person(opened.breach, **BY_POST))
    work_off(desk, tools)
    (by_post,) = page(desk, opened.reference).people
    assert (by_post.told_on, by_post.is_made) == (None, True)
    with desk.store.reading() as session:
        breach, digest = breach_letter_file(session, opened.reference, by_post.key)
    assert desk.store.vault.of(breach).get(digest).startswith(b"%PDF")


def test_after_six_years_what_was_written_and_who_was_told_is_gone_and_the_chain_still_holds(
    desk: Desk, tools: Tools
) -> None:
    opened = reported(desk)
    assess(desk, opened.breach)
    tell_people(desk, opened.breach, person(opened.breach))
    work_off(desk, tools)
    desk.do(breaches.set_aside, c.WriteBreach(breach=opened.breach, words="It was theirs.", actor=OFFICER))
    kept = page(desk, opened.reference).people[0].key
    with desk.store.reading() as session:
        breach, digest = breach_letter_file(session, opened.reference, kept)
    desk.clock.now = desk.clock.now.replace(year=2032, month=6, day=14)
    assert apply_retention(tools, desk.clock.london_date()) == 0
    desk.clock.move(days=1)
    assert apply_retention(tools, desk.clock.london_date()) == 1
    work_off(desk, tools)
    left = page(desk, opened.reference)
    assert (left.words, left.people, left.measures) == ({}, (), ())
    assert left.breach.erased_on == desk.clock.london_date()
    with pytest.raises(NotFound):
        desk.store.vault.of(breach).get(digest)
    with desk.store.reading() as session:
        assert verify_chains(session).broken == ()
    assert apply_retention(tools, desk.clock.london_date()) == 0


def test_a_letter_that_names_somebody_else_is_not_sent_and_says_so_until_it_is_mended(
    desk: Desk, tools: Tools, tmp_path: Path
) -> None:
    opened = reported(desk)
    assess(desk, opened.breach)
    tell_people(desk, opened.breach, person(opened.breach), person(opened.breach, "Tomasz Ashe", **BY_POST))
    with desk.store.unit_of_work() as uow:
        row = {Part.TOLD_NATURE: "The letter of Tomasz Ashe came to you."}
        uow.breaches.write(opened.breach, row, by=person(opened.breach).actor, at=desk.clock.utc_now())
        uow.commit()
    for _ in range(13):
        work_off(desk, tools)
        desk.clock.move(hours=2)
    maeve = next(each for each in page(desk, opened.reference).people if each.name == "Maeve Fenwick")
    assert (maeve.told_on, maeve.is_made) == (None, False)
    assert "names somebody else" in maeve.fault
    assert not any(mail["To"] == "maeve@fenwick.example" for mail in mails(tmp_path / "mail"))
    tell_people(desk, opened.breach)
    work_off(desk, tools)
    assert [each.name for each in page(desk, opened.reference).people if each.told_on] == ["Maeve Fenwick"]
