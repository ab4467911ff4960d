"""Trains the name tagger and prints its figures on the development judgments: `python -m redaction.training.train`.

The same inputs give the same model. The development judgments are never trained on.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import pycrfsuite

from redaction.detect import tagger
from redaction.normalise import read
from redaction.training.attendance_sentences import attendance_sentences

HERE = Path(__file__).parent
MODEL = HERE.parent / "detect" / tagger.MODEL
_SENTENCES = 1800
_SEED = 7


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the half-open spans of the people in it, with whom each names."""

    text: str
    people: tuple[tuple[int, int, str], ...]


def judgments(split: str) -> Iterator[Example]:
    """The judgments of a split (`train` or `dev`) with every mention of a person, as any annotator marked it."""
    with gzip.open(HERE / "tab.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            if entry["split"] == split:
                found = {
                    (one["start"], one["end"], one["entity"]) for one in entry["entities"] if one["type"] == "PERSON"
                }
                yield Example(entry["text"], tuple(sorted(found)))


def examples() -> Iterator[Example]:
    """Everything the tagger learns from."""
    yield from judgments("train")
    for text, spans in attendance_sentences(_SENTENCES, _SEED):
        yield Example(text, tuple((start, end, "") for start, end in spans))


def labels(tokens: Sequence[tagger.Token], people: Sequence[tuple[int, int, str]]) -> list[str]:
    """B, I or O for each token."""
    starts = {start for start, _, _ in people}
    inside = [any(start <= token.start < end for start, end, _ in people) for token in tokens]
    return [
        "O" if not within else "B" if token.start in starts or not place or not inside[place - 1] else "I"
        for place, (token, within) in enumerate(zip(tokens, inside, strict=True))
    ]


def main() -> None:
    """Train, write the model, say how good it is."""
    from redaction.evaluate import scored_unknown

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for example in examples():
        for tokens in tagger.sentences(read(example.text).plain):
            trainer.append(tagger.features(tokens), labels(tokens, example.people))
    trainer.set_params(
        {"c1": 0.15, "c2": 0.01, "max_iterations": 150, "feature.minfreq": 2, "feature.possible_transitions": True}
    )
    trainer.train(str(MODEL))
    click.echo(f"{MODEL.name}: {MODEL.stat().st_size / 1000:.0f} kB")
    click.echo(json.dumps(scored_unknown([(one.text, one.people) for one in judgments("dev")])))


if __name__ == "__main__":
    main()
