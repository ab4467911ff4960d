"""What a requester may send as a file, told by what is in it and never by its name.

Nothing is unpacked here: of an Office file only its list of contents is read, which says how large it would become.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from requests_.errors import InvalidCommand

LARGEST_FILE_BYTES = 25_000_000
MOST_PARTS = 1_000
LARGEST_UNPACKED_BYTES = 200_000_000
LARGEST_RATIO = 100
_END_OF_ZIP = b"PK\x05\x06"
# The end of an archive stands at the end of a file, before a comment of at most 64 KB.
_TAIL_BYTES = 66_000
_MARKUP = (b"<script", b"<html", b"<!doctype", b"<svg")

UNKNOWN = "We cannot take this kind of file. Send a photo, a PDF, or a Word, Excel or PowerPoint file."
DAMAGED = "This file is damaged or was cut off. Try to save it again, or take a photo of it."
TWO_KINDS = "This file is two kinds of file in one, which is not safe. Take a photo of it, or save it as a PDF."
TOO_LARGE = "This file is larger than 25 MB. Send it in parts, or as a smaller photo."
BOMB = "This file would become far too large when it is opened. Save it as a PDF and send that."
PROGRAM = "There is a program (a macro) in this file. Save it without, or as a PDF, and send that."
ARCHIVE = "This is a folder of files packed into one. Send the files in it one by one."


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken: what browsers call it, and how its name ends."""

    media_type: str
    ending: str


PDF = FileKind("application/pdf", ".pdf")
_PICTURES: tuple[tuple[FileKind, Callable[[bytes], bool]], ...] = (
    (FileKind("image/jpeg", ".jpg"), lambda head: head.startswith(b"\xff\xd8\xff")),
    (FileKind("image/png", ".png"), lambda head: head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR"),
    (FileKind("image/webp", ".webp"), lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP"),
    (FileKind("image/heic", ".heic"), lambda head: head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1"}),
    (FileKind("image/tiff", ".tif"), lambda head: head.startswith((b"II*\0", b"MM\0*"))),
    (FileKind("image/gif", ".gif"), lambda head: head.startswith((b"GIF87a", b"GIF89a"))),
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
# What an Office file of today holds, by which its kind is told.
_OFFICE_PARTS: tuple[tuple[str, FileKind], ...] = (
    ("word/document.xml", FileKind(f"{_OFFICE}wordprocessingml.document", ".docx")),
    ("xl/workbook.xml", FileKind(f"{_OFFICE}spreadsheetml.sheet", ".xlsx")),
    ("ppt/presentation.xml", FileKind(f"{_OFFICE}presentationml.presentation", ".pptx")),
)
_OPEN_KINDS = (
    FileKind(f"{_OPEN}text", ".odt"),
    FileKind(f"{_OPEN}spreadsheet", ".ods"),
    FileKind(f"{_OPEN}presentation", ".odp"),
)
# The stream of an old Office file, by which its kind is told; names in it are UTF-16.
_OLD_STREAMS: tuple[tuple[str, FileKind], ...] = (
    ("WordDocument", FileKind("application/msword", ".doc")),
    ("Workbook", FileKind("application/vnd.ms-excel", ".xls")),
    ("PowerPoint Document", FileKind("application/vnd.ms-powerpoint", ".ppt")),
)
_OLD_PROGRAM = "_VBA_PROJECT"


def kind_of(content: bytes) -> FileKind:
    """The kind of a file that may be taken. Raises InvalidCommand with what is wrong, in words for its sender."""
    if not content.strip(b"\0"):
        raise _refusal("This file is empty. Choose another one.")
    if len(content) > LARGEST_FILE_BYTES:
        raise _refusal(TOO_LARGE)
    head = content[:1024]
    if content.startswith(b"PK"):
        return _of_archive(content)
    if _END_OF_ZIP in content[-_TAIL_BYTES:] or any(tag in head.lower() for tag in _MARKUP):
        raise _refusal(UNKNOWN if head.lstrip()[:1] == b"<" else TWO_KINDS)
    if head.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-_TAIL_BYTES:]:
            raise _refusal(DAMAGED)
        return PDF
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _of_old_office(content)
    found = next((kind for kind, is_it in _PICTURES if is_it(head)), None)
    if found is None:
        raise _refusal(UNKNOWN)
    return found


def _of_archive(content: bytes) -> FileKind:
    end = content.rfind(_END_OF_ZIP, -_TAIL_BYTES)
    # How many parts there are is read before the list of them: a list of millions is a weapon too.
    if end < 0 or not content.startswith(b"PK\x03\x04"):
        raise _refusal(DAMAGED)
    if int.from_bytes(content[end + 10 : end + 12], "little") > MOST_PARTS:
        raise _refusal(BOMB)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_bomb(content, parts)
            names = {part.filename.casefold() for part in parts}
            declared = archive.read("mimetype")[:100].decode("latin-1") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError, EOFError) as fault:
        raise _refusal(DAMAGED) from fault
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
        raise _refusal(PROGRAM)
    fitting = [kind for part, kind in _OFFICE_PARTS if part in names]
    fitting += [kind for kind in _OPEN_KINDS if kind.media_type == declared.strip()]
    if not fitting:
        raise _refusal(ARCHIVE)
    return fitting[0]


def _refuse_bomb(content: bytes, parts: Iterable[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > min(LARGEST_UNPACKED_BYTES, len(content) * LARGEST_RATIO):
        raise _refusal(BOMB)


def _of_old_office(content: bytes) -> FileKind:
    if _OLD_PROGRAM.encode("utf-16-le") in content:
        raise _refusal(PROGRAM)
    found = next((kind for stream, kind in _OLD_STREAMS if stream.encode("utf-16-le") in content), None)
    if found is None:
        raise _refusal(UNKNOWN)
    return found


def _refusal(reason: str) -> InvalidCommand:
    return InvalidCommand(reason, field="file")
