"""What a requester may send as a file, told by what is in it and never by its name.

Nothing is drawn here: a file is walked along its own structure (`file_walks/`), and what stands behind its end is left
out, and of a picture its words. A file that is a second kind as well (`second_kinds.py`) is refused. Of an Office file
the list of contents is read, which says how large it would become, and where it says of what kinds its parts are.
"""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from requests_.errors import InvalidCommand
from requests_.model.file_walks import archive as walk
from requests_.model.file_walks.broken import BrokenFileError
from requests_.model.file_walks.heic import own_heic
from requests_.model.file_walks.pictures import own_gif, own_jpeg, own_png, own_webp
from requests_.model.file_walks.tiff import own_tiff
from requests_.model.second_kinds import Family, second_kind

LARGEST_FILE_BYTES = 25_000_000
MOST_PARTS = 1_000
LARGEST_UNPACKED_BYTES = 200_000_000
LARGEST_RATIO = 100
_HEAD_BYTES = 1024
_PDF_BEGINS, _PDF_ENDS = b"%PDF-", b"%%EOF"
# What a mail program or a web server puts before a PDF without making it anything else.
_BLANK_BEFORE = b"\xef\xbb\xbf\r\n\t "

UNKNOWN = "We cannot take this kind of file. Send a photo, a PDF, or a Word, Excel or PowerPoint file."
DAMAGED = "This file is damaged or was cut off. Try to save it again, or take a photo of it."
TWO_KINDS = "This file is two kinds of file in one, which is not safe. Send a photo of it, or print it to a new PDF."
TOO_LARGE = "This file is larger than 25 MB. Send it in parts, or as a smaller photo."
BOMB = "This file would become far too large when it is opened. Save it as a PDF and send that."
PROGRAM = "There is a program (a macro) in this file. Save it without, or as a PDF, and send that."
PACKED_IN = "There is another file packed in this one. Save it without, or as a PDF, and send the other file by itself."
ARCHIVE = "This is a folder of files packed into one. Send the files in it one by one."


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken: what browsers call it, and how its name ends."""

    media_type: str
    ending: str


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file that may be kept, without what stood behind its end."""

    kind: FileKind
    content: bytes


@dataclass(frozen=True, slots=True)
class _Picture:
    """A kind of picture: how it begins, and which of its bytes are its own."""

    kind: FileKind
    begins: Callable[[bytes], bool]
    own: Callable[[bytes], bytes]


PDF = FileKind("application/pdf", ".pdf")
_HEIC = {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1"}
_PICTURES = (
    _Picture(FileKind("image/jpeg", ".jpg"), lambda head: head.startswith(b"\xff\xd8\xff"), own_jpeg),
    _Picture(FileKind("image/png", ".png"), lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), own_png),
    _Picture(FileKind("image/webp", ".webp"), lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", own_webp),
    _Picture(FileKind("image/heic", ".heic"), lambda head: head[4:12] in _HEIC, own_heic),
    _Picture(FileKind("image/tiff", ".tif"), lambda head: head.startswith((b"II*\0", b"MM\0*")), own_tiff),
    _Picture(FileKind("image/gif", ".gif"), lambda head: head.startswith((b"GIF87a", b"GIF89a")), own_gif),
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
# Where an Office file says of what kind each part is (ECMA-376 part 2, 10.1.2.2), and the kinds that are programs.
_KINDS_OF_PARTS, _LONGEST_LIST_OF_KINDS = "[content_types].xml", 1_000_000
_PROGRAMS = re.compile(r"vbaproject|macroenabled|macrosheet", re.IGNORECASE)
# What makes an archive a program of Java or of Android.
_PARTS_OF_PROGRAMS = {"meta-inf/manifest.mf", "androidmanifest.xml", "classes.dex"}
# The stream of an old Office file, by which its kind is told; names in it are UTF-16.
_OLD_STREAMS: tuple[tuple[str, FileKind], ...] = (
    ("WordDocument", FileKind("application/msword", ".doc")),
    ("Workbook", FileKind("application/vnd.ms-excel", ".xls")),
    ("PowerPoint Document", FileKind("application/vnd.ms-powerpoint", ".ppt")),
)
# What in one is a program: of Word and Excel, by the name of its stream; of PowerPoint, whose list says that it has one
# (MS-PPT 2.4.11); a sheet of Excel that is one (MS-XLS 2.4.28). And the stream that holds a file of any other kind.
_OLD_PROGRAMS = (
    re.compile(re.escape("_VBA_PROJECT".encode("utf-16-le"))),
    re.compile(rb"\x1f\0\xff\x03\x14\0{3}\x02\0\0\x04\x0c\0{3}.{4}\x01\0{3}", re.DOTALL),
    re.compile(rb"\x85\0[\x09-\x48]\0.{4}[\0-\x02][\x01\x06][\x01-\x1f][\0\x01]", re.DOTALL),
)
_OLD_OFFICE, _PACKED_STREAM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "\x01Ole10Native".encode("utf-16-le")


def take(content: bytes) -> TakenFile:
    """A file that may be kept. Raises InvalidCommand with what is wrong, in words for its sender."""
    if not content.strip(b"\0"):
        raise _refusal("This file is empty. Choose another one.")
    if len(content) > LARGEST_FILE_BYTES:
        raise _refusal(TOO_LARGE)
    try:
        family, taken = _walked(content)
    except (BrokenFileError, struct.error, IndexError) as fault:
        raise _refusal(DAMAGED) from fault
    # All that was sent is looked at: what stands behind the end of a photo is left out, but may say what was meant.
    if second_kind(content, family) is not None:
        raise _refusal(TWO_KINDS)
    return taken


def _walked(content: bytes) -> tuple[Family, TakenFile]:
    head = content[:_HEAD_BYTES]
    if content.startswith(b"PK"):
        return Family.OFFICE, _of_archive(content)
    if head.startswith(_OLD_OFFICE):
        return Family.OLD_OFFICE, TakenFile(_of_old_office(content), content)
    if head.lstrip(_BLANK_BEFORE).startswith(_PDF_BEGINS):
        return Family.PDF, TakenFile(PDF, _own_pdf(content.lstrip(_BLANK_BEFORE)))
    picture = next((one for one in _PICTURES if one.begins(head)), None)
    if picture is not None:
        return Family.PICTURE, TakenFile(picture.kind, picture.own(content))
    raise _refusal(TWO_KINDS if _PDF_BEGINS in head and head.lstrip()[:1] != b"<" else UNKNOWN)


def _own_pdf(content: bytes) -> bytes:
    """A PDF up to its last end, and the ends of lines behind it: a signature may count those."""
    end = content.rfind(_PDF_ENDS) + len(_PDF_ENDS)
    if end < len(_PDF_ENDS):
        raise BrokenFileError
    behind = content[end:]
    return content[: len(content) - len(behind.lstrip(b"\r\n"))]


def _of_archive(content: bytes) -> TakenFile:
    end = walk.end_of(content)
    # The lines of the list are counted before it is read, whatever its end says: a list of millions is a weapon too.
    if walk.parts_listed(content, end, MOST_PARTS) > MOST_PARTS:
        raise _refusal(BOMB)
    own = walk.own_archive(content, end)
    try:
        with zipfile.ZipFile(io.BytesIO(own)) as packed:
            parts = packed.infolist()
            _refuse_bomb(own, parts)
            names = {part.filename.casefold() for part in parts}
            declared = _declared(packed) if "mimetype" in names else ""
            _refuse_program(packed, parts)
            is_one = walk.is_close_packed(own, packed) and not content[len(own) :].strip(b"\0\r\n\t ")
            if is_one:
                _refuse_packed_in(packed, parts)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError, EOFError) as fault:
        raise _refusal(DAMAGED) from fault
    return TakenFile(_office_kind(names, declared, is_one=is_one), own)


def _declared(packed: zipfile.ZipFile) -> str:
    """What a LibreOffice file says that it is. No more of it is unpacked, however much there is."""
    return _beginning(packed, packed.getinfo("mimetype"), 100).decode("latin-1").strip()


def _refuse_program(packed: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse a macro, whatever the part is called that it stands in: Office goes by the list of kinds of parts."""
    for part in parts:
        if part.filename.casefold() == _KINDS_OF_PARTS:
            kinds = _beginning(packed, part, _LONGEST_LIST_OF_KINDS).replace(b"\0", b"").decode("latin-1")
            if _PROGRAMS.search(html.unescape(kinds)):
                raise _refusal(PROGRAM)


def _refuse_packed_in(packed: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse an old Office file inside, whatever its part is called, that is a program or holds a file of any kind."""
    for part in parts:
        if part.file_size >= len(_OLD_OFFICE) and _beginning(packed, part, len(_OLD_OFFICE)) == _OLD_OFFICE:
            held = _beginning(packed, part, LARGEST_FILE_BYTES)
            if any(program.search(held) for program in _OLD_PROGRAMS):
                raise _refusal(PROGRAM)
            if _PACKED_STREAM in held or part.file_size > len(held):
                raise _refusal(PACKED_IN)


def _beginning(packed: zipfile.ZipFile, part: zipfile.ZipInfo, most_bytes: int) -> bytes:
    # Any other way of packing is none of Office, and may unpack far more than is asked for.
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BrokenFileError
    with packed.open(part) as unpacked:
        return unpacked.read(most_bytes)


def _office_kind(names: set[str], declared: str, *, is_one: bool) -> FileKind:
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
        raise _refusal(PROGRAM)
    fitting = [kind for part, kind in _OFFICE_PARTS if part in names]
    fitting += [kind for kind in _OPEN_KINDS if kind.media_type == declared]
    if not fitting:
        raise _refusal(ARCHIVE)
    of_others = any(name in _PARTS_OF_PROGRAMS or name.endswith(".class") for name in names)
    if len(fitting) > 1 or of_others or not is_one:
        raise _refusal(TWO_KINDS)
    return fitting[0]


def _refuse_bomb(content: bytes, parts: Iterable[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > min(LARGEST_UNPACKED_BYTES, len(content) * LARGEST_RATIO):
        raise _refusal(BOMB)


def _of_old_office(content: bytes) -> FileKind:
    if any(program.search(content) for program in _OLD_PROGRAMS):
        raise _refusal(PROGRAM)
    if _PACKED_STREAM in content:
        raise _refusal(PACKED_IN)
    found = next((kind for stream, kind in _OLD_STREAMS if stream.encode("utf-16-le") in content), None)
    if found is None:
        raise _refusal(UNKNOWN)
    return found


def _refusal(reason: str) -> InvalidCommand:
    return InvalidCommand(reason, field="file")
