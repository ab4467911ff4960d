"""What the workers are told by their environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from requests_.settings import SettingsFault

# What RIGHTS_STORES says where the stores are those that are written down in the browser.
REGISTER = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings:
    """Where the queue is, which ESS stores there are, how mail leaves.

    `stores_file` is None where no file is named: `has_register`: the portal's own register is in force then.

    `mail` is `folder:PATH` or `smtp://[account:password@]host[:port][?starttls=yes]` (`smtps://`: TLS from the start).
    `virus_scanner` is `clamd:HOST:PORT`, `clamd:/path/of/its/socket`, or `none` where files go through unchecked; while
    it is "", nobody opens the files that requesters send. `inbox` is the council's own mailbox, `imaps://account@host[:port]
    /folder`, or "" where none is looked into.
    """

    redis_url: str
    stores_file: Path | None
    mail: str
    mail_from: str
    virus_scanner: str = ""
    inbox: str = ""
    has_register: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> WorkerSettings:
        """Read RIGHTS_REDIS_URL, RIGHTS_STORES, RIGHTS_MAIL, RIGHTS_MAIL_FROM, RIGHTS_VIRUS_SCANNER and
        RIGHTS_INBOX_URL.
        """
        stores = environment.get("RIGHTS_STORES", "")
        return cls(
            redis_url=environment.get("RIGHTS_REDIS_URL", "redis://127.0.0.1:6379/0"),
            stores_file=Path(stores) if stores not in ("", REGISTER) else None,
            has_register=stores == REGISTER,
            mail=environment.get("RIGHTS_MAIL", "folder:var/mail"),
            mail_from=environment.get("RIGHTS_MAIL_FROM", "information.governance@brackenford.example"),
            virus_scanner=environment.get("RIGHTS_VIRUS_SCANNER", ""),
            inbox=_inbox(environment.get("RIGHTS_INBOX_URL", "")),
        )


def _inbox(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme != "imaps" or not parts.hostname or not parts.username or parts.password):
        raise SettingsFault(
            "RIGHTS_INBOX_URL must be imaps://account@host/folder, and the password in RIGHTS_INBOX_PASSWORD."
        )
    return url
