"""`rights index`: keep the indexes of shares and mailboxes, so that a search need not."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from workers.finding.index.catalogue import Catalogue, Update
from workers.sources.base import Tally
from workers.sources.errors import SourceError, StoresFileError
from workers.sources.opening import open_texts
from workers.sources.stores import LISTING, Store, StoreKind
from workers.sources.stores_file import read_stores

Command = Callable[..., None]
_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    click.option("--stores", "stores_path", required=True, envvar="RIGHTS_STORES", type=click.Path(path_type=Path),
                 help="The stores file."),
    click.option("--index", "folder", required=True, envvar="RIGHTS_INDEX", type=click.Path(path_type=Path),
                 help="The folder of the indexes."),
    click.option("--store", "wanted", multiple=True, help="Only this store; may be given several times."),
)  # fmt: skip


@click.group()
def index() -> None:
    """Keep the indexes of shares and mailboxes."""


def _with_options(command: Command) -> Command:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@index.command()
@_with_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a store instead of a table.")
def update(stores_path: Path, folder: Path, wanted: Sequence[str], as_json: bool) -> None:
    """Read what is new or changed, and forget what is gone. Safe to stop at any time."""
    catalogue, stores = _asked(stores_path, folder, wanted)
    failed = False
    for store in stores:
        started = time.monotonic()
        try:
            told = _updated(catalogue, store)
        except SourceError as error:
            failed = True
            click.echo(f"{store.id}: {error}", err=True)
            continue
        told["seconds"] = round(time.monotonic() - started, 3)
        line = ", ".join(f"{value} {name}" for name, value in told.items())
        click.echo(json.dumps({"store": store.id, **told}) if as_json else f"{store.id}: {line}")
    sys.exit(1 if failed else 0)


@index.command()
@_with_options
def drop(stores_path: Path, folder: Path, wanted: Sequence[str]) -> None:
    """Remove indexes; the next search makes them anew."""
    catalogue, stores = _asked(stores_path, folder, wanted)
    for store in stores:
        click.echo(f"{store.id}: {'removed' if catalogue.drop(store.id) else 'there was none'}")


def _updated(catalogue: Catalogue, store: Store) -> dict[str, float]:
    tally = Tally()
    with open_texts(store) as source, catalogue.opened(store) as opened:
        step = Update(opened, source, tally, lambda _done, _total: None)
        loose = sum(1 for _ in step.run())
        kept = opened.count()
    return {"looked_at": tally.looked_at, "read": step.read, "gone": step.gone, "kept": kept, "not_kept": loose}


def _asked(stores_path: Path, folder: Path, wanted: Sequence[str]) -> tuple[Catalogue, list[Store]]:
    try:
        catalogue = Catalogue.at(folder)
        listed = read_stores(stores_path)
    except (SourceError, StoresFileError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    unknown = set(wanted) - {store.id for store in listed}
    if unknown:
        click.echo(f"{stores_path}: there is no store {', '.join(sorted(unknown))}; look at its ids.", err=True)
        sys.exit(2)
    texts = [store for store in listed if store.kind not in (*LISTING, StoreKind.TEAM)]
    return catalogue, [store for store in texts if not wanted or store.id in wanted]
