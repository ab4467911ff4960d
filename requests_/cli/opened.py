"""The store, opened for a command; apart from what commands without a store share, which loads in no time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from requests_.cli.plain import Refused
from requests_.errors import RightsRequestError
from requests_.settings import StoreSettings
from requests_.store.session import Store, open_store


@contextmanager
def opened_store(settings: StoreSettings | None = None) -> Iterator[Store]:
    """The store that the settings or the environment name, until the block ends."""
    try:
        store = open_store(settings or StoreSettings.from_environment())
        try:
            yield store
        finally:
            store.close()
    except RightsRequestError as fault:
        raise Refused(fault.public_message) from fault
    except SQLAlchemyError as fault:
        raise Refused(
            f"The database cannot be used ({type(fault).__name__}). "
            "Check RIGHTS_DATABASE_URL, then run 'rights migrate'."
        ) from fault
