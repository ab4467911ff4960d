"""From the mail setting to a mailer."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from requests_.settings import SettingsFault
from workers.mail.base import Mailer
from workers.mail.folder import FolderMailer
from workers.mail.smtp import SmtpMailer


def mailer_for(setting: str) -> Mailer:
    """The mailer that RIGHTS_MAIL names. Raises SettingsFault for anything else."""
    if setting.startswith("folder:") and len(setting) > len("folder:"):
        return FolderMailer(Path(setting.removeprefix("folder:")))
    parts = urlsplit(setting)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SettingsFault("RIGHTS_MAIL must be folder:PATH or smtp://host:port.")
    tls = parts.scheme == "smtps"
    return SmtpMailer(
        host=parts.hostname,
        port=parts.port or (465 if tls else 25),
        account=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parse_qs(parts.query).get("starttls", ["no"])[0] == "yes",
        tls=tls,
    )
