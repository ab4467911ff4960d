"""A mail before it is bytes: who writes to whom, in their own words, over what they quote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workers.demo.drafts import Draft
from workers.demo.people.person import Person
from workers.demo.prose import Mention, Prose, joined, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message; `replies_to` is quoted under its own words, `forwards` is attached to it whole."""

    sender: Person
    to: tuple[Person, ...]
    cc: tuple[Person, ...] = ()
    subject: Prose
    sent_at: datetime
    words: Prose
    about: tuple[str, ...]
    kind: str = "mail"
    replies_to: Message | None = None
    forwards: Message | None = None
    attachments: tuple[tuple[Draft, str], ...] = ()

    @property
    def body(self) -> Prose:
        """The words of the message and, below them, the chain it answers, quoted level by level."""
        if self.replies_to is None:
            return self.words
        earlier = self.replies_to
        line = (
            Prose(f"\n\nOn {earlier.sent_at.strftime('%d/%m/%Y %H:%M')}, ") + _who(earlier.sender) + Prose(" wrote:\n")
        )
        return self.words + line + quoted(earlier.body)

    @property
    def text(self) -> Prose:
        """The message as a reader sees it: subject, people, body."""
        heads = [self.subject, Prose("From: ") + _who(self.sender), Prose("To: ") + joined(map(_who, self.to), ", ")]
        if self.cc:
            heads.append(Prose("Cc: ") + joined(map(_who, self.cc), ", "))
        return joined([*heads, Prose(), self.body], "\n")


def _who(person: Person) -> Prose:
    """A person as a mail header shows them, name and address both theirs."""
    start = len(person.full) + 2
    text = f"{person.full} <{person.email}>"
    name = Mention(0, len(person.full), person.key, "name")
    return Prose(text, (name, Mention(start, start + len(person.email), person.key, "email")))
