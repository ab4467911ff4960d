"""Mails as Outlook saves them (.msg); used only inside the reading child."""

from __future__ import annotations

import extract_msg

from workers.sources.archives import Member
from workers.sources.messages import html_text


def read_msg(content: bytes) -> tuple[str, tuple[Member, ...], str]:
    """Give the mail's text and attachments."""
    with extract_msg.openMsg(content) as message:
        heads = [
            ("From", "sender"), ("To", "to"), ("Cc", "cc"), ("Date", "date"), ("Subject", "subject"),
            ("Message-ID", "messageId"), ("In-Reply-To", "inReplyTo"),
        ]  # fmt: skip
        lines = [f"{label}: {value}" for label, name in heads if (value := getattr(message, name, None))]
        body = getattr(message, "body", None) or ""
        markup = getattr(message, "htmlBody", None)
        if not body and isinstance(markup, bytes):
            body = html_text(markup.decode("utf-8", "replace"))
        attachments = []
        for number, attachment in enumerate(getattr(message, "attachments", ()), start=1):
            name = attachment.getFilename() or f"part-{number}"
            raw = attachment.data if isinstance(attachment.data, bytes) else attachment.data.exportBytes()
            attachments.append(Member(name if isinstance(attachment.data, bytes) else f"{name}.msg", raw))
    return "\n".join([*lines, "", body]), tuple(attachments), ""
