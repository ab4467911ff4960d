"""`rights detect` gives one line a find, reads a pipe, and says plainly what it cannot use."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from redaction.detect_command import detect


@pytest.fixture
def people(tmp_path: Path) -> str:
    path = tmp_path / "people.json"
    path.write_text(
        json.dumps([{"name": "Amelia Okafor", "role": "subject"}, {"name": "Grace Okafor"}]), encoding="utf-8"
    )
    return str(path)


def test_json_lines_have_the_keys_of_the_contract_and_code_point_offsets(people: str, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("😀 Grace Okafor rang about Amelia.", encoding="utf-8")
    result = CliRunner().invoke(detect, [str(file), "--people", people, "--json"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert list(lines[0]) == ["start", "end", "kind", "text", "person", "disposition", "why"]
    assert [(one["start"], one["end"], one["person"], one["disposition"]) for one in lines] == [
        (2, 14, "person-2", "withhold"),
        (26, 32, "person-1", "disclose"),
    ]


def test_standard_input_is_read_without_a_file_and_shown_as_a_table(people: str) -> None:
    result = CliRunner().invoke(detect, ["--people", people], input="Grace rang.")
    assert result.exit_code == 0
    assert "withhold" in result.stdout
    assert "Grace" in result.stdout


@pytest.mark.parametrize(
    ("content", "says"), [(None, "no such file"), (b"\xff\xfe\x00", "not UTF-8 text")], ids=["missing", "not text"]
)
def test_an_unusable_file_is_one_plain_line_and_exit_2(
    people: str, tmp_path: Path, content: bytes | None, says: str
) -> None:
    file = tmp_path / "note.txt"
    if content is not None:
        file.write_bytes(content)
    result = CliRunner().invoke(detect, [str(file), "--people", people])
    assert result.exit_code == 2
    assert says in result.stderr
    assert "note.txt" in result.stderr
    assert result.stdout == ""


def test_a_folder_and_a_bad_people_file_are_named(people: str, tmp_path: Path) -> None:
    assert "it is a folder" in CliRunner().invoke(detect, [str(tmp_path), "--people", people]).stderr
    bad = tmp_path / "bad.json"
    bad.write_text("[{}]", encoding="utf-8")
    result = CliRunner().invoke(detect, ["--people", str(bad)], input="x")
    assert result.exit_code == 2
    assert "bad.json" in result.stderr
