"""A council may say it in its own words, and is told which words the law still wants."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from workers.cli import letters_check
from workers.render.own_wording import letters

STILL_OURS = '{% extends "standard/letters/refusal.html" %}{% block title %}Our decision{% endblock %}'
WITHOUT_ROUTES = """{% extends "letters/_base.html" %}{% block title %}No{% endblock %}
{% block body %}<p>On {{ head.received_on | uk_date }} you asked us. The reasons are: {{ facts.reasons }}</p>
{% endblock %}"""
ROUTES = (
    "You can complain to us under section 164A of the Data Protection Act 2018.",
    "You can complain to the Information Commissioner under section 165.",
    "You can ask a court to decide.",
)
HARD = "The aforementioned organisational considerations necessitate comprehensive administrative reconsideration " * 6


def check(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(letters, ["check", str(folder), *options])


@pytest.mark.parametrize(
    ("name", "says"),
    [("nowhere", "is not there"), ("empty", "holds no letters"), ("refusal.html", "is not a folder")],
)
def test_where_there_is_no_wording_one_line_says_so(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "refusal.html").write_text(STILL_OURS)
    done = check(tmp_path / name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert says in done.stderr


def test_wording_that_builds_on_ours_is_complete(tmp_path: Path) -> None:
    (tmp_path / "refusal.html").write_text(STILL_OURS)
    assert check(tmp_path).exit_code == 0


def test_wording_that_lacks_the_routes_of_complaint_is_told_each_of_them(tmp_path: Path) -> None:
    (tmp_path / "refusal.html").write_text(WITHOUT_ROUTES)
    done = check(tmp_path, "--json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert {row["template"] for row in found} == {"refusal.html"}
    assert {row["audience"] for row in found} == {"adult"}
    part_3 = " ".join(row["says"] for row in found if row["kind"] == "refusal" and row["regime"] == "law_enforcement")
    for section in ("164A", "165", "section 51", "section 167", "court"):
        assert section in part_3
    uk = " ".join(row["says"] for row in found if row["kind"] == "refusal" and row["regime"] == "uk_gdpr")
    assert "section 51" not in uk


@pytest.mark.parametrize(
    ("name", "template", "says"),
    [
        (
            "young/no_data.html",
            "{% if %}",
            "young/no_data.html (no_data, uk_gdpr, young): letters/young/no_data.html, line 1",
        ),
        ("refusel.html", STILL_OURS, "refusel.html: No letter has this template"),
        ("refusal.html", STILL_OURS.replace("{% endblock %}", HARD + "{% endblock %}"), "hard to read: grade"),
    ],
)
def test_a_template_that_cannot_be_used_is_told_by_its_name(
    tmp_path: Path, name: str, template: str, says: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(template)
    done = check(tmp_path)
    assert done.exit_code == 1
    assert says in done.stdout


def test_routes_in_plain_paragraphs_do_not_count_and_none_may_be_denied(tmp_path: Path) -> None:
    routes = "".join(f"<p>{route}</p>" for route in ROUTES)
    (tmp_path / "refusal.html").write_text(WITHOUT_ROUTES.replace("</p>\n", f"</p>{routes}\n"))
    assert "It lacks that a court can decide" in check(tmp_path).stdout
    marked = f'</p><section class="routes">{routes}</section>\n'
    (tmp_path / "refusal.html").write_text(WITHOUT_ROUTES.replace("</p>\n", marked))
    found = check(tmp_path, "--json").stdout.splitlines()
    assert {json.loads(line)["regime"] for line in found} == {"law_enforcement"}
    denied = STILL_OURS.replace("Our decision", "You cannot complain about this")
    (tmp_path / "refusal.html").write_text(denied)
    assert "It says that somebody cannot complain" in check(tmp_path).stdout


def test_the_doctor_looks_at_the_councils_wording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RIGHTS_LETTERS", raising=False)
    assert letters_check()[1]
    monkeypatch.setenv("RIGHTS_LETTERS", str(tmp_path))
    assert letters_check()[1]
    (tmp_path / "refusal.html").write_text(WITHOUT_ROUTES)
    assert not letters_check()[1]
    monkeypatch.setenv("RIGHTS_LETTERS", str(tmp_path / "nowhere"))
    assert "is not a folder" in letters_check()[2]
