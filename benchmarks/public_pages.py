"""Measures the first load of public pages: `python benchmarks/public_pages.py [--out FILE]`.

Each page is asked for as a new visitor's browser does, through the whole public app on SQLite, with the styles and
scripts that it loads. Time is the app's processor time (the best of 30), told as a ratio to an empty page of the same
app in the same run; bytes are what leaves the server to a browser that takes gzip.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from pathlib import Path
from typing import Any

from bars import bars
from flask import render_template

from portal.public import create_public_app
from portal.settings import WebSettings
from portal.wiring import build_resources
from requests_.clock import SystemClock
from requests_.settings import ControllerProfile, StoreSettings
from requests_.store import schema
from requests_.store.session import open_store

RESULTS = Path(__file__).parent / "results"
REPEATS = 30
LIMIT_BYTES = 100 * 1024
EMPTY = "{% extends 'public/_layout.html' %}{% block title %}Empty{% endblock %}{% block content %}{% endblock %}"
PAGES = {
    "start page": ("en", "/"),
    "start page in Polish": ("pl", "/"),
    "start page for young people": ("young", "/"),
    "first question": ("en", "/request/asks"),
    "a question half-way": ("en", "/request/who"),
    "follow your request": ("en", "/track"),
}
IMPORTED = re.compile(r"""(?:from|import)\s*\(?["'](?:\./|/static/)([\w.-]+)""")
LOADED = re.compile(r'(?:src|href)="(/static/[^"#]+)')


def best(client: Any, path: str) -> float:
    """The least processor milliseconds of one answer."""
    spent = []
    for _ in range(REPEATS):
        start = time.process_time()
        client.get(path)
        spent.append((time.process_time() - start) * 1000)
    return min(spent)


def first_load(client: Any, path: str) -> tuple[int, int]:
    """The bytes of the page itself, and of everything it loads."""
    page = client.get(path)
    assert page.status_code == 200, path
    waiting, sizes = LOADED.findall(page.text), dict[str, int]()
    while waiting:
        name = waiting.pop()
        if name not in sizes:
            sizes[name] = len(client.get(name, headers={"Accept-Encoding": "gzip"}).data)
            whole = client.get(name).text if ".js" in name else ""
            waiting += [f"/static/{found}" for found in IMPORTED.findall(whole)]
    return len(page.data), sum(sizes.values())


def measured(app: Any) -> dict[str, dict[str, float]]:
    clients = {}
    for language in {language for language, _ in PAGES.values()}:
        clients[language] = app.test_client()
        clients[language].get(f"/language/{language}")
    clients["en"].post("/request/asks", data={"asks": "access"})
    floor = best(clients["en"], "/empty")
    figures: dict[str, dict[str, float]] = {"empty page": {"processor milliseconds": round(floor, 2)}}
    for name, (language, path) in PAGES.items():
        page, others = first_load(clients[language], path)
        spent = best(clients[language], path)
        figures[name] = {
            "processor milliseconds": round(spent, 2),
            "times an empty page": round(spent / floor, 1),
            "bytes of the page": page,
            "bytes of styles, scripts and pictures": others,
            "kilobytes of the first load": round((page + others) / 1024, 1),
        }
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=RESULTS / "public_pages.json")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        store = open_store(StoreSettings(database_url=f"sqlite:///{folder / 'a.sqlite'}", vault=folder / "vault"))
        schema.upgrade(store.engine)
        settings = WebSettings(secret="a secret that only this measurement knows", secure_cookies=False)
        app = create_public_app(settings, build_resources(store, ControllerProfile(), SystemClock(), folder))
        app.config["WTF_CSRF_ENABLED"] = False
        empty = app.jinja_env.from_string(EMPTY)
        app.add_url_rule("/empty", "empty", lambda: render_template(empty))
        figures = measured(app)
        store.close()
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    kilobytes = "kilobytes of the first load"
    rows = [(name, row[kilobytes]) for name, row in figures.items() if kilobytes in row]
    plot = bars("First load, of 100 KB at most", rows, limit=LIMIT_BYTES / 1024, unit=" KB")
    asked.out.with_suffix(".svg").write_text(plot, encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
