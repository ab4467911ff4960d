"""The map from a font's codes to Unicode, read and written anew so that only the map survives."""

from __future__ import annotations

import re

from redaction.allowed.carrier import Untrusted

SECTION = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.S)
TOKEN = re.compile(rb"<\s*([0-9A-Fa-f\s]*)>|(\[)|(\])")
HEAD = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
)
TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
LONGEST = 8 * 2  # hex digits of the longest text one code may stand for (four UTF-16 units)


def rewrite_unicode_map(content: bytes) -> bytes:
    """The same map without names, comments or anything else a maker could write into it."""
    out = bytearray(HEAD)
    for kind, body in SECTION.findall(re.sub(rb"%[^\r\n]*", b"", content)):
        tokens = [_token(match) for match in TOKEN.finditer(body)]
        lines = _lines(kind, tokens)
        for start in range(0, len(lines), 100):
            part = lines[start : start + 100]
            out += b"%d begin%s\n%s\nend%s\n" % (len(part), kind, b"\n".join(part), kind)
    return bytes(out + TAIL)


def _token(match: re.Match[bytes]) -> bytes:
    if match[2] or match[3]:
        return match[0]
    digits = re.sub(rb"\s", b"", match[1])
    if len(digits) > LONGEST:
        raise Untrusted("a code that stands for a whole text")
    return b"<" + digits.lower() + b">"


def _lines(kind: bytes, tokens: list[bytes]) -> list[bytes]:
    if kind != b"bfrange":
        return [b" ".join(tokens[at : at + 2]) for at in range(0, len(tokens) - 1, 2)]
    lines, at = [], 0
    while at + 2 < len(tokens):
        end = at + 3
        if tokens[at + 2] == b"[":
            end = tokens.index(b"]", at) + 1 if b"]" in tokens[at:] else len(tokens)
        lines.append(b" ".join(tokens[at:end]))
        at = end
    return lines


def read_unicode_map(content: bytes) -> dict[int, str]:
    """Code → text, for the codes the map names one by one or in ranges of at most 65,536."""
    found: dict[int, str] = {}
    for kind, body in SECTION.findall(re.sub(rb"%[^\r\n]*", b"", content)):
        tokens = [_token(match) for match in TOKEN.finditer(body)]
        if kind == b"bfchar":
            for at in range(0, len(tokens) - 1, 2):
                found[_code(tokens[at])] = _text(tokens[at + 1])
        elif kind == b"bfrange":
            _read_ranges(tokens, found)
    return found


def _read_ranges(tokens: list[bytes], found: dict[int, str]) -> None:
    at = 0
    while at + 2 < len(tokens):
        first, last = _code(tokens[at]), _code(tokens[at + 1])
        if tokens[at + 2] == b"[":
            end = tokens.index(b"]", at) if b"]" in tokens[at:] else len(tokens)
            for step, token in enumerate(tokens[at + 3 : end]):
                found[first + step] = _text(token)
            at = end + 1
            continue
        text = _text(tokens[at + 2])
        for step in range(min(last - first, 65535) + 1 if text else 0):
            found[first + step] = text[:-1] + chr(min(ord(text[-1]) + step, 0x10FFFF))
        at += 3


def _code(token: bytes) -> int:
    return int(token.strip(b"<>[]") or b"0", 16)


def _text(token: bytes) -> str:
    digits = token.strip(b"<>[]")
    return bytes.fromhex(digits.decode() + "0" * (len(digits) % 2)).decode("utf-16-be", "replace")
