"""A language of no country, for finding what is in none."""

from dataclasses import dataclass, field

from templates.languages import Language


@dataclass(frozen=True)
class Marked(Language):
    """A language of no country: every word of ours stands in brackets, from right to left, and is noted down."""

    said: set[str] = field(default_factory=set)

    def say(self, text: str) -> str:
        self.said.add(text)
        return f"⟦{text}⟧"
