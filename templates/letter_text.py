"""The paragraphs of a letter, out of its page: what its checks read, and what its Word form is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = frozenset({"h1", "h2", "h3", "p", "li", "header", "td", "th", "div", "main", "body"})
_UNSEEN = frozenset({"head", "style", "script", "title"})
# What stands around a letter: a council's address, its name and its team say nothing that the law asks for.
_FRAME = frozenset({"letterhead", "from", "to", "opening", "dear", "closing"})
_KEEPS_LINES = frozenset({"from", "to", "words", "closing"})


@dataclass(slots=True)
class Block:
    """One paragraph: its element, its class, whether it is of our routes of complaint, its words as (words, bold)."""

    tag: str
    kind: str = ""
    is_route: bool = False
    runs: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join("".join(words for words, _ in self.runs).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """The words of a letter, one line a paragraph.

    `whole` is everything on its page, `said` what stands from its title to its signature; of that, `routes` is the
    passage we write about complaints and the court, `own` the rest.
    """

    whole: str
    said: str
    routes: str
    own: str


def blocks_of(page: str) -> list[Block]:
    """The paragraphs of a page that hold words, in their order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return [block for block in reader.blocks if block.text]


def text_of(page: str) -> str:
    """The words of a page, one line a paragraph."""
    return _lines(blocks_of(page))


def read_letter(page: str) -> LetterText:
    """What a letter's page says, apart by who wrote it."""
    blocks = blocks_of(page)
    start = next((number for number, block in enumerate(blocks) if block.tag == "h1"), 0)
    said = [block for block in blocks[start:] if block.kind not in _FRAME]
    return LetterText(
        whole=_lines(blocks),
        said=_lines(said),
        routes=_lines(block for block in said if block.is_route),
        own=_lines(block for block in said if not block.is_route),
    )


def body_of(page: str) -> str:
    """The words that follow the salutation, one line a paragraph."""
    lines = text_of(page).splitlines()
    starts = [number for number, line in enumerate(lines, 1) if line.startswith("Dear ")]
    return "\n".join(lines[starts[0] :] if starts else lines)


def _lines(blocks: Iterable[Block]) -> str:
    return "\n".join(block.text for block in blocks)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._bold = 0
        self._unseen = 0
        self._sections: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "section":
            self._sections.append(dict(attrs).get("class") == "routes")
            self._begin("p")
        elif tag in _BLOCKS:
            self._begin(tag, dict(attrs).get("class") or "")
        elif tag in ("strong", "b"):
            self._bold += 1
        elif tag == "br" and self.blocks:
            self.blocks[-1].runs.append(("\n", False))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen -= 1
        elif tag == "section" and self._sections:
            self._sections.pop()
            self._begin("p")
        elif tag in _BLOCKS:
            self._begin("p")
        elif tag in ("strong", "b"):
            self._bold -= 1

    def handle_data(self, data: str) -> None:
        if self._unseen or not self.blocks:
            return
        block = self.blocks[-1]
        words = data if block.kind in _KEEPS_LINES else _on_one_line(data)
        if words:
            block.runs.append((words, self._bold > 0))

    def _begin(self, tag: str, kind: str = "") -> None:
        self.blocks.append(Block(tag, kind, is_route=any(self._sections)))


def _on_one_line(data: str) -> str:
    words = " ".join(data.split())
    if not words:
        return " " if data else ""
    return f"{' ' if data[0].isspace() else ''}{words}{' ' if data[-1].isspace() else ''}"
