"""What this process was told, setting by setting, and where each value comes from. A secret is never shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.settings import COUNCIL_ACCOUNT
from portal.web.resources import SettingInForce
from requests_.model.kept_registers import REGISTERS, RegisterKey
from requests_.settings import ControllerProfile, setting_of


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: what it is, what holds without it, and whether its value is kept from view."""

    name: str
    says: str
    default: str = ""
    is_secret: bool = False


SETTINGS = (
    Setting("RIGHTS_DATABASE_URL", "The database", "sqlite:///var/rights.sqlite", is_secret=True),
    Setting("RIGHTS_PUBLIC_DATABASE_URL", "The public app’s own way into it", "the same", is_secret=True),
    Setting("RIGHTS_API_DATABASE_URL", "The API’s own way into it", "the same", is_secret=True),
    Setting("RIGHTS_REDIS_URL", "The queue", "none: attempts are counted in memory", is_secret=True),
    Setting("RIGHTS_VAULT", "The folder of encrypted files", "var/vault"),
    Setting("RIGHTS_MASTER_KEY_FILE", "The file of the master key", "beside the vault"),
    Setting("RIGHTS_LETTERS", "Letters in the council’s own words", "none: ours are used"),
    Setting("RIGHTS_HOLIDAYS", "Newer bank holidays", "those that came with the portal"),
    Setting("RIGHTS_NOTIFY_KEY", "GOV.UK Notify: our key there", "none: no texts", is_secret=True),
    Setting("RIGHTS_NOTIFY_TEXT", "GOV.UK Notify: the template of texts", "none: no texts"),
    Setting("RIGHTS_STAFF_URL", "The address of the staff app in mails to staff"),
    Setting("RIGHTS_SECRET_KEY", "The key of cookies", is_secret=True),
    Setting("RIGHTS_SECURE_COOKIES", "Cookies over HTTPS alone", "yes"),
    Setting("RIGHTS_SECOND_STEP", "Whether a password alone is enough for staff", "offered: it is"),
    Setting("RIGHTS_METRICS_TOKEN", "What a watching machine shows", "none: nothing is told", is_secret=True),
    Setting("RIGHTS_TRUSTED_PROXIES", "Proxies in front that are believed", "0"),
    Setting("RIGHTS_SSO_ISSUER", "Single sign-on: the provider", "none: there is no single sign-on"),
    Setting("RIGHTS_SSO_CLIENT", "Single sign-on: what we are called there"),
    Setting("RIGHTS_SSO_SECRET", "Single sign-on: our secret there", is_secret=True),
    Setting("RIGHTS_SSO_NAME", "Single sign-on: what staff call it", COUNCIL_ACCOUNT),
    Setting("RIGHTS_SSO_SECOND_STEP", "Single sign-on: where the second step is asked for", "here"),
)


def settings_in_force(environment: Mapping[str, str]) -> tuple[SettingInForce, ...]:
    """Every setting of the web apps, and the controller's profile."""
    own = ControllerProfile()
    columns = [column for column in REGISTERS[RegisterKey.CONTROLLER].columns if hasattr(own, column.key)]
    profile = (Setting(setting_of(column.key), column.label, getattr(own, column.key)) for column in columns)
    return tuple(_in_force(setting, environment) for setting in (*SETTINGS, *profile))


def _in_force(setting: Setting, environment: Mapping[str, str]) -> SettingInForce:
    given = environment.get(setting.name, "").strip()
    shown = "Set, and not shown" if given and setting.is_secret else given
    return SettingInForce(setting.name, setting.says, shown or setting.default or "Not set", is_set=bool(given))
