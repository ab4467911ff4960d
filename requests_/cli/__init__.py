"""Commands of this package: `deadline`, `holidays`, `migrate`, `audit`, `vault`, `backup`, `restore`, `roles`."""

from __future__ import annotations

from collections.abc import Callable

from requests_.cli.database_roles import public_role_check, roles
from requests_.cli.deadlines import deadline, holidays
from requests_.cli.files import master_key_check, vault
from requests_.cli.records import audit, database_check, migrate, vault_check
from requests_.cli.safe_copies import backup, restore

__all__ = [
    "audit",
    "backup",
    "checks",
    "database_check",
    "deadline",
    "holidays",
    "master_key_check",
    "migrate",
    "public_role_check",
    "restore",
    "roles",
    "vault",
    "vault_check",
]

checks: tuple[Callable[[], tuple[str, bool, str]], ...] = (
    database_check,
    vault_check,
    master_key_check,
    public_role_check,
)
