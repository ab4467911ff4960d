"""From the settings to what hands mails and texts over."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from requests_.settings import NotifySettings, SettingsFault
from workers.mail.base import Mailer, Texter
from workers.mail.folder import FolderMailer
from workers.mail.smtp import SmtpMailer


def mailer_for(setting: str, notify: NotifySettings | None = None) -> Mailer:
    """The mailer that RIGHTS_MAIL names. Raises SettingsFault for anything else."""
    if setting == "notify":
        return _notify_mailer(notify)
    if setting.startswith("folder:") and len(setting) > len("folder:"):
        return FolderMailer(Path(setting.removeprefix("folder:")))
    parts = urlsplit(setting)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SettingsFault("RIGHTS_MAIL must be folder:PATH, smtp://host:port or notify.")
    tls = parts.scheme == "smtps"
    return SmtpMailer(
        host=parts.hostname,
        port=parts.port or (465 if tls else 25),
        account=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parse_qs(parts.query).get("starttls", ["no"])[0] == "yes",
        tls=tls,
    )


def texter_for(notify: NotifySettings | None) -> Texter | None:
    """What hands text messages over; None where texts are not set up."""
    if notify is None or not notify.text_template:
        return None
    from workers.mail.notify import NotifyTexter, Service

    return NotifyTexter(Service(notify))


def fault_of(notify: NotifySettings) -> str:
    """What hinders GOV.UK Notify from sending for us, or "": asked of Notify itself."""
    from workers.mail.notify import Service, template_faults

    return " ".join(template_faults(Service(notify)))


def _notify_mailer(notify: NotifySettings | None) -> Mailer:
    if notify is None or not notify.mail_template:
        raise SettingsFault("RIGHTS_MAIL is notify: set RIGHTS_NOTIFY_KEY and RIGHTS_NOTIFY_MAIL as well.")
    # It loads an HTTP client, which no other mailer needs.
    from workers.mail.notify import NotifyMailer, Service

    return NotifyMailer(Service(notify))
