"""Days as people write them, in figures or in words, and what day each may mean; a year or a day may be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ahocorasick_rs import AhoCorasick, MatchKind

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_GAP = r"[ \n-]{1,2}"
_ORDINAL = rf"(?:(?:twenty{_GAP})(?:{'|'.join(_ORDINALS[:9])})|{'|'.join(_ORDINALS)}|thirty{_GAP}first|thirtieth)"
_UNIT, _TEEN, _TEN = (rf"(?:{'|'.join(words)})" for words in (_UNITS, _TEENS, _TENS))
_BELOW_HUNDRED = rf"(?:{_TEN}(?:{_GAP}{_UNIT})?|{_TEEN}|{_UNIT})"
YEAR_WORDS = (
    rf"(?:two{_GAP}thousand(?:,?(?:{_GAP}and)?{_GAP}{_BELOW_HUNDRED})?"
    rf"|(?:nineteen|twenty){_GAP}(?:(?:oh|o){_GAP}{_UNIT}|{_TEEN}|{_TEN}(?:{_GAP}{_UNIT})?))"
)
_DAY = rf"(?:\d{{1,2}} ?(?:st|nd|rd|th)|\d{{1,2}}|{_ORDINAL})"
IN_FIGURES = (
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|'?\d{2})|\d{1,2} / \d{1,2} / (?:\d{4}|\d\d)|\d{4}[-/.]\d{2}[-/.]\d{2}"
    r"|\d{1,2} \d{1,2} \d{4}|\d{8}|\d{1,2}/\d{1,2}"
)
RUN_TOGETHER = rf"\d{{1,2}}{MONTH}(?:\d{{4}}|\d\d)|\d{{4}}{_GAP}{MONTH}{_GAP}{_DAY}"
DAY_FIRST = (
    rf"{_DAY}{_GAP}(?:day{_GAP})?(?:of{_GAP})?{MONTH}(?:\.?,?(?:{_GAP}(?:of{_GAP}|in{_GAP})?)?(?:\d{{4}}|'?\d\d)(?!\d)"
    rf"|\.?,?{_GAP}(?:of{_GAP}|in{_GAP})?{YEAR_WORDS})?"
)
MONTH_FIRST = rf"{MONTH}\.?,?{_GAP}(?:the{_GAP})?{_DAY}(?:,?{_GAP}(?:of{_GAP})?(?:\d{{4}}|'\d\d|{YEAR_WORDS}))?"
MONTH_AND_YEAR = rf"{MONTH}\.?,?{_GAP}(?:of{_GAP})?(?:\d{{4}}|'\d\d|{YEAR_WORDS})"
ANY_DATE = re.compile(
    rf"(?<![\w/.-])(?:{IN_FIGURES}|{RUN_TOGETHER}|{DAY_FIRST}|{MONTH_FIRST}|{MONTH_AND_YEAR})(?![\w/-])(?!\.\d)", re.I
)
_MONTH_NAMED = re.compile(rf"(?<![a-z]){MONTH}(?![a-z])", re.I)
_YEAR_NAMED = re.compile(rf"\b{YEAR_WORDS}\b", re.I)
_DAY_NAMED = re.compile(rf"\b{_ORDINAL}\b", re.I)
_IN_WORDS = AhoCorasick(
    (*_ORDINALS, "thirtieth", "two thousand", "twenty", "nineteen"), matchkind=MatchKind.LeftmostLongest
)
_NUMBERS = {word: number for number, word in enumerate(_UNITS, start=1)}
_NUMBERS |= {word: number for number, word in enumerate(_TEENS, start=10)}
_NUMBERS |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
_DAYS = {word: number for number, word in enumerate(_ORDINALS, start=1)} | {"thirtieth": 30}


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as it is written; `year` or `day` is 0 where it is left out."""

    year: int
    month: int
    day: int

    def fits(self, whole: date) -> bool:
        """Whether a date may be the one that was written."""
        return self.month == whole.month and self.year in (0, whole.year) and self.day in (0, whole.day)


def days_of(text: str) -> tuple[Day, ...]:
    """The days a written date may mean: day first, and month first where both can be; none when it is no day."""
    return tuple(dict.fromkeys(_days(" ".join(text.lower().split()))))


def dates_of(text: str) -> tuple[date, ...]:
    """The whole dates among the days a written date may mean."""
    return tuple(date(one.year, one.month, one.day) for one in days_of(text) if one.year and one.day)


def worded_days(folded: str) -> list[tuple[int, int]]:
    """The stretches of a folded text in which a day or a year in words stands near the name of a month."""
    found: list[tuple[int, int]] = []
    for _, start, end in _IN_WORDS.find_matches_as_indexes(folded):
        low, high = max(0, start - 40), min(len(folded), end + 60)
        if (not start or not folded[start - 1].isalpha()) and _MONTH_NAMED.search(folded, low, high):
            while high < len(folded) and not folded[high].isspace():
                high += 1
            found.append((low, high))
    return found


def _days(text: str) -> Iterator[Day]:
    named = _MONTH_NAMED.search(text)
    for year, month, day in _with_a_named_month(text, named) if named else _in_figures(text):
        years = (year,) if year > 99 or year < 0 else (2000 + year, 1900 + year)
        for whole in years:
            try:
                # 2000 has a 29 February, as a year that is left out may.
                date(2000 if whole < 0 else whole, month, day or 1)
            except ValueError:
                continue
            yield Day(max(0, whole), month, day)


def _with_a_named_month(text: str, named: re.Match[str]) -> Iterator[tuple[int, int, int]]:
    """Year, month and day; the year -1 and the day 0 where they are left out."""
    month = next(place for place, name in enumerate(_MONTHS, start=1) if name.startswith(named.group()[:3]))
    rest = f"{text[: named.start()]} {text[named.end() :]}"
    said = _YEAR_NAMED.search(rest)
    if said:
        rest = f"{rest[: said.start()]} {rest[said.end() :]}"
    numbers = [int(number) for number in re.findall(r"\d+", rest)]
    day = _DAY_NAMED.search(rest)
    if day:
        numbers.insert(0, _day_number(day.group()))
    if said:
        numbers.append(_year_number(said.group()))
    if len(numbers) == 1:
        alone = numbers[0] > 31 or "'" in rest
        yield (numbers[0], month, 0) if alone else (-1, month, numbers[0])
    elif len(numbers) == 2:
        first, second = numbers
        yield (first, month, second) if first > 31 else (second, month, first)


def _in_figures(text: str) -> Iterator[tuple[int, int, int]]:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) == 3 and numbers[0] > 31:
        yield numbers[0], numbers[1], numbers[2]
    elif len(numbers) == 3:
        yield numbers[2], numbers[1], numbers[0]
        yield numbers[2], numbers[0], numbers[1]
    elif len(numbers) == 2:
        yield -1, numbers[1], numbers[0]
    elif re.fullmatch(r"\d{8}", text):
        yield int(text[4:]), int(text[2:4]), int(text[:2])
        yield int(text[:4]), int(text[4:6]), int(text[6:])


def _day_number(words: str) -> int:
    *tens, last = re.split(r"[ -]+", words)
    return _DAYS[last] + sum(_NUMBERS[word] for word in tens)


def _year_number(words: str) -> int:
    century, *rest = re.split(r"[ ,-]+", words)
    last = sum(_NUMBERS.get(word, 0) for word in rest)
    return {"two": 2000, "nineteen": 1900, "twenty": 2000}[century] + last
