"""One row for each kind of store that is read: how it is opened."""

from __future__ import annotations

from contextlib import AbstractContextManager

from workers.sources.base import PeopleSource, TextSource
from workers.sources.errors import SourceError
from workers.sources.files import open_files
from workers.sources.mailbox import open_mailbox
from workers.sources.paper import open_paper
from workers.sources.sql import open_sql
from workers.sources.stores import FilesPlace, MailboxPlace, PaperPlace, SqlPlace, Store


def open_people(store: Store) -> AbstractContextManager[PeopleSource]:
    """Open a store that files its records under people."""
    if isinstance(store.place, SqlPlace):
        return open_sql(store, store.place)
    if isinstance(store.place, PaperPlace):
        return open_paper(store, store.place)
    raise SourceError(f'A store of kind "{store.kind}" lists no people.')


def open_texts(store: Store) -> AbstractContextManager[TextSource]:
    """Open a store of texts filed under nobody."""
    if isinstance(store.place, FilesPlace):
        return open_files(store, store.place)
    if isinstance(store.place, MailboxPlace):
        return open_mailbox(store, store.place)
    raise SourceError(f'A store of kind "{store.kind}" has no texts.')
