"""A real headless Chromium: Debian's when it is there, Playwright's own otherwise."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests of a process."""
    installed = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    # Chromium's own sandbox cannot be used by root.
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=installed, args=arguments)
        except PlaywrightError:
            pytest.fail("Chromium does not start: apt-get install chromium (or run 'make test').", pytrace=False)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of its own, in a fresh profile."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
