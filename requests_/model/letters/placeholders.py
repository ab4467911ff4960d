"""Places that somebody has to fill in, in words that began as a template: no letter leaves with one."""

from __future__ import annotations

import re

UNFILLED_SAYS = "It has a place in square brackets where words are still to be written."
# What stands in square brackets and is no such place: the labels of what was covered, a quotation's own mark, and
# what has no letter in it, as the year of a judgment or an ellipsis.
_PLACE = re.compile(
    r"\[(?!\s*(?:sic|withheld(?::[^\]]*)?|Person [A-Z]{1,3}(?::[^\]]*)?)\s*\])(?=[^\]\n]*[^\W\d_])[^\]\n]{1,200}\]",
)


def unfilled(words: str) -> bool:
    """Whether words still have a place that somebody has to fill in."""
    return _PLACE.search(words) is not None
