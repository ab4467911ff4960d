"""The document shares: files in folders as officers leave them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft
from workers.demo.formats.archive import zipped
from workers.demo.formats.pdf import render_pdf
from workers.demo.formats.rendering import ENDINGS, render
from workers.demo.formats.sheet import render_sheet
from workers.demo.formats.word import empty_word
from workers.demo.mailbox import compose
from workers.demo.people.person import Person
from workers.demo.plan import PROSECUTION, SHARE, Placed, documents
from workers.demo.texts.mails import threads
from workers.demo.texts.panels import class_list, panel_minutes
from workers.demo.texts.referral import referral
from workers.demo.texts.visits import home_visit
from workers.demo.truth import Ledger, Truth

# What a school typed to lock a file, and never told anybody.
_PASSWORD = "school2024"  # noqa: S105
_WITH_ASIDES = {"docx", "xlsx"}
# Scans cost a hundred times a text page to make and to read: after so many, further ones are saved as ordinary PDF.
_SCANS_PER_HUNDRED_PUPILS = 25
_PANEL_CASES, _PANEL_FAMILIES = 5, 3
_PANEL_SPAN = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class _Member:
    """A file of a court bundle."""

    name: str
    content: bytes
    form: str
    draft: Draft


@dataclass(slots=True)
class Share:
    """Writes files below the borough's folder and keeps the ledger; `scans_left` bounds the costly ones."""

    root: Path
    ledger: Ledger
    scans_left: int

    def save(self, placed: Placed, *, author: Person, scan_always: bool = False) -> bytes:
        """The draft as a file of its format, entered in the ledger."""
        form = placed.form
        if form in {"scan", "png"} and not scan_always:
            form = form if self.scans_left > 0 else "pdf"
            self.scans_left -= form != "pdf"
        draft = placed.draft if form in _WITH_ASIDES else replace(placed.draft, aside=())
        content = render(draft, form, author=author.full)
        name = f"{placed.path}.{ENDINGS.get(form, form)}"
        self.put(placed.store, name, content, draft.on)
        self.ledger.enter_draft(placed.store, name, draft, form=form)
        return content

    def put(self, store: str, name: str, content: bytes, on: date) -> None:
        """A file at that path of the store, last changed on a day."""
        path = self.root / store / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        saved_at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC).timestamp()
        os.utime(path, (saved_at, saved_at))


def scans_for(pupils: int) -> int:
    """How many scans a borough of that size has, the hero's own not counted."""
    return max(3, pupils * _SCANS_PER_HUNDRED_PUPILS // 100)


def write_case_files(share: Share, dossier: Dossier) -> int:
    """The files of one case; a prosecution's are zipped for the court as well. Returns how many files."""
    count = 0
    bundle: list[_Member] = []
    for placed in documents(dossier):
        content = share.save(placed, author=dossier.cast["eso"], scan_always=dossier.route.key == "hero")
        count += 1
        if placed.store == PROSECUTION and "PRIVILEGED" not in placed.path:
            written = share.ledger.rows[-1].ref.rsplit("/", 1)[1]
            bundle.append(_Member(written, content, share.ledger.rows[-1].form, placed.draft))
    if bundle and "court" in dossier.events:
        _court_bundle(share, dossier, bundle)
        count += 1
    return count


def _court_bundle(share: Share, dossier: Dossier, bundle: list[_Member]) -> None:
    """A ZIP of the court papers with the statements in a ZIP of their own, as the court's portal wants them."""
    on = dossier.events["court"]
    statements = [member for member in bundle if member.draft.kind.startswith("statement")]
    rest = [member for member in bundle if member not in statements]
    path = f"{dossier.reference.replace('/', '-')}/Court bundle {dossier.child.family}.zip"
    inner = zipped([(member.name, member.content) for member in statements], on)
    exhibits = [(f"Exhibits/{member.name}", member.content) for member in rest]
    share.put(PROSECUTION, path, zipped([*exhibits, ("Statements.zip", inner)], on), on)
    for folder, members in (("Exhibits/", rest), ("Statements.zip!", statements)):
        for member in members:
            share.ledger.enter_draft(PROSECUTION, f"{path}!{folder}{member.name}", member.draft, form=member.form)


def write_shared_papers(share: Share, dossiers: Sequence[Dossier], officers: dict[str, Person]) -> int:
    """Panel minutes and class lists, which are about several children. Returns how many files."""
    count = 0
    for number, (on, cases) in enumerate(_panels(dossiers)):
        draft = panel_minutes(cases, on, officers | {"earlyhelp": cases[0].cast["earlyhelp"]})
        form = ("docx", "pdf", "docx")[number % 3]
        share.save(Placed(SHARE, f"Panel/{on.year}/Panel minutes {on:%Y%m%d}", form, draft), author=officers["admin"])
        count += 1
    for on, pupils in _lists(dossiers):
        draft = class_list(pupils, on)
        where = f"Lists from schools/{pupils[0].school.short} pupils of concern {on:%Y%m%d}"
        content = render_sheet(draft)
        share.put(SHARE, f"{where}.xlsx", content, on)
        share.ledger.enter_draft(SHARE, f"{where}.xlsx", draft, form="xlsx")
        count += 1
    return count


def _panels(dossiers: Sequence[Dossier]) -> list[tuple[date, list[Dossier]]]:
    """Cases heard together: those of three weeks, with the nearest other cases beside one heard alone."""
    heard = sorted((d for d in dossiers if "panel" in d.events), key=lambda d: (d.events["panel"], d.child_ref))
    groups: list[list[Dossier]] = []
    for dossier in heard:
        first = groups[-1][0].events["panel"] if groups else None
        if first is None or dossier.events["panel"] - first > _PANEL_SPAN or len(groups[-1]) == _PANEL_CASES:
            groups.append([])
        groups[-1].append(dossier)
    return [(max(d.events["panel"] for d in group), _accompanied(group, dossiers)) for group in groups]


def _accompanied(group: list[Dossier], dossiers: Sequence[Dossier]) -> list[Dossier]:
    """The group, filled up to three families with cases referred shortly before or after."""
    on = max(dossier.events["panel"] for dossier in group)
    homes = {dossier.family.home for dossier in group}
    for other in sorted(dossiers, key=lambda d: (abs(d.events["referral"] - on), d.child_ref)):
        if len(homes) >= _PANEL_FAMILIES:
            break
        if other.family.home not in homes:
            group = [*group, other]
            homes.add(other.family.home)
    return group


def _lists(dossiers: Sequence[Dossier]) -> list[tuple[date, list[Dossier]]]:
    """One list a school, on the day of the latest referral from it."""
    by_school: dict[str, list[Dossier]] = defaultdict(list)
    for dossier in dossiers:
        by_school[dossier.school.urn].append(dossier)
    return [
        (max(d.events["referral"] for d in pupils), sorted(pupils, key=lambda d: d.child.family)[:30])
        for _, pupils in sorted(by_school.items())
    ]


def write_gaps(share: Share, dossier: Dossier) -> int:
    """Files nobody can read, in a case whose search must show the gap: empty, locked, broken. Returns how many."""
    on = dossier.events["referral"]
    draft = referral(dossier, on)
    folder = f"Cases/{dossier.child.family}, {dossier.child.given} {dossier.child_ref}"
    whole = render_pdf(draft)
    gaps = (
        (f"{folder}/Doc1.docx", empty_word(on), "empty"),
        (
            f"{folder}/From school/Referral {dossier.child.family} LOCKED.pdf",
            render_pdf(draft, password=_PASSWORD),
            "password",
        ),
        (f"{folder}/From school/Referral {dossier.child.family} part.pdf", whole[: len(whole) // 3], "broken"),
        (f"{folder}/Thumbs.db", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504), "unsupported"),
    )
    for name, content, reason in gaps:
        share.put(SHARE, name, content, on)
        share.ledger.enter_draft(SHARE, name, draft, form=Path(name).suffix[1:], unreadable=reason)
    return len(gaps)


def write_oddments(share: Share, dossier: Dossier) -> int:
    """What else lies in a case folder: a mail saved as a file, notes in an old format. Returns how many files."""
    folder = f"Cases/{dossier.child.family}, {dossier.child.given} {dossier.child_ref}"
    message = next(threads(dossier))[-1]
    saved = f"{folder}/From school/{message.subject.text.replace('/', '-').replace(':', '')}.eml"
    share.put(SHARE, saved, compose(message).as_bytes(), message.sent_at.date())
    share.ledger.enter(
        Truth(
            store=SHARE,
            ref=saved,
            title=message.subject.text,
            kind=message.kind,
            category="communication_logs",
            on=message.sent_at.date(),
            about=message.about,
            prose=message.text,
            form="eml",
        )
    )
    if dossier.route.key == "hero":
        return 1
    draft = home_visit(dossier, dossier.events["referral"], answered=False)
    share.save(Placed(SHARE, f"{folder}/Old notes {dossier.child.initials}", "rtf", draft), author=dossier.cast["eso"])
    return 2
