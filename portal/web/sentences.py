"""Saying a sentence that was worked out in English to a visitor of another language, or in words for young people."""

from __future__ import annotations

from portal.web import languages
from requests_.deadlines.wording import Counted, Dated, Listed, MonthNamed, Said
from templates.languages import ENGLISH, Language


def tell(sentence: str) -> str:
    """The sentence as this visitor reads it, with its dates and counts."""
    language = languages.current()
    told = sentence if language is ENGLISH else _told(language, sentence)
    # A sentence may begin with a date, and not every language writes the names of days with a capital.
    return told[:1].upper() + told[1:]


def _told(language: Language, part: str) -> str:
    match part:
        case Said():
            return language.say(part.words).format(**{name: _told(language, one) for name, one in part.values.items()})
        case Dated():
            return language.day(part.day, with_weekday=part.has_weekday)
        case MonthNamed():
            return language.month(part.day)
        case Counted():
            return language.count(part.number, part.noun)
        case Listed():
            return language.listed([_told(language, one) for one in part.parts])
    return language.say(part) if any(sign.isalpha() for sign in part) else part
