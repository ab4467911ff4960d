"""How wide Helvetica is: the one font that needs no file, used for foot lines and for words behind page pictures."""

from __future__ import annotations

# Adobe's metrics of Helvetica for U+0020 to U+007E, in thousandths of the size.
WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
OTHER = {"\u00b7": 278, "\u2019": 222, "\u2018": 222, "\u2013": 556, "\u2014": 1000, "\u00a3": 556}
LIKELY = 556


def width_of(text: str, size: float) -> float:
    """The width of a line in points."""
    total = 0
    for letter in text:
        code = ord(letter) - 32
        total += WIDTHS[code] if 0 <= code < len(WIDTHS) else OTHER.get(letter, LIKELY)
    return total * size / 1000


def escaped(text: str) -> bytes:
    """A line as the inside of a PDF string in Windows encoding."""
    encoded = text.encode("cp1252", "replace")
    return encoded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
