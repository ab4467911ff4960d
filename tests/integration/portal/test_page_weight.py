"""A cheap telephone on a slow line: the first page and a question weigh little, and load nothing from anybody else."""

import gzip
import re
from typing import Any

import pytest

LARGEST_FIRST_LOAD_BYTES = 100 * 1024
PAGES = ["/", "/request/asks", "/track", "/privacy", "/accessibility"]
LOADED = re.compile(r'(?:src|href)="([^"]+)"')


def files_of(page: str) -> set[str]:
    """What a browser loads for the page, besides the page."""
    return {found for found in LOADED.findall(page) if found.startswith("/static/")}


@pytest.mark.parametrize("path", [*PAGES, "/request/files"])
def test_the_first_load_of_a_page_is_light(visitor: Any, path: str) -> None:
    visitor.answer("asks", {"asks": ["access"]})
    page = visitor.get(path)
    assert page.status_code == 200
    files = files_of(page.text)
    assert files
    answers = [visitor.get(name, headers={"Accept-Encoding": "gzip"}) for name in files]
    weight = len(page.data) + sum(len(answer.data) for answer in answers)
    assert weight < LARGEST_FIRST_LOAD_BYTES, weight


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_anybody_else(visitor: Any, path: str) -> None:
    page = visitor.get(path).text
    loaded = re.findall(r'<(?:script|img|link|iframe|source)[^>]*(?:src|href)="([^"]+)"', page)
    assert [name for name in loaded if not name.startswith("/static/")] == []


def test_styles_are_compressed_for_those_who_take_it_and_whole_for_others(visitor: Any) -> None:
    small = visitor.get("/static/council.css", headers={"Accept-Encoding": "gzip, br"})
    with visitor.get("/static/council.css") as whole:
        assert gzip.decompress(small.data) == whole.data
        assert "Content-Encoding" not in whole.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]


def test_a_page_with_a_form_token_is_never_compressed(visitor: Any) -> None:
    assert "Content-Encoding" not in visitor.get("/track", headers={"Accept-Encoding": "gzip"}).headers
