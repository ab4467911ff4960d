"""What the workers are told by their environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings:
    """Where the queue is, which ESS stores there are, how mail leaves.

    `mail` is `folder:PATH` or `smtp://[account:password@]host[:port][?starttls=yes]` (`smtps://`: TLS from the start).
    `virus_scanner` is `clamd:HOST:PORT`, `clamd:/path/of/its/socket`, or `none` where files go through unchecked; while
    it is "", nobody opens the files that requesters send.
    """

    redis_url: str
    stores_file: Path | None
    mail: str
    mail_from: str
    virus_scanner: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> WorkerSettings:
        """Read RIGHTS_REDIS_URL, RIGHTS_STORES, RIGHTS_MAIL, RIGHTS_MAIL_FROM and RIGHTS_VIRUS_SCANNER."""
        stores = environment.get("RIGHTS_STORES", "")
        return cls(
            redis_url=environment.get("RIGHTS_REDIS_URL", "redis://127.0.0.1:6379/0"),
            stores_file=Path(stores) if stores else None,
            mail=environment.get("RIGHTS_MAIL", "folder:var/mail"),
            mail_from=environment.get("RIGHTS_MAIL_FROM", "information.governance@brackenford.example"),
            virus_scanner=environment.get("RIGHTS_VIRUS_SCANNER", ""),
        )
