"""The answers in words, for "check your answers"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from portal.public.intake_steps import Answers, Step, asked
from requests_.model.people import Capacity
from templates.filters import uk_date
from templates.labels import label

Answer = Mapping[str, Any]


def rows(answers: Answers) -> Iterator[tuple[Step, list[str]]]:
    """Every question that was asked, with its answer as lines of text."""
    for step in asked(answers):
        in_words = _IN_WORDS.get(step.key, _as_typed)
        yield step, list(in_words(answers[step.key])) or ["Nothing entered"]


def _as_typed(answer: Answer) -> Iterable[str]:
    return [line for value in answer.values() for line in str(value or "").split("\n") if line]


def _dates(answer: Answer) -> Iterable[str]:
    for word, day in (("From", answer["from_on"]), ("Until", answer["until_on"])):
        if day:
            yield f"{word} {uk_date(date.fromisoformat(day))}"


_IN_WORDS: dict[str, Callable[[Answer], Iterable[str]]] = {
    "who": lambda answer: ["My child" if answer["capacity"] == Capacity.PARENT else "Me"],
    "name": lambda answer: [f"{answer['given_name']} {answer['family_name']}"],
    "birth": lambda answer: [uk_date(date.fromisoformat(answer["date_of_birth"]))],
    "relation": lambda answer: [label("relation", answer["relation"])],
    "post": lambda answer: ["Yes" if answer["is_safe_to_write"] == "yes" else "No, email only"],
    "what": lambda answer: ["Everything" if answer["extent"] == "everything" else "Only some kinds"],
    "kinds": lambda answer: [label("category_short", kind) for kind in answer["categories"]],
    "when": lambda answer: ["Any time" if answer["period"] == "any" else "Between two dates"],
    "dates": _dates,
}
