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
    """

    redis_url: str
    stores_file: Path | None
    mail: str
    mail_from: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> WorkerSettings:
        """Read RIGHTS_REDIS_URL, RIGHTS_STORES, RIGHTS_MAIL and RIGHTS_MAIL_FROM."""
        stores = environment.get("RIGHTS_STORES", "")
        return cls(
            redis_url=environment.get("RIGHTS_REDIS_URL", "redis://127.0.0.1:6379/0"),
            stores_file=Path(stores) if stores else None,
            mail=environment.get("RIGHTS_MAIL", "folder:var/mail"),
            mail_from=environment.get("RIGHTS_MAIL_FROM", "information.governance@brackenford.example"),
        )
