"""What makes a file two kinds at once: one by its first bytes, another to a program that looks further.

Each sign is one that the readers of that second kind go by, in the place where they look for it, and long enough that
chance does not make it in the pixels of a photo: of a million photos of the largest size, all signs together refuse
fewer than 100 by the sum of their chances in random bytes (`tests/unit/requests_/model/test_chance_signs.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from requests_.model.file_walks.archive import TAIL_BYTES


class Family(StrEnum):
    """The kinds that are taken, as far as it matters what could hide in them."""

    PICTURE = "picture"
    PDF = "pdf"
    OFFICE = "office"
    OLD_OFFICE = "old_office"


@dataclass(frozen=True, slots=True)
class SecondKind:
    """A kind that may hide in `families`: `sign` between `first` (negative: from the end) and `last`."""

    name: str
    sign: re.Pattern[bytes]
    families: frozenset[Family]
    first: int = 0
    last: int | None = None


_HEAD_BYTES = 1024
_NOT_PACKED = frozenset(Family) - {Family.OFFICE}
_PICTURES = frozenset({Family.PICTURE})


def _sign(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.DOTALL)


# What a browser runs at an event, wherever in a tag it stands: HTML 8.1.7.2, SVG 2 and those of browsers alone.
_EVENTS = (
    rb"(?:abort|activate|afterprint|animation\w+|auxclick|before\w+|begin|blur|bounce|cancel|canplay\w*|change|click|close|"
    rb"contextmenu|copy|cuechange|cut|dblclick|drag\w*|drop|durationchange|emptied|end|ended|error|finish|focus\w*|formdata|"
    rb"fullscreen\w+|gotpointercapture|hashchange|input|invalid|key\w+|language\w+|load\w*|lostpointercapture|message\w*|"
    rb"mouse\w+|offline|online|page\w+|paste|pause|play|playing|pointer\w+|popstate|progress|ratechange|readystatechange|"
    rb"rejectionhandled|repeat|reset|resize|scroll\w*|search|securitypolicyviolation|seeked|seeking|select\w*|show|slotchange|"
    rb"stalled|start|storage|submit|suspend|timeupdate|toggle|touch\w+|transition\w+|unhandledrejection|unload|"
    rb"volumechange|waiting|webkit\w+|wheel|zoom)"
)
# What a script may hold before its first comment or text: no zero and no other sign of control.
_SOURCE = rb"[\t-\r -\x7e\x80-\xff]"
# The same in letters of two bytes, in the order that whoever runs it says: what a picture begins with is a name then.
_WIDE_BEGINS = rb"\A(?:GIF8.a|RIFF|II\*\0|MM\0\*)(?:..){0,8}?"
_WIDE_TEXT = rb"(?:([`'\"])\0(?:..)*?\1\0(?:[\t-\r -~]\0){8}|\0([`'\"])(?:..)*?\0\2(?:\0[\t-\r -~]){8})"
# A text in quotes, and the script that goes on behind it.
_TEXT_FIRST = rb"[!-/:-@\[-^{-~]" + _SOURCE + rb"{0,4}?([`'\"]).*\1[\t-\r -~]{16}"

# The parts of an Office file are packed or its own, and its archive is walked from end to end.
SECOND_KINDS = (
    SecondKind("a web page", _sign(rb"<(?i:script|html|iframe|object|embed|meta)[\s>/]"), _NOT_PACKED),
    SecondKind("a web page", _sign(rb"<(?i:svg)[\s/]++(?i:[a-z:]{4})"), _NOT_PACKED),
    SecondKind("a web page", _sign(rb"<!(?i:doctype)\s+(?i:html)"), _NOT_PACKED),
    SecondKind("a web page", _sign(rb"[\s/\"'](?i:on" + _EVENTS + rb")\s*+="), _NOT_PACKED),
    SecondKind("a web page", _sign(rb"[\s/\"'](?i:[a-z][a-z:-]{2,20}+\s*+=[\s\"']*+javascript:)"), _NOT_PACKED),
    SecondKind("a web page", _sign(rb"<(?i:[a-z][\w.-]{0,30}:script)[\s>/]"), _NOT_PACKED),
    SecondKind("a web page", _sign(rb"<\0(?i:s\0c\0r\0i\0p\0t|h\0t\0m\0l|i\0f\0r\0a\0m\0e)"), _NOT_PACKED),
    SecondKind("a program of a web server", _sign(rb"<\?(?i:php)\s|__HALT_COMPILER\(\);"), _NOT_PACKED),
    # A picture whose first lengths read as the beginning of a script, which goes on behind a comment or a text.
    SecondKind("a script", _sign(rb"\A\xff\xd8\xff./\*.*\*/"), _PICTURES),
    SecondKind("a script", _sign(rb"\A(?:GIF8.a|RIFF)" + _SOURCE + rb"{0,5}?/[*/]"), _PICTURES),
    SecondKind("a script", _sign(rb"\A(?:GIF8.a|RIFF)" + _TEXT_FIRST), _PICTURES),
    SecondKind("a script", _sign(rb"\A(?:GIF8.a|RIFF)`[^`]*+`.*function"), _PICTURES),
    SecondKind("a script", _sign(_WIDE_BEGINS + rb"(?:/\0[*/]\0|\0/\0[*/])"), _PICTURES),
    SecondKind("a script", _sign(_WIDE_BEGINS + _WIDE_TEXT), _PICTURES),
    SecondKind("a PDF", _sign(rb"%PDF-\d|%!PS-Adobe-\d"), frozenset(Family) - {Family.PDF}, 0, _HEAD_BYTES),
    SecondKind("a PDF", _sign(rb"%PDF-\d\.\d"), _PICTURES),
    SecondKind("an archive", _sign(rb"PK\x05\x06"), _NOT_PACKED, -TAIL_BYTES),
    SecondKind("an archive", _sign(rb"PK\x03\x04[\0-\x3f]\0..[\0\x08\x09\x0c\x0e\x5d\x5f\x63]\0"), _PICTURES),
    SecondKind("an archive", _sign(rb"Rar!\x1a\x07[\0\x01]|7z\xbc\xaf\x27\x1c"), frozenset(Family)),
    SecondKind("an archive", _sign(rb"MSCF\0{4}"), frozenset(Family)),
    SecondKind("an archive", _sign(rb"ustar[\0 ]"), frozenset(Family), 257, 263),
    SecondKind("a scan of a hospital", _sign(rb"DICM"), frozenset(Family), 128, 132),
    SecondKind("a disk", _sign(rb"CD001"), frozenset(Family), 32_769, 32_774),
    SecondKind("an old Office file", _sign(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), _PICTURES),
)


def second_kind(content: bytes, family: Family) -> SecondKind | None:
    """The second kind that a file is; None for a file that is one thing."""
    for kind in SECOND_KINDS:
        first = max(0, len(content) + kind.first) if kind.first < 0 else kind.first
        last = len(content) if kind.last is None else kind.last
        if family in kind.families and kind.sign.search(content, first, last):
            return kind
    return None
