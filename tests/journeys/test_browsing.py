"""The checks of the other journeys see what they are there for."""

import pytest
from playwright.sync_api import Page

from tests.journeys.browsing import faults_of, structure_of

BAD = """<!doctype html><html lang="en"><title>Bad</title><main><h1>Two</h1><h1>heads</h1><img src="data:,">
<p style="color:#aaa">Too pale to read on white</p><div style="width:2000px">wide</div><input id="x">
<table><tr><th>Head</th></tr><tr><td>1</td></tr></table><fieldset><input aria-label="In a group"></fieldset></main>
</html>"""
SEEN = (
    "not exactly one h1", "no language", "wider than the screen", "fieldset without a legend",
    "table without a caption", "image-alt", "color-contrast", "label",
)  # fmt: skip


@pytest.mark.browser
def test_a_bad_page_is_called_bad_on_every_screen(page: Page) -> None:
    page.set_content(BAD)
    found = faults_of(page)
    assert [fault for fault in SEEN if not any(line.startswith("1366:") and fault in line for line in found)] == []
    assert any(line.startswith("320:") for line in found)
    assert any(line.startswith("375: label") for line in found)


@pytest.mark.browser
def test_colours_are_judged_on_the_last_screen_that_a_page_is_looked_at_on(page: Page) -> None:
    page.set_content(BAD)
    for widths, last in (((320, 375, 1366), 1366), ((320, 375), 375)):
        contrast = [line.split(":")[0] for line in faults_of(page, widths) if "color-contrast" in line]
        assert contrast == [str(last)]


ASKS = '<main><h1>Who asks?</h1><label for="x">Name</label><input id="x" aria-label="Name" value="Orla"></main>'
ALIKE = (("Who asks?", "Kto pyta?"), ('label="Name"', 'label="Imię"'), ("Orla", "Ola"))
OTHERWISE = (
    ("Who asks?", ""),
    ("h1", "h2"),
    (' for="x"', ""),
    ('label="Name"', 'label=""'),
    ("<input", "<input disabled"),
)


@pytest.mark.browser
def test_pages_are_built_alike_when_only_their_words_differ(page: Page) -> None:
    def structure(old: str, new: str) -> str:
        page.set_content(ASKS.replace(old, new))
        return structure_of(page)

    assert {structure(*change) for change in ALIKE} == {structure("", "")}
    assert structure("", "") not in {structure(*change) for change in OTHERWISE}
