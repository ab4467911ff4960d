"""What every test gets: no network but this machine, and real servers for whoever asks for them."""

import os
import tempfile
from pathlib import Path

import pytest
import pytest_socket
from hypothesis import settings

pytest_plugins = ["tests.fixtures_services", "tests.fixtures_store", "tests.fixtures_browser", "tests.fixtures_disk",
                  "tests.fixtures_stores"]  # fmt: skip

# A loaded machine must not fail a property: examples are bounded by their number, not by a clock.
settings.register_profile("rights", deadline=None, max_examples=60, derandomize=True, database=None)
settings.load_profile("rights")


def pytest_configure(config: pytest.Config) -> None:
    """Name the folder that the processes of this run share their servers through."""
    if not hasattr(config, "workerinput"):
        folder = Path(tempfile.gettempdir()) / f"rights-tests-{os.getpid()}"
        os.environ["RIGHTS_TEST_RUN"] = str(folder)
        os.environ["RIGHTS_TEST_RUN_PID"] = str(os.getpid())


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Nothing a test does leaves this machine."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
