"""From one file to everything inside it: archives, mails, attachments in attachments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workers.sources import limits
from workers.sources.archives import is_archive, members
from workers.sources.reading import Reading

Read = Callable[[str, bytes], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A file and its text; `inner` are the names that lead to it from the outermost file (none for that itself)."""

    inner: tuple[str, ...]
    name: str
    content: bytes
    text: str
    problem: str = ""


def leaves(name: str, content: bytes, read: Read, *, inner: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Give the file and, one after another, every file inside it; an archive itself is only its files."""
    if is_archive(name, content):
        yield from _inside_archive(name, content, read, inner)
        return
    reading = read(name, content)
    yield Leaf(inner=inner, name=name, content=content, text=reading.text, problem=reading.problem)
    for member in reading.attachments:
        yield from _inside(member.name, member.content, member.problem, read, inner)


def _inside_archive(name: str, content: bytes, read: Read, inner: tuple[str, ...]) -> Iterator[Leaf]:
    for member in members(content):
        if not member.name:  # what the archive itself says about what it does not give
            yield Leaf(inner=inner, name=name, content=b"", text="", problem=member.problem)
        else:
            yield from _inside(member.name, member.content, member.problem, read, inner)


def _inside(name: str, content: bytes, problem: str, read: Read, inner: tuple[str, ...]) -> Iterator[Leaf]:
    deeper = (*inner, name)
    if problem:
        yield Leaf(inner=deeper, name=name, content=content, text="", problem=problem)
    elif len(deeper) > limits.NESTING:
        yield Leaf(inner=deeper, name=name, content=content, text="", problem="lies too deep inside other files")
    else:
        yield from leaves(name, content, read, inner=deeper)
