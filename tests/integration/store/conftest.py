"""A council's desk over each kind of database."""

import pytest

from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.clocks import MovingClock


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def desk(store: Store, clock: MovingClock) -> Desk:
    return Desk(store, clock)
