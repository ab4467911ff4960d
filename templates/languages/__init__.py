"""The words of the public pages as data: one catalogue a language (`pl.po`), and one in words for young people.

A catalogue is in the format of GNU gettext, which translators' programs read: English is what the code says, and what
stands where a catalogue has nothing. A language is added by its file and a row of `LANGUAGES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from templates.filters import uk_date, uk_weekday

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Language:
    """What a page is written in. `code` is its BCP 47 tag, `name` what its readers call it."""

    key: str
    code: str
    name: str
    is_rtl: bool = False
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return "rtl" if self.is_rtl else "ltr"

    @property
    def is_english(self) -> bool:
        """Whether it is English, be it in words for young people."""
        return self.code.startswith("en")

    def say(self, text: str) -> str:
        """`text` in this language, or as it is."""
        return self.words.get(text, text)

    def fill(self, text: str, **values: object) -> str:
        """`text` in this language, with its `{name}` places filled; markup in one of them stays markup."""
        worded = self.say(text)
        if any(isinstance(value, Markup) for value in values.values()):
            return escape(worded).format(**values)
        return worded.format(**values) if values else worded

    def day(self, day: date | None, *, with_weekday: bool = False) -> str:
        """A date as it is written in this language; nothing for none."""
        if day is None or self.is_english:
            return uk_weekday(day) if with_weekday else uk_date(day)
        return self._formatted(day, "EEEE, d MMMM y" if with_weekday else "d MMMM y")

    def month(self, day: date) -> str:
        """The name of a date's month on its own."""
        return self._formatted(day, "LLLL")

    def count(self, number: int, noun: str) -> str:
        """A number of days or months."""
        from babel.units import format_unit

        return format_unit(number, f"duration-{noun}", locale=self._locale)

    def listed(self, parts: Sequence[str]) -> str:
        """Several things, as a sentence joins them."""
        from babel.lists import format_list

        return format_list(parts, locale=self._locale)

    @property
    def _locale(self) -> str:
        """What Babel calls it."""
        return self.code.replace("-", "_")

    def _formatted(self, day: date, pattern: str) -> str:
        from babel.dates import format_date

        return format_date(day, pattern, locale=self._locale)


ENGLISH = Language("en", "en-GB", "English")


@cache
def languages() -> dict[str, Language]:
    """Every language there is, by its key, in the order in which they are offered."""
    rows = (
        ENGLISH,
        Language("young", "en-GB", "For young people", words=_catalogue("young")),
        Language("pl", "pl", "Polski", words=_catalogue("pl")),
    )
    return {row.key: row for row in rows}


def language_named(key: str) -> Language:
    """The language of a key; English for one that is not offered any more."""
    return languages().get(key, ENGLISH)


def _catalogue(name: str) -> dict[str, str]:
    from babel.messages.pofile import read_po

    with (FOLDER / f"{name}.po").open("rb") as handle:
        return {str(row.id): str(row.string) for row in read_po(handle) if row.id and row.string and not row.fuzzy}
