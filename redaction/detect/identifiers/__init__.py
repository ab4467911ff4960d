"""Identifiers of people in a text: one row of IDENTIFIERS a pattern, each with its check and its source.

Whose an identifier is comes from the listed people (`contacts`); one that points to nobody listed is somebody's all the
same and is referred. Only what plainly belongs to an organisation is let through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from redaction.detect import births, contacts, validators
from redaction.detect.cells import grid_of
from redaction.detect.cover import Cover
from redaction.detect.identifiers.birth_rows import BIRTH_ROWS
from redaction.detect.identifiers.case_rows import CASE_ROWS
from redaction.detect.identifiers.contact_rows import CONTACT_ROWS
from redaction.detect.identifiers.money_rows import MONEY_ROWS
from redaction.detect.identifiers.person_rows import PERSON_ROWS
from redaction.detect.identifiers.rows import Identifier
from redaction.detect.identifiers.windows import Labels, after_words, windows_of
from redaction.detect.mention import Mention
from redaction.detect.roster import Roster
from redaction.normalise import Reading

# Which row wins where two fit: what is surest, or most telling, comes first.
_ORDER = (
    "email", "online_profile", "upn", "national_insurance", "driving_licence", "iban", "nhs_number", "payment_card",
    "phone", "uln", "sort_code", "bank_account", "passport", "postcode", "address", "vehicle", "penalty_notice",
    "court_case", "police_reference", "social_care_number", "pupil_number", "date_of_birth",
)  # fmt: skip
IDENTIFIERS: tuple[Identifier, ...] = tuple(
    sorted((*CONTACT_ROWS, *PERSON_ROWS, *MONEY_ROWS, *CASE_ROWS, *BIRTH_ROWS), key=lambda row: _ORDER.index(row.kind))
)

_LABELS = Labels(IDENTIFIERS)


def find_identifiers(reading: Reading, roster: Roster) -> list[Mention]:
    """Every identifier of a person, with its owners where they are listed; an earlier row beats a later one."""
    born = births.BirthDates(reading, roster)
    windows = windows_of(reading.plain, reading.folded)
    labels = _LABELS.places(reading.folded)
    grid = grid_of(reading)
    found = Cover()
    for row in IDENTIFIERS:
        if row.words and not any(word in labels for word in row.words):
            continue
        near = windows.get(row.near, ())
        if grid is None and row.words:
            near = after_words(row, reading.folded, labels)
        for start, end in _matches(row, reading, near):
            if row.kind == "date_of_birth":
                mention = born.mention(start, end)
            else:
                mention = contacts.mention(row.kind, start, end, reading, roster)
            if mention is not None and not found.over(mention):
                found.add(mention)
    return list(found)


def _matches(row: Identifier, reading: Reading, windows: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    plain = reading.plain
    for low, high in windows:
        for match in row.pattern.finditer(plain, low, high):
            start, end = match.span()
            if row.kind == "phone":
                end = start + validators.phone_on_a_line(match.group())
            proven = row.proven is not None and row.proven(match.group())
            if (
                proven
                or row.before is None
                or row.before.search(plain, max(0, start - 48), start)
                or _headed(row, reading, start)
            ):
                yield start, end


def _headed(row: Identifier, reading: Reading, start: int) -> bool:
    """Whether the heading or the label of a cell says that an identifier of this kind begins it."""
    grid = grid_of(reading)
    if grid is None or row.before is None or grid.at(start).start != start:
        return False
    return any(row.before.search(label + " ") for label in grid.labels(grid.at(start)))
