"""What an installation is told by its environment. Every fault is reported, not only the first."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from requests_.errors import RightsRequestError

NOTIFY_ADDRESS = "https://api.notifications.service.gov.uk"
_UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
FEWEST_UNANSWERED_DAYS, MOST_UNANSWERED_DAYS = 14, 365


class SettingsFault(RightsRequestError):
    """The environment lacks something, or holds something unusable."""

    code = "settings_fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """Where the portal's own records are: a database URL, a folder for files, and the file of their master key."""

    database_url: str
    vault: Path
    master_key: Path | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> StoreSettings:
        """Read RIGHTS_DATABASE_URL, RIGHTS_VAULT (both `var/` of the working folder unless told) and
        RIGHTS_MASTER_KEY_FILE (beside the vault unless told).
        """
        return cls(
            database_url=environment.get("RIGHTS_DATABASE_URL", "sqlite:///var/rights.sqlite"),
            vault=Path(environment.get("RIGHTS_VAULT", "var/vault")),
            master_key=Path(named) if (named := environment.get("RIGHTS_MASTER_KEY_FILE", "")) else None,
        )

    @classmethod
    def for_public(cls, environment: Mapping[str, str] = os.environ) -> StoreSettings:
        """As the public app opens them: by its own database role when RIGHTS_PUBLIC_DATABASE_URL names one."""
        return cls.from_environment(environment)._by_role(environment.get("RIGHTS_PUBLIC_DATABASE_URL", ""))

    @classmethod
    def for_api(cls, environment: Mapping[str, str] = os.environ) -> StoreSettings:
        """As the API opens them: by its own database role when RIGHTS_API_DATABASE_URL names one."""
        return cls.from_environment(environment)._by_role(environment.get("RIGHTS_API_DATABASE_URL", ""))

    def _by_role(self, own: str) -> StoreSettings:
        return replace(self, database_url=own) if own else self


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingSettings:
    """Where the ends of all chains are written down each night, and the key that signs them."""

    file: Path
    key: Path | None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> SealingSettings | None:
        """Read RIGHTS_SEALED_HEADS and RIGHTS_SEALING_KEY; None where no file is named."""
        file, key = environment.get("RIGHTS_SEALED_HEADS", ""), environment.get("RIGHTS_SEALING_KEY", "")
        return cls(file=Path(file), key=Path(key) if key else None) if file else None


def unanswered_days(environment: Mapping[str, str] = os.environ) -> int:
    """RIGHTS_UNANSWERED_DAYS: days after which the requester is reminded of a question; 90 unless told."""
    named = environment.get("RIGHTS_UNANSWERED_DAYS", "90")
    if not named.isdecimal() or not FEWEST_UNANSWERED_DAYS <= int(named) <= MOST_UNANSWERED_DAYS:
        raise SettingsFault(
            f"RIGHTS_UNANSWERED_DAYS is {named!r}: make it a number of days from {FEWEST_UNANSWERED_DAYS} to "
            f"{MOST_UNANSWERED_DAYS}."
        )
    return int(named)


def staff_address(environment: Mapping[str, str] = os.environ) -> str:
    """RIGHTS_STAFF_URL, where staff open the staff app, without a slash at its end: a mail to them has no other."""
    named = environment.get("RIGHTS_STAFF_URL", "").strip().rstrip("/")
    parts = urlsplit(named)
    if not (parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1")) or parts.query or parts.fragment:
        raise SettingsFault(
            "RIGHTS_STAFF_URL must be the https:// address of the staff app: links for its accounts are mailed with it."
        )
    return named


def letters_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of RIGHTS_LETTERS, the council's own wording of letters; None where our wording is used."""
    named = environment.get("RIGHTS_LETTERS", "")
    if not named:
        return None
    folder = Path(named)
    if not folder.is_dir():
        raise SettingsFault(f"RIGHTS_LETTERS names {named}, which is not a folder: make it, or take the setting away.")
    return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifySettings:
    """The council's service at GOV.UK Notify: its key, and its template for texts and for mails, "" for none."""

    key: str
    text_template: str = ""
    mail_template: str = ""
    address: str = NOTIFY_ADDRESS

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> NotifySettings | None:
        """Read RIGHTS_NOTIFY_KEY, RIGHTS_NOTIFY_TEXT, RIGHTS_NOTIFY_MAIL and RIGHTS_NOTIFY_URL; None without a key."""
        names = {"key": "KEY", "text_template": "TEXT", "mail_template": "MAIL", "address": "URL"}
        given = {name: environment.get(f"RIGHTS_NOTIFY_{said}", "").strip() for name, said in names.items()}
        if not given["key"]:
            return None
        faults = [
            f"RIGHTS_NOTIFY_{names[name]} must be the id of a template of the Notify service."
            for name in ("text_template", "mail_template")
            if given[name] and not re.fullmatch(_UUID, given[name])
        ]
        if not re.fullmatch(f".*{_UUID}-{_UUID}", given["key"]):
            faults.append("RIGHTS_NOTIFY_KEY must be the whole key, with its name, as Notify shows it once.")
        if faults:
            raise SettingsFault(" ".join(faults))
        return cls(**{name: said for name, said in given.items() if said})


def setting_of(name: str) -> str:
    """The setting of a field of the controller's profile."""
    return f"RIGHTS_COUNCIL_{name.upper()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControllerProfile:
    """Who the controller is and how people reach it, as every letter and page says it."""

    name: str = "Brackenford Council"
    service: str = "Education Support Service"
    team: str = "Corporate Information Governance Team"
    email: str = "information.governance@brackenford.example"
    phone: str = "01632 960 001"
    address: str = "Brackenford House, Market Street, Brackenford QX1 1AA"
    officer: str = "The Data Protection Officer"
    website: str = "https://rights.brackenford.example"
    regulator: str = "Information Commissioner's Office"
    regulator_address: str = "Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF"
    regulator_phone: str = "0303 123 1113"
    regulator_website: str = "https://ico.org.uk/make-a-complaint/"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> ControllerProfile:
        """Each field from RIGHTS_COUNCIL_<FIELD>, such as RIGHTS_COUNCIL_EMAIL; the defaults are invented."""
        given = {
            name: environment[key] for name in cls.__dataclass_fields__ if (key := setting_of(name)) in environment
        }
        empty = [setting_of(name) for name, value in given.items() if not value.strip()]
        if empty:
            raise SettingsFault(f"Empty setting: {', '.join(empty)}. Give it a value, or take it away.")
        return cls(**given)
