"""Where the web apps meet the outside: the one part of the portal that opens the store and renders pages."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from sqlalchemy.exc import InterfaceError, OperationalError

from portal.api import create_api_app
from portal.public import create_public_app
from portal.settings import SingleSignOnSettings, WebSettings
from portal.staff import create_staff_app
from portal.web.application import PortalApp
from portal.web.identity_provider import IdentityProvider
from portal.web.resources import PageImage, Resources
from portal.wiring.locked_files import unlock_file
from portal.wiring.mails import read_mail
from portal.wiring.page_images import page_image, png_of, read_units, words_of
from portal.wiring.preview import preview
from portal.wiring.profile_in_force import KeptProfile
from portal.wiring.quiet_copies import quiet_copy
from portal.wiring.settings_in_force import settings_in_force
from requests_.clock import Clock, SystemClock
from requests_.errors import Conflict
from requests_.ids import CaseId
from requests_.logs import set_up_logs
from requests_.model.correspondence import Letter
from requests_.settings import ControllerProfile, NotifySettings, SettingsFault, StoreSettings, letters_folder
from requests_.store.full_text import typed_digests
from requests_.store.session import Store, open_store
from templates.letter_writer import LetterFault, LetterWriter, OwnWords

PAGES_REMEMBERED = 16


def build_resources(
    store: Store,
    profile: ControllerProfile,
    clock: Clock,
    vault: Path,
    *,
    letters: Path | None = None,
    identity_provider: IdentityProvider | None = None,
    offers_texts: bool = False,
) -> Resources:
    """What views need, over an open store; `letters` holds the council's own wording of letters."""
    writer, kept = LetterWriter(letters), KeptProfile(store, profile)
    return Resources(
        clock=clock,
        profile_in_force=kept,
        unit_of_work=store.unit_of_work,
        reading=store.reading,
        reading_one_moment=store.reading_one_moment,
        is_down=_is_down,
        file_bytes=lambda case, sha256: store.vault.of(case).get(sha256),
        keep_file=lambda case, content: store.vault.of(case).put(content),
        has_file=lambda case, sha256: store.vault.of(case).holds(sha256),
        preview=lambda case, document, place: preview(store, case, document, place),
        quiet_copy=quiet_copy,
        unlock_file=lambda case, *given: unlock_file(store.vault.of(case), *given),
        read_mail=read_mail,
        read_units=lambda case, sha256: read_units(store.vault.of(case).get(sha256)),
        page_image=_page_images(store),
        pdf_page_image=lambda case, sha256, page: png_of(store.vault.of(case).get(sha256), page),
        pdf_page_words=lambda case, sha256, page: words_of(store.vault.of(case).get(sha256), page),
        write_letter=lambda letter, size, words: _written(writer, letter, size, kept.now(), words),
        shipped_words=lambda letter: writer.words_of(letter.template, letter.context(kept.now())),
        names_in_letter=lambda letter: writer.names_of(letter.template, letter.context(kept.now())),
        free_bytes=lambda: shutil.disk_usage(vault if vault.exists() else Path()).free,
        settings=settings_in_force(os.environ),
        text_digests=lambda typed: typed_digests(store.vault, typed),
        identity_provider=identity_provider,
        offers_texts=offers_texts,
    )


def _page_images(store: Store) -> Callable[[CaseId, str, int], PageImage | None]:
    """What draws the page of a document, and remembers it: a review page asks for its size, then for its picture."""

    @lru_cache(maxsize=PAGES_REMEMBERED)
    def drawn(case: CaseId, sha256: str, page: int) -> PageImage | None:
        return page_image(store.vault.of(case).get(sha256), page)

    return drawn


def resources_from_environment(
    environment: Mapping[str, str] = os.environ, *, settings: StoreSettings | None = None
) -> Resources:
    """Open the store that `settings` or else the environment names. Raises SettingsFault."""
    settings = settings or StoreSettings.from_environment(environment)
    profile = ControllerProfile.from_environment(environment)
    notify = NotifySettings.from_environment(environment)
    return build_resources(
        open_store(settings),
        profile,
        SystemClock(),
        settings.vault,
        letters=letters_folder(environment),
        offers_texts=bool(notify and notify.text_template),
    )


def public_from_environment() -> PortalApp:
    """The public app as the environment describes it."""
    set_up_logs(logging.INFO)
    return create_public_app(
        WebSettings.from_environment(), resources_from_environment(settings=StoreSettings.for_public())
    )


def api_from_environment() -> PortalApp:
    """The API as the environment describes it."""
    set_up_logs(logging.INFO)
    return create_api_app(WebSettings.from_environment(), resources_from_environment(settings=StoreSettings.for_api()))


def staff_from_environment() -> PortalApp:
    """The staff app as the environment describes it."""
    set_up_logs(logging.INFO)
    handed_in = replace(resources_from_environment(), identity_provider=_identity_provider(SystemClock()))
    return create_staff_app(WebSettings.from_environment(), handed_in)


def require_current_tables(environment: Mapping[str, str] = os.environ) -> None:
    """Raise SettingsFault when the database cannot be reached or lacks the newest tables."""
    from requests_.store import schema  # loads Alembic, which no web process needs

    store = open_store(StoreSettings.from_environment(environment))
    try:
        is_current = schema.is_current(store.engine)
    except (OperationalError, InterfaceError) as fault:
        raise SettingsFault("The database of RIGHTS_DATABASE_URL cannot be reached: is it running?") from fault
    finally:
        store.close()
    if not is_current:
        raise SettingsFault("The database has no tables yet, or old ones: run 'rights migrate' first.")


def _identity_provider(clock: Clock) -> IdentityProvider | None:
    settings = SingleSignOnSettings.from_environment()
    if settings is None:
        return None
    from portal.wiring.identity_provider import OpenIdProvider  # loads an HTTP client, which nothing else here needs

    return OpenIdProvider(settings, clock)


def _written(
    writer: LetterWriter, letter: Letter, size: str, profile: ControllerProfile, words: OwnWords | None
) -> str:
    try:
        return writer.html(letter.template, letter.context(profile), size=size, words=words)
    except LetterFault as fault:
        raise Conflict(f"The council's own wording cannot be used: {fault}") from fault


def _is_down(fault: Exception) -> bool:
    """Whether the database cannot be reached or written for now, as against a mistake of ours."""
    return isinstance(fault, OperationalError | InterfaceError)
