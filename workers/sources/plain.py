"""Plain text needs no parser, and so no child process to read it in."""

from __future__ import annotations

from workers.sources import limits, problems

_ENDINGS = (".txt", ".csv", ".tsv", ".md", ".log", ".ics", ".vcf")
_NOT_PLAIN = (b"%PDF", b"PK", b"\xd0\xcf", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"II*", b"MM\x00", b"GIF8")


def is_plain(name: str, content: bytes) -> bool:
    """Say whether a file is plain text by its name and its first bytes."""
    return name.lower().endswith(_ENDINGS) and not content.startswith(_NOT_PLAIN)


def decoded(content: bytes) -> str:
    """Give the text in UTF-8, in UTF-16 when it says so, or as Windows saves it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def plain_text(content: bytes) -> tuple[str, str]:
    """Give the text, and why there is none."""
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", problems.UNKNOWN_FORM
    text = decoded(content)
    problem = problems.CUT_SHORT if len(text) > limits.TEXT_CHARACTERS else ""
    return text[: limits.TEXT_CHARACTERS], problem
