"""Which words can be part of a name, and which never are: posts, places, days, plain words."""

from __future__ import annotations

import re

from redaction.lexicon import (
    PARTICLES,
    PLACE_WORDS,
    family_names,
    is_calendar_word,
    is_listed_name,
    is_title,
    is_word,
    places,
    word_set,
)
from redaction.normalise import Reading

_ADDRESSED = word_set(
    "parent parents carer carers sir madam colleague colleagues all team head teacher mum dad nan gran"
)


def holds_a_name(reading: Reading, start: int, end: int) -> bool:
    """Whether some word of a stretch can be a name: capitalised, and more than titles, particles, days and plain
    words."""
    return any(
        token[0].isupper() and may_be_name(token.lower())
        for token in re.findall(r"[^\W\d_][^\W\d_'-]*[^\W\d_]", reading.plain[start:end].replace("'s", ""))
    )


def may_be_name(token: str) -> bool:
    """Whether a folded word can be a name: no title, day, particle or plain word."""
    if is_title(token) or is_calendar_word(token) or token in PARTICLES:
        return False
    return not is_word(token) or is_listed_name(token)


def name_of(folded: str) -> str:
    """A written name without title, stops and line breaks, to compare with others."""
    before, _, after = folded.partition(",")  # "Okafor, Grace"
    folded = f"{after} {before}" if after.strip() else before
    tokens = [token for token in folded.replace(",", " ").replace(".", " ").split() if not token.isdigit()]
    while len(tokens) > 1 and is_title(tokens[0]):
        tokens = tokens[1:]
    return " ".join(token.removesuffix("'s").removesuffix("'") for token in tokens)


def title_of(folded: str) -> str:
    """The title a written name begins with, without its full stop; "" when it has none."""
    words = folded.split()
    return words[0].rstrip(".") if len(words) > 1 and is_title(words[0]) else ""


def may_be_family(token: str) -> bool:
    """Whether a folded word can be a family name."""
    return token in family_names() or not is_word(token)


def names_a_place(run: str) -> bool:
    """Whether a later word of a run makes it a place: "Thomas Street"."""
    return any(token.lower() in PLACE_WORDS for token in run.split()[1:])


def names_only_places(folded: str) -> bool:
    """Whether all words of a run are those of places."""
    return all(
        token in places()
        or token in PLACE_WORDS
        or token in ("and", "of", "the", "north", "south", "east", "west", "great")
        for token in re.findall(r"\w+", folded)
    )


def is_no_name(token: str) -> bool:
    """Whether a word is never part of a name: a day, a post, a place, a plain word."""
    folded = token.lower().rstrip(".").removesuffix("'s")
    return (
        is_calendar_word(folded)
        or folded in _ADDRESSED
        or (folded in PLACE_WORDS and folded not in family_names())
        or (is_word(folded) and not is_listed_name(folded))
    )


def name_length(run: str) -> int:
    """How much of a run of capitalised tokens is the name: it stops before a word that is none."""
    end = 0
    for match in re.finditer(r"\S+", run):
        token = match.group()
        if end and is_no_name(token):
            break
        end = match.end()
    kept = run[:end]
    return len(re.sub(r"'s?$", "", kept).rstrip(".,") if len(kept.split()[-1]) > 2 else kept)
