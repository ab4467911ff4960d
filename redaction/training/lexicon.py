"""Writes the detectors' word lists: English words, given names, family names.

Sources: the name lists of Faker's locales (MIT), the lower-case words of the training judgments and of Python's own
help texts, and what is added in `by_hand/`. Run `python -m redaction.training.lexicon`.
"""

from __future__ import annotations

import gzip
import importlib
import json
import pkgutil
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from pydoc_data import topics

from redaction.normalise import fold

HERE = Path(__file__).parent
LEXICON = HERE.parent / "word_lists"
_NAME = re.compile(r"[a-z][a-z'-]{1,20}")
_LEFT_OUT = frozenset({"is_IS"})  # patronymics by the thousand, rare in English files


def main() -> None:
    """Write the four lists beside the detectors."""
    LEXICON.mkdir(exist_ok=True)
    names = _faker_names()
    _write("given", names["first_name"] | by_hand("given"))
    _write("family", names["last_name"] | by_hand("family"))
    _write("places", _places() | by_hand("places"))
    _write("words", _words() | by_hand("words"))


def by_hand(name: str) -> set[str]:
    """The words of one of the lists kept by hand."""
    return set((HERE / "by_hand" / f"{name}.txt").read_text(encoding="utf-8").split())


def _faker_names() -> dict[str, set[str]]:
    import faker.providers.person as locales

    found: dict[str, set[str]] = {"first_name": set(), "last_name": set()}
    for module in pkgutil.iter_modules(locales.__path__):
        if module.name in _LEFT_OUT:
            continue
        provider = importlib.import_module(f"{locales.__name__}.{module.name}").Provider
        for attribute in (name for name in dir(provider) if "romanized" not in name):
            for kind, names in found.items():
                if kind in attribute:
                    names.update(_folded(getattr(provider, attribute)))
    return found


def _places() -> set[str]:
    """Words of countries, and of the places that the training judgments name; never those of the development ones."""
    from faker.providers.address.en import Provider

    found = {word for country in Provider.countries for word in fold(country).split()}
    with gzip.open(HERE / "tab.jsonl.gz", "rt", encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            if entry["split"] == "train":
                named = (entry["text"][one["start"] : one["end"]] for one in entry["entities"] if one["type"] == "LOC")
                found.update(word for place in named for word in re.findall(r"(?<!\w)[A-Z][\w'-]{3,}", place))
    return {word for word in map(fold, found) if _NAME.fullmatch(word) and len(word) > 3}


def _folded(values: object) -> Iterable[str]:
    if not isinstance(values, dict | list | tuple):
        return ()
    folded = (fold(value) for value in values if isinstance(value, str))
    return (name for name in folded if _NAME.fullmatch(name))


def _words() -> set[str]:
    counts: Counter[str] = Counter()
    with gzip.open(HERE / "tab.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(re.findall(r"(?<!\w)[a-z]{2,}(?!\w)", json.loads(line)["text"]))
    general = Counter(re.findall(r"(?<![\w.`'\"(])[a-z]{3,}(?![\w(.`'\"])", " ".join(topics.topics.values())))
    return set(counts) | {word for word, count in general.items() if count >= 4}


def _write(name: str, entries: Iterable[str]) -> None:
    content = "\n".join(sorted(entries)).encode()
    with (LEXICON / f"{name}.txt.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write(content)


if __name__ == "__main__":
    main()
