"""Mails as they reach a council's mailbox."""

from email.message import EmailMessage

KEY, WORK = "a1" * 16, "b2" * 16
REQUESTER = "maeve@fenwick.example"
DSN = """From: Mail Delivery System <MAILER-DAEMON@webpost.example>
To: rights@brackenford.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <dsn-{key}-{status}@webpost.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

Your mail could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; webpost.example

Final-Recipient: rfc822; maeve@fenwick.example
Action: {action}
Status: {status}

--B
Content-Type: text/rfc822-headers

From: Brackenford Council <rights@brackenford.example>
Message-ID: <{key}@brackenford.example>
Subject: Something for you

--B--
"""


def written(
    words: str,
    *,
    sender: str = REQUESTER,
    subject: str = "Please help",
    message_id: str = "",
    answers: str = "",
    attached: dict[str, bytes] | None = None,
) -> bytes:
    """What a person writes; `answers` is the key of the message of ours that it replies to."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Maeve Fenwick <{sender}>", "rights@brackenford.example", subject
    mail["Date"] = "Mon, 01 Jun 2026 09:00:00 +0100"
    mail["Message-ID"] = message_id or f"<{abs(hash((words, sender, subject)))}@webpost.example>"
    if answers:
        mail["In-Reply-To"] = f"<{answers}@brackenford.example>"
    mail.set_content(words)
    for name, content in (attached or {}).items():
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def came_back(key: str, status: str, *, action: str = "failed") -> bytes:
    """The report of a mail server about a mail of ours."""
    return DSN.format(key=key, status=status, action=action).encode()
