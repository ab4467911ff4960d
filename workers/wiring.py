"""Putting a worker process together."""

from __future__ import annotations

from redis import Redis

from requests_.clock import SystemClock
from requests_.model.sources import SourceSystem, StoresOrigin
from requests_.settings import ControllerProfile, NotifySettings, StoreSettings, letters_folder
from requests_.store.queries.stores import kept_stores
from requests_.store.session import open_store
from templates.letter_writer import LetterWriter
from workers.context import TOOLS, Tools
from workers.finding.index.catalogue import Catalogue
from workers.mail.address import mailer_for, texter_for
from workers.render.pdf import find_renderer
from workers.scanners.address import scanner_for
from workers.settings import WorkerSettings
from workers.sources.register import StoresOfRegister, systems_of_register
from workers.sources.stores import Store
from workers.sources.stores_file import read_stores as parse_stores


def build_tools(settings: WorkerSettings) -> Tools:
    """Everything the jobs need, from the environment. Raises SettingsFault or the stores file's own error."""
    notify, portal = NotifySettings.from_environment(), open_store(StoreSettings.from_environment())
    return Tools(
        store=portal,
        clock=SystemClock(),
        ess_stores=StoresOfRegister(portal) if settings.has_register else read_stores(settings),
        stores_origin=StoresOrigin.REGISTER if settings.has_register else StoresOrigin.FILE,
        mailer=mailer_for(settings.mail, notify),
        texter=texter_for(notify),
        renderer=find_renderer(),
        controller=ControllerProfile.from_environment(),
        mail_from=settings.mail_from,
        catalogue=Catalogue.from_environment(),
        scanner=scanner_for(settings.virus_scanner),
        letter_writer=LetterWriter(letters_folder()),
    )


def read_stores(settings: WorkerSettings) -> dict[str, Store]:
    """The ESS stores of the installation by their id; none when no stores file is named."""
    if settings.stores_file is None:
        return {}
    return {store.id: store for store in parse_stores(settings.stores_file)}


def register_sources(tools: Tools) -> None:
    """Tell the portal which stores there are, so that staff can choose among them."""
    with tools.store.unit_of_work() as uow:
        is_kept = tools.stores_origin is StoresOrigin.REGISTER
        uow.searches.register(systems_of_register(kept_stores(uow.session)) if is_kept else _systems_of_file(tools))
        uow.commit()


def _systems_of_file(tools: Tools) -> tuple[SourceSystem, ...]:
    return tuple(
        SourceSystem(
            key=store.id,
            title=store.title,
            kind=str(store.kind),
            regime=store.regime,
            lawful_basis=store.lawful_basis,
        )
        for store in tools.ess_stores.values()
    )


def provide(tools: Tools) -> None:
    """Make the tools the ones this process works with."""
    TOOLS.set(tools)


def open_redis(settings: WorkerSettings) -> Redis:
    """The connection to the queue."""
    return Redis.from_url(settings.redis_url, socket_connect_timeout=5, health_check_interval=15)
