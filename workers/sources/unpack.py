"""From one file to everything inside it: archives, mails, attachments in attachments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workers.sources import limits, problems
from workers.sources.archives import Member, is_archive, members
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
    yield from _Unpacking(read).unpack(name, content, inner)


class _Unpacking:
    """One outermost file: what is inside it, all levels together, is counted."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._files = 0
        self._bytes = 0

    def unpack(self, name: str, content: bytes, inner: tuple[str, ...]) -> Iterator[Leaf]:
        if is_archive(name, content):
            yield from self._archive(name, content, inner)
            return
        reading = self._read(name, content)
        yield Leaf(inner=inner, name=name, content=content, text=reading.text, problem=reading.problem)
        for member in reading.attachments:
            yield from self._inside(member, inner)

    def _archive(self, name: str, content: bytes, inner: tuple[str, ...]) -> Iterator[Leaf]:
        for member in members(content):
            if not member.name:  # what the archive itself says about what it does not give
                yield Leaf(inner=inner, name=name, content=b"", text="", problem=member.problem)
            elif self._is_spent():
                yield Leaf(inner=inner, name=name, content=b"", text="", problem=problems.TOO_MUCH_INSIDE)
                return
            else:
                yield from self._inside(member, inner)

    def _inside(self, member: Member, inner: tuple[str, ...]) -> Iterator[Leaf]:
        deeper = (*inner, member.name)
        self._files += 1
        self._bytes += len(member.content)
        problem = member.problem or (problems.TOO_DEEP if len(deeper) > limits.NESTING else "")
        problem = problem or (problems.TOO_MUCH_INSIDE if self._is_spent() else "")
        if problem:
            yield Leaf(inner=deeper, name=member.name, content=member.content, text="", problem=problem)
        else:
            yield from self.unpack(member.name, member.content, deeper)

    def _is_spent(self) -> bool:
        return self._files > limits.ALL_MEMBERS or self._bytes > limits.ALL_UNPACKED_BYTES
