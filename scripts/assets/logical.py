"""Write a style sheet for both directions of reading: sides become starts and ends. `logical.py FILE` changes the file.

GOV.UK Frontend says left and right; a page in Arabic or Urdu is its mirror image. Left to right nothing changes.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

SIDES = {"left": "start", "right": "end"}
_PROPERTY = re.compile(r"(?<=[{;])(margin|padding|border)-(left|right)(?=[-:])")
_PLACE = re.compile(r"(?<=[{;])(left|right)(?=:)")
_VALUE = re.compile(r"(?<=[{;])(text-align|float|clear):(left|right)\b")
# Four lengths, of which the second and the fourth are sides.
_FOUR = re.compile(r"(?<=[{;])(margin|padding):([^\s;{}()]+) ([^\s;{}()]+) ([^\s;{}()]+) ([^\s;{}()!]+)(?=[;}])")


def logical(css: str) -> str:
    """The style sheet (compressed) with starts and ends in place of sides."""
    css = _PROPERTY.sub(lambda found: f"{found[1]}-inline-{SIDES[found[2]]}", css)
    css = _PLACE.sub(lambda found: f"inset-inline-{SIDES[found[1]]}", css)
    css = _VALUE.sub(_value, css)
    return _FOUR.sub(_four, css)


def _value(found: re.Match[str]) -> str:
    name, side = found.groups()
    end = SIDES[side]
    # Browsers of before 2023 know no other floats than left and right.
    return f"{name}:{end}" if name == "text-align" else f"{name}:{side};{name}:inline-{end}"


def _four(found: re.Match[str]) -> str:
    name, top, right, bottom, left = found.groups()
    if right == left:
        return found[0]
    return f"{name}-block:{top} {bottom};{name}-inline:{left} {right}"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(logical(path.read_text(encoding="utf-8")), encoding="utf-8")
