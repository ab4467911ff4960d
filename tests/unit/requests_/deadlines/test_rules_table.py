from pathlib import Path

from requests_.deadlines.rules_table import markdown_table

PAGE = Path(__file__).parents[4] / "docs" / "deadlines.md"


def test_the_page_about_deadlines_has_the_rules_as_they_are() -> None:
    table = markdown_table()
    assert table in PAGE.read_text(encoding="utf-8"), f"put this table in docs/deadlines.md:\n{table}"
