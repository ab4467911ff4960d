"""The environment: strict, escaping, and free of what a council may not use."""

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from templates.environment import FOLDER, STATIC_FOLDER, build_environment

TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))


def test_a_name_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        build_environment().from_string("{{ missing }}").render()


def test_everything_is_escaped() -> None:
    assert build_environment().from_string("{{ name }}").render(name="<b>") == "&lt;b&gt;"


def test_a_component_escapes_its_text_and_leaves_out_what_is_not_given() -> None:
    button = build_environment().from_string("{{ govuk.button({'text': '<b>'}) }}").render()
    assert "&lt;b&gt;" in button
    assert "name=" not in button


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_can_be_read(name: str) -> None:
    build_environment().get_template(name)


def test_nothing_outside_the_package_can_be_rendered() -> None:
    with pytest.raises(Exception, match="passwd"):
        build_environment().get_template("../../../../etc/passwd")


PICTURES = {path.name for path in STATIC_FOLDER.glob("*.svg")}


@pytest.mark.parametrize("path", sorted(STATIC_FOLDER.rglob("*.*")), ids=lambda path: path.name)
def test_no_crown_crest_or_gov_uk_font_is_served(path: Path) -> None:
    assert path.suffix in {".css", ".js", ".svg", ".txt"}
    text = path.read_text().lower()
    if path.suffix in {".css", ".svg"}:
        for banned in ("gds transport", "@font-face", "crown", "crest", "gov.uk"):
            assert banned not in text
        assert {name.strip("'\"") for name in re.findall(r"url\(([^)]*)\)", text)} <= PICTURES
