"""Files as requesters send them: harmless ones of each kind, and ones that mean harm."""

import io
import struct
import zipfile

from PIL import Image

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(kind: str = "JPEG") -> bytes:
    """A photo."""
    held = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(held, kind)
    return held.getvalue()


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


def old_word(*streams: str) -> bytes:
    """The outside of an Office file of before 2007."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "\0".join(streams).encode("utf-16-le")


def endless_list() -> bytes:
    """An archive that says it has 60,000 parts."""
    return b"PK\x03\x04" + bytes(50) + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 60_000, 60_000, 9, 4, 0)


def bomb() -> bytes:
    """A small Word file that becomes 300 MB."""
    return word(**{"word/media/image1.png": bytes(300_000_000)})
