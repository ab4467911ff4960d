"""The cheap keys of a text: its words, the numbers in it, its dates. All cleverness is on the side of the question.

A key is a folded word; or `#` and a row of numbers written together, whatever stood between them; or `@` and a date. An
index has two more for what is no word of the text: that something could not be read, and which mail a mail answers.
"""

from __future__ import annotations

import re

from workers.finding.folding import fold
from workers.finding.traces import births
from workers.finding.words import POSSESSIVES, vocabulary

NUMBER, DATE = "#", "@"
UNREAD, ANSWER = "!", "~"
# Numbers that stand behind one another may be one number: what stands between them is no part of the key.
_CODE = r"(?<![^\W_])[^\W_]*\d[^\W_]*"
_NUMBERS = re.compile(rf"{_CODE}(?:(?:[^\w\n]{{1,16}}|[^\w\n]{{0,16}}\n\s*){_CODE})*")
_SIGNS = re.compile(r"[\W_]+")
LONGEST = 40  # signs of a number that is looked for; longer rows are cut into pieces that overlap by so many


def keys_of(text: str) -> set[str]:
    """Give the keys of a text."""
    keys: set[str] = set()
    for word in vocabulary(text):
        keys.add(fold(word))
        if word[-2:] in POSSESSIVES:
            keys.add(fold(word[:-2]))
    for found in _NUMBERS.finditer(text):
        keys.update(_pieces(_SIGNS.sub("", found.group()).casefold()))
    keys.update(f"{DATE}{birth.on.isoformat()}" for birth in births(text))
    return keys


def _pieces(row: str) -> list[str]:
    if len(row) <= 2 * LONGEST:
        return [NUMBER + row]
    return [NUMBER + row[start : start + 2 * LONGEST] for start in range(0, len(row) - LONGEST, LONGEST)]
