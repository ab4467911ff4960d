"""How hard a page's words are to read: the Flesch-Kincaid grade (Kincaid and others, US Navy report 8-75, 1975)."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

# A grade is a school year of the United States: grade 8 is read at 13.
_VOWELS = re.compile(r"[aeiouy]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
_BLOCKS = frozenset(
    ("p", "li", "h1", "h2", "h3", "dt", "dd", "label", "legend", "button", "summary", "td", "th", "div", "br")
)
_SILENT = frozenset(("script", "style", "title"))


@dataclass(frozen=True)
class Reading:
    """The grade of a text, and its longest sentence."""

    grade: float
    words: int
    longest: str


class _MainText(HTMLParser):
    """The text of a page's <main>, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._depth, self._silent = 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "main"
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "main"
        self._silent -= tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._depth and not self._silent:
            self.parts.append(data)


def text_of_page(page: str) -> str:
    """What somebody reads in the main part of a page."""
    parser = _MainText()
    parser.feed(page)
    return "".join(parser.parts)


def reading_of(text: str) -> Reading:
    """The grade of a text: short sentences and short words are easy."""
    lines = (re.sub(r"https?://\S+|\S+@\S+|[A-Z]{2}-\d{4}-\S+", "", line) for line in text.split("\n"))
    sentences = [s.strip() for line in lines for s in re.split(r"(?<=[.!?:])\s+", line) if len(_WORD.findall(s)) > 2]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    syllables = sum(syllables_of(word) for word in words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return Reading(round(grade, 1), len(words), max(sentences, key=lambda s: len(_WORD.findall(s))))


def syllables_of(word: str) -> int:
    """About how many syllables a word has: groups of vowels, without a silent ending."""
    word = re.sub(r"[’'].*", "", word.lower())
    count = len(_VOWELS.findall(word))
    is_silent = re.search(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouycsxzgh]es)$", word)
    return max(1, count - bool(is_silent))
