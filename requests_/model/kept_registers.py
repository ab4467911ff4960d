"""The registers that people keep by hand: one row a register, one column a thing that is written down in it.

Nothing is overwritten: an entry that is changed or ended is another version behind the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from requests_.errors import InvalidCommand, NotFound
from requests_.model.controller_columns import PROFILE_COLUMNS
from requests_.model.register_columns import Column, ColumnKind, fits
from requests_.model.second_persons import require_numbers
from requests_.model.staff import Actor, Permission
from requests_.model.store_sections import check_section
from requests_.model.targets import Targets


class RegisterKey(StrEnum):
    """Which register."""

    SHARING = "sharing_agreements"
    NOTICE = "privacy_notice"
    POLICY = "appropriate_policy"
    STRENGTH = "team_strength"
    DISCLOSURE = "disclosures"
    CONTROLLER = "controller"
    STORES = "stores"
    TEAMS = "teams"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRegister:
    """One register: what it is for, the law that wants it, and its columns; the first column names an entry.

    `review` is the column with the day by which an entry is looked at again, "" where there is none. `keeper` may write
    in it. `rule` raises InvalidCommand for values that do not go together.
    """

    key: RegisterKey
    title: str
    entry: str
    says: str
    citation: str
    columns: tuple[Column, ...]
    review: str = ""
    keeper: Permission = Permission.KEEP_REGISTERS
    rule: Callable[[Mapping[str, str]], object] | None = None


def _profile_rule(written: Mapping[str, str]) -> None:
    """The targets go together, and no letter needs fewer second persons than the table says."""
    Targets.of(written)
    require_numbers(written)


_LAWS = {"uk_gdpr": "UK GDPR", "law_enforcement": "Part 3 of the Data Protection Act 2018", "both": "Both"}
_IN_FORCE = Column(key="in_force_on", label="In force from", kind=ColumnKind.DAY)
_REVIEW = Column(key="review_on", label="To be looked at again by", kind=ColumnKind.DAY)

REGISTERS: dict[RegisterKey, KeptRegister] = {
    row.key: row
    for row in (
        KeptRegister(
            key=RegisterKey.SHARING,
            title="Sharing agreements",
            entry="agreement",
            says="With whom personal data is shared as a rule, what for, and under which agreement.",
            citation="UK GDPR, articles 5(2), 26 and 28; DPA 2018, sections 58, 59 and 121 (the data sharing code)",
            columns=(
                Column(key="partner", label="Who it is shared with"),
                Column(key="purpose", label="What for", kind=ColumnKind.WORDS),
                Column(key="information", label="What information", kind=ColumnKind.WORDS),
                Column(
                    key="gateway",
                    label="The law that allows it",
                    hint="For example: Children Act 2004, section 11; Crime and Disorder Act 1998, section 115",
                ),
                Column(key="law", label="Data protection law", kind=ColumnKind.CHOICE, choices=_LAWS),
                Column(key="safeguards", label="How it is kept safe", kind=ColumnKind.WORDS, is_needed=False),
                Column(key="signed_on", label="Signed on", kind=ColumnKind.DAY),
                _REVIEW,
            ),
            review="review_on",
        ),
        KeptRegister(
            key=RegisterKey.NOTICE,
            title="Versions of the privacy notice",
            entry="version",
            says="What people were told, from when, and what was changed. The public site shows the one in force.",
            citation="UK GDPR, articles 12 to 14; DPA 2018, section 44",
            columns=(
                Column(key="name", label="Name of this version", hint="For example: 2026, first"),
                _IN_FORCE,
                Column(
                    key="changed",
                    label="What was changed",
                    kind=ColumnKind.WORDS,
                    hint="In words that the people it is about can read: the public site shows them",
                ),
                Column(
                    key="text",
                    label="The notice",
                    kind=ColumnKind.WORDS,
                    hint="A blank line ends a paragraph. A line that begins with # is a heading, with - an entry of "
                    "a list.",
                ),
                _REVIEW,
            ),
            review="review_on",
        ),
        KeptRegister(
            key=RegisterKey.POLICY,
            title="Appropriate policy documents",
            entry="document",
            says="How the principles are kept to where special category or criminal offence data is used, "
            "and for how long it is kept. A document is kept until six months after the processing ends.",
            citation="DPA 2018, section 42 and Schedule 1, paragraphs 5 and 38 to 41",
            columns=(
                Column(key="title", label="Title"),
                _IN_FORCE,
                Column(
                    key="condition",
                    label="The condition it is for",
                    hint="For example: Schedule 1, paragraph 18 (safeguarding of children); Schedule 8, paragraph 4",
                ),
                Column(key="principles", label="How the principles are kept to", kind=ColumnKind.WORDS),
                Column(key="retention", label="How long the data is kept, and how it is erased", kind=ColumnKind.WORDS),
                _REVIEW,
            ),
            review="review_on",
        ),
        KeptRegister(
            key=RegisterKey.STRENGTH,
            title="The team and its training",
            entry="state",
            says="How many people answer requests, and how many of them were trained within the last twelve months. "
            "A state holds until the next one.",
            citation="ICO, audit toolkit: training and resources",
            columns=(
                Column(key="note", label="What changed", hint="For example: a second caseworker from April"),
                Column(key="from_on", label="From", kind=ColumnKind.DAY),
                Column(key="people", label="People who answer requests", kind=ColumnKind.AMOUNT),
                Column(
                    key="full_time",
                    label="Full-time equivalent",
                    kind=ColumnKind.AMOUNT,
                    hint="Two people on half of the hours are 1",
                ),
                Column(key="trained", label="Of these people, trained within twelve months", kind=ColumnKind.AMOUNT),
            ),
        ),
        KeptRegister(
            key=RegisterKey.DISCLOSURE,
            title="Information given out by other ways",
            entry="disclosure",
            says="Who was given what outside a request: by a letter, a meeting, a call. It is drawn together with what "
            "the portal gave out, and shows who has to be told of a change. Nobody it is about is named.",
            citation="UK GDPR, articles 5(2), 15(1)(c) and 19; DPA 2018, sections 45(2)(c), 48(7) and 62",
            columns=(
                Column(key="recipient", label="Who was given it", hint="The body or the team, such as a school"),
                Column(key="what", label="What it was", kind=ColumnKind.WORDS, hint="Name nobody it is about"),
                Column(key="given_on", label="Given on", kind=ColumnKind.DAY),
                Column(
                    key="basis",
                    label="The law that allowed it",
                    hint="For example: Education Act 1996, section 436A; Children Act 1989, section 47",
                ),
                Column(key="about", label="Reference of the request or the file it is in", is_needed=False),
            ),
        ),
        KeptRegister(
            key=RegisterKey.CONTROLLER,
            title="The controller, its targets and its second persons",
            entry="profile",
            says="Who the controller is, as every page, mail and letter says it. An empty field leaves it to the "
            "environment of the servers.",
            citation="UK GDPR, articles 13(1)(a) and (b) and 15(1)(f); DPA 2018, sections 44(1) and 45(2)(f)",
            columns=PROFILE_COLUMNS,
            keeper=Permission.EDIT_SETTINGS,
            rule=_profile_rule,
        ),
        KeptRegister(
            key=RegisterKey.STORES,
            title="Stores",
            entry="store",
            says="Where the service keeps records, and how each place is searched.",
            citation="UK GDPR, articles 15 and 30; DPA 2018, sections 45 and 61",
            columns=(Column(key="section", label="The store, as in stores.toml", kind=ColumnKind.WORDS),),
            keeper=Permission.EDIT_SETTINGS,
            rule=check_section,
        ),
        KeptRegister(
            key=RegisterKey.TEAMS,
            title="Teams",
            entry="team",
            says="The teams of the staff, and in which each of them lies.",
            citation="UK GDPR, articles 5(2) and 24",
            columns=(
                Column(key="name", label="Name"),
                Column(key="parent", label="It lies in", is_needed=False),
            ),
            keeper=Permission.MANAGE_ACCOUNTS,
        ),
    )
}


# What the administrator sets has a page of its own.
BY_HAND = tuple(row for row in REGISTERS.values() if row.keeper is Permission.KEEP_REGISTERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One version of an entry. `version` counts from 1; `seq` is its place in the register's chain."""

    register: RegisterKey
    key: str
    version: int
    seq: int
    values: Mapping[str, str]
    is_ended: bool
    changed_by: str
    changed_at: datetime

    @property
    def name(self) -> str:
        """What the entry is called."""
        return self.values[REGISTERS[self.register].columns[0].key]

    def is_due(self, today: date) -> bool:
        """Whether the day by which it is looked at again has passed."""
        review = REGISTERS[self.register].review
        typed = self.values.get(review, "") if review and not self.is_ended else ""
        return bool(typed) and date.fromisoformat(typed) < today


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepEntry:
    """Write an entry down, or another version of one that was at `seen` (0: a new one)."""

    register: RegisterKey
    key: str
    seen: int
    values: Mapping[str, str]
    actor: Actor
    is_ended: bool = False


def register_of(key: str) -> KeptRegister:
    """A register by its name in an address. Raises NotFound."""
    found = next((row for row in BY_HAND if row.key == key), None)
    if found is None:
        raise NotFound("There is no such register.")
    return found


def checked_values(register: KeptRegister, typed: Mapping[str, str]) -> dict[str, str]:
    """The values of an entry, column by column. Raises InvalidCommand with the `field` that is missing or wrong."""
    values: dict[str, str] = {}
    for column in register.columns:
        value = typed.get(column.key, "").strip()
        if column.is_needed and not value:
            raise InvalidCommand(f"{column.label}: this is needed.", field=column.key)
        if value and not fits(column, value):
            raise InvalidCommand(f"{column.label}: this cannot be read.", field=column.key)
        values[column.key] = value
    if register.rule is not None:
        register.rule(values)
    return values
