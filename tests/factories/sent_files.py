"""Files as requesters send them: harmless ones of each kind, and ones that mean harm."""

import io
import struct
import zipfile
from typing import Any

import pikepdf
from PIL import Image

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(kind: str = "JPEG") -> bytes:
    """A photo."""
    held = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(held, kind)
    return held.getvalue()


def readable_pdf(does: str = "", **lock: Any) -> bytes:
    """A PDF of one page, the same bytes each time; `does` is a script that runs when it is opened."""
    held = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if does:
            pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(does))
        pdf.save(held, static_id=not lock, **lock)
    return held.getvalue()


def locked_pdf() -> bytes:
    """A PDF that opens with a password alone."""
    return readable_pdf(encryption=pikepdf.Encryption(owner="a", user="b"))


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive, which every Office file of today is."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def word(**more: bytes) -> bytes:
    """A Word file."""
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>", **more})


def hidden_macro(encoding: str, kind: str) -> dict[str, bytes]:
    """The parts of a Word file whose macro stands in a part named as a picture is."""
    kinds = f'<Types><Override PartName="/word/a.png" ContentType="application/vnd.ms-office.{kind}"/></Types>'
    return {"[Content_Types].xml": kinds.encode(encoding), "word/document.xml": b"<w:document/>", "word/a.png": b"x"}


def old_word(*streams: str) -> bytes:
    """The outside of an Office file of before 2007."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "\0".join(streams).encode("utf-16-le")


def endless_list() -> bytes:
    """An archive that says it has 60,000 parts."""
    return b"PK\x03\x04" + bytes(50) + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 60_000, 60_000, 9, 4, 0)


def lying_list(said: int, listed: int, *, is_large: bool = False) -> bytes:
    """A Word file whose end says that it has `said` parts, and whose list names `listed` empty ones more."""
    content = word()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.start_dir
    names = content[start:-22] + (b"PK\x01\x02" + bytes(42)) * listed
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, said, said, len(names), start)
    large += struct.pack("<4sLQL", b"PK\x06\x07", 0, start + len(names), 1)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, said, said, 0 if is_large else len(names), start, 0)
    return content[:start] + names + (large if is_large else b"") + end


def bomb() -> bytes:
    """A small Word file that becomes 300 MB."""
    return word(**{"word/media/image1.png": bytes(300_000_000)})
