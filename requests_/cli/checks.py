"""What `rights doctor` asks of this package."""

from __future__ import annotations

from collections.abc import Callable

from requests_.cli.database_roles import api_role_check, public_role_check
from requests_.cli.files import master_key_check
from requests_.cli.records import database_check, vault_check

checks: tuple[Callable[[], tuple[str, bool, str]], ...] = (
    database_check,
    vault_check,
    master_key_check,
    public_role_check,
    api_role_check,
)
