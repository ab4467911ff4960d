"""Places that somebody has to fill in, in words that began as a template: no letter leaves with one."""

from __future__ import annotations

import re

UNFILLED_SAYS = (
    "It has a place in square brackets, or one such as <date>, {date}, XX/XX/2026 or ____, where words are still to be "
    "written."
)
# What stands in square brackets and is no such place: the labels of what was covered, a quotation's own mark, and
# what has no letter in it, as the year of a judgment or an ellipsis.
_IN_SQUARE = (
    r"\[(?!\s*(?:sic|withheld(?::[^\]]*)?|Person [A-Z]{1,3}(?::[^\]]*)?)\s*\])(?=[^\]\n]*[^\W\d_])[^\]\n]{1,200}\]"
)
# What stands in angle brackets and is no such place: a mail or web address.
_IN_ANGLE = r"<(?!https?:|mailto:)[^\W\d_][^<>\n@]{0,200}>"
_IN_BRACES = r"\{(?=[^{}\n]*[^\W\d_])[^{}\n]{1,200}\}"
_LINE = r"_{3,}"
# Dates of which a part is still to come: XX/XX/2026, dd/mm/yyyy.
_OF_DATE = r"\b(?:X{2}[/.-](?:X{2}|\d{2})|\d{2}[/.-]X{2})[/.-]\w{2,4}\b|\b[Dd]{2}[/.-][Mm]{2}[/.-][Yy]{2,4}\b"
_PLACE = re.compile("|".join((_IN_SQUARE, _IN_ANGLE, _IN_BRACES, _LINE, _OF_DATE)))


def unfilled(words: str) -> bool:
    """Whether words still have a place that somebody has to fill in."""
    return _PLACE.search(words) is not None
