"""The service's mailbox: threads as an mbox file, with attachments and messages within messages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email import policy
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft
from workers.demo.formats.rendering import ENDINGS, render
from workers.demo.messages import Message
from workers.demo.people.person import Person
from workers.demo.prose import Prose
from workers.demo.texts.mails import threads
from workers.demo.truth import Ledger, Truth

STORE = "mail"
# Lines as long as mail allows: many readers trip over a folded Message-ID.
_POLICY = policy.SMTP.clone(linesep="\n", cte_type="7bit", max_line_length=998)
_TYPES = {
    "pdf": ("application", "pdf"),
    "scan": ("application", "pdf"),
    "png": ("image", "png"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def write_mailbox(path: Path, dossiers: Iterable[Dossier], ledger: Ledger, extra: Iterable[Message] = ()) -> int:
    """All threads by date into one mbox file. Returns how many messages."""
    chains = [message for dossier in dossiers for thread in threads(dossier) for message in thread]
    messages = sorted([*chains, *extra], key=lambda message: message.sent_at)
    with path.open("wb") as file:
        for message in messages:
            mail = compose(message)
            _enter(ledger, message, f"<{ref_of(message)}>")
            stamp = message.sent_at.strftime("%a %b %e %H:%M:%S %Y")
            body = mail.as_bytes(policy=_POLICY).replace(b"\nFrom ", b"\n>From ")
            file.write(f"From {message.sender.email} {stamp}\n".encode() + body + b"\n")
    return len(messages)


def ref_of(message: Message) -> str:
    """The Message-ID without its brackets: from what the message says, so that the same borough has the same ones."""
    digest = sha256(f"{message.sent_at}/{message.sender.email}/{message.text.text}".encode()).hexdigest()[:20]
    return f"{digest}@{message.sender.email.split('@')[1]}"


def compose(message: Message) -> EmailMessage:
    """The message as it is stored."""
    mail = EmailMessage(policy=_POLICY)
    mail["Message-ID"] = f"<{ref_of(message)}>"
    mail["Date"] = message.sent_at.strftime("%a, %d %b %Y %H:%M:%S +0000")
    mail["From"] = _header(message.sender)
    mail["To"] = ", ".join(map(_header, message.to))
    if message.cc:
        mail["Cc"] = ", ".join(map(_header, message.cc))
    mail["Subject"] = message.subject.text
    if message.replies_to is not None:
        mail["In-Reply-To"] = f"<{ref_of(message.replies_to)}>"
        mail["References"] = " ".join(f"<{ref}>" for ref in _ancestry(message))
    mail.set_content(message.body.text)
    for draft, form in message.attachments:
        kind, subtype = _TYPES[form]
        content = render(draft, form, author=message.sender.full)
        mail.add_attachment(content, maintype=kind, subtype=subtype, filename=attachment_name(draft, form))
    if message.forwards is not None:
        mail.add_attachment(compose(message.forwards), filename=forwarded_name(message.forwards))
    if mail.is_multipart():
        mail.set_boundary(f"=={ref_of(message)[:16]}==")
    return mail


def attachment_name(draft: Draft, form: str) -> str:
    """What the sender called the file."""
    return f"{draft.title} {draft.on:%Y%m%d}.{ENDINGS.get(form, form)}"


def forwarded_name(message: Message) -> str:
    """What a mail program calls a message attached to another."""
    return f"{message.subject.text}.eml"


def _header(person: Person) -> str:
    return f'"{person.full}" <{person.email}>'


def _ancestry(message: Message) -> list[str]:
    chain: list[str] = []
    earlier = message.replies_to
    while earlier is not None:
        chain.insert(0, ref_of(earlier))
        earlier = earlier.replies_to
    return chain


def _enter(ledger: Ledger, message: Message, ref: str) -> None:
    """The message, its attachments, and what is inside a forwarded message."""
    sent: datetime = message.sent_at
    ledger.enter(
        Truth(
            store=STORE,
            ref=ref,
            title=message.subject.text,
            kind=message.kind,
            category="communication_logs",
            on=sent.date(),
            about=message.about,
            prose=message.text,
            form="mail",
        )
    )
    for draft, form in message.attachments:
        ledger.enter_draft(STORE, f"{ref}!{attachment_name(draft, form)}", draft, form=form)
    if message.forwards is not None:
        _enter(ledger, message.forwards, f"{ref}!{forwarded_name(message.forwards)}")


def circular(
    sender: Person, to: tuple[Person, ...], draft: Draft, words: Prose, subject: str, sent_at: datetime
) -> Message:
    """A message with a list of several children attached."""
    return Message(
        sender=sender,
        to=to,
        subject=Prose(subject),
        sent_at=sent_at,
        words=words,
        about=draft.about,
        kind="mail_list",
        attachments=((draft, "xlsx"),),
    )
