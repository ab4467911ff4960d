"""What every test gets: no network but this machine, and real servers for whoever asks for them."""

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_socket
import structlog
from argon2 import PasswordHasher
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from requests_.services import staff_accounts
from templates.environment import OPTIONS

pytest_plugins = ["tests.fixtures_services", "tests.fixtures_store", "tests.fixtures_browser", "tests.fixtures_disk",
                  "tests.fixtures_stores", "tests.fixtures_scanner"]  # fmt: skip

# A loaded machine must not fail a property: examples are bounded by their number, not by a clock.
settings.register_profile("rights", deadline=None, max_examples=60, derandomize=True, database=None)
settings.load_profile("rights")


def pytest_configure(config: pytest.Config) -> None:
    """Name the folder that the processes of this run share their servers through."""
    if not hasattr(config, "workerinput"):
        folder = Path(tempfile.gettempdir()) / f"rights-tests-{os.getpid()}"
        os.environ["RIGHTS_TEST_RUN"] = str(folder)
        os.environ["RIGHTS_TEST_RUN_PID"] = str(os.getpid())
        # The commands that tests run would compile every module again.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins: at the end nobody waits for the one browser that began last."""
    items.sort(key=lambda item: "journeys" not in item.path.parts and item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """What was loaded stays: looking through all of it for garbage, again and again, took a seventh of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session", autouse=True)
def _no_power_cut() -> Iterator[None]:
    """No test cuts the power: a killed process loses nothing that it wrote, so nobody waits for the disk.

    The commands and servers that tests start do wait for it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)
        yield


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Nothing a test does leaves this machine."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session", autouse=True)
def real_hasher() -> Iterator[PasswordHasher]:
    """The same hash with less work: its strength is looked at in `test_staff_accounts.py`."""
    hasher = staff_accounts._HASHER
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(staff_accounts, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        yield hasher


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Hundreds of apps are made in a run: each takes the templates that the first has compiled."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("templates")
        patch.setitem(OPTIONS, "bytecode_cache", FileSystemBytecodeCache(str(folder)))
        yield


@pytest.fixture(scope="session", autouse=True)
def _routes_compiled_once() -> Iterator[None]:
    """Making the builder of each address anew was half of the time that each app took to be made."""
    compile_builder, known = Rule._compile_builder, {}

    def compiled(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compile_builder(rule, append_unknown)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", compiled)
        yield


@pytest.fixture(autouse=True)
def _logs_as_by_default() -> Iterator[None]:
    """A command that a test ran in this process wrote its log where nothing is any more."""
    yield
    structlog.reset_defaults()
