"""When the machine refuses something: one plain line with the thing, the reason and the mend; the rest is done."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from redaction import sandbox
from redaction.detect_command import detect
from redaction.os_faults import unreadable, unwritable
from redaction.redact_command import redact
from redaction.verify_command import verify

PEOPLE = [{"name": "Kit Marlow", "role": "subject"}, {"name": "Dora Quill", "role": "third_party"}]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.json"
    path.write_text(json.dumps(PEOPLE))
    return path


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text("Dora Quill saw Kit Marlow.")
    return path


def redacted(*files: Path, people: Path, out: Path) -> Result:
    return CliRunner().invoke(redact, [*map(str, files), "--people", str(people), "--out", str(out), "--json"])


def test_a_missing_file_and_a_folder_are_told_and_the_others_still_done(
    tmp_path: Path, people: Path, note: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    done = redacted(tmp_path / "none.pdf", folder, note / "below", note, people=people, out=tmp_path / "out")
    assert done.exit_code == 2
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["refused"] * 3 + ["verified"]
    assert done.stderr.splitlines() == [
        f"{tmp_path / 'none.pdf'}: there is no such file; check its name and folder",
        f"{folder}: it is a folder; name the files in it",
        f"{note / 'below'}: there is no such file; a part of its path is a file, not a folder",
    ]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["note.txt.pdf"]


def test_a_name_too_long_for_its_result_is_told_and_nothing_is_left_half_written(
    tmp_path: Path, people: Path, note: Path
) -> None:
    long = tmp_path / ("a" * 250 + ".txt")
    long.write_text("Kit Marlow")
    done = redacted(long, note, people=people, out=tmp_path / "out")
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert "the name of the result is too long; shorten the file's name" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["note.txt.pdf"]


@pytest.mark.parametrize("place", ["/proc/results", "/dev/null/results"])
def test_a_folder_that_cannot_take_the_results_is_told_before_any_work(people: Path, note: Path, place: str) -> None:
    done = redacted(note, people=people, out=Path(place))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert (place in done.stderr, len(done.stderr.splitlines())) == (True, 1)
    assert "Errno" not in done.stderr


def test_results_named_like_a_file_are_told(people: Path, note: Path) -> None:
    done = redacted(note, people=people, out=note)
    assert done.exit_code == 2
    assert "it is a file, not a folder; name a folder" in done.stderr


def test_an_original_is_never_written_over(
    tmp_path: Path, people: Path, note: Path, pdf_of: Callable[..., bytes]
) -> None:
    other = tmp_path / "note.txt.pdf"
    other.write_bytes(pdf_of(["Kit Marlow"]))
    before = other.read_bytes()
    done = redacted(note, other, people=people, out=tmp_path)
    assert done.exit_code == 2
    assert "written over the original note.txt.pdf; choose another --out" in done.stderr
    assert other.read_bytes() == before
    assert (tmp_path / "note.txt.pdf.pdf").exists()


def test_the_results_may_lie_among_the_files(tmp_path: Path, people: Path, note: Path) -> None:
    assert redacted(note, people=people, out=tmp_path / "note results").exit_code == 0


def test_verify_goes_on_after_a_file_it_cannot_open(tmp_path: Path, note: Path, pdf_of: Callable[..., bytes]) -> None:
    clean = tmp_path / "clean.pdf"
    clean.write_bytes(pdf_of(["Kit Marlow"]))
    done = CliRunner().invoke(verify, [str(tmp_path), str(tmp_path / "no.pdf"), str(note), str(clean), "--json"])
    assert done.exit_code in (1, 2)
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [str(clean)]
    assert done.stderr.splitlines() == [
        f"{tmp_path}: it is a folder; name the files in it",
        f"{tmp_path / 'no.pdf'}: there is no such file; check its name and folder",
        f"{note}: the file is not a PDF",
    ]


@pytest.mark.parametrize("arguments", [["detect", "note.txt"], ["redact", "note.txt", "--out", "out"]])
def test_a_full_disk_behind_the_output_is_one_line(
    tmp_path: Path, people: Path, note: Path, arguments: list[str]
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [Path(sys.executable).with_name("rights"), *arguments, "--people", str(people), "--json"],
            stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False,
            env=os.environ | {"PYTHONPATH": os.getcwd(), "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "there is no space left on the disk; free some space" in done.stderr


def test_no_room_to_work_in_is_told_as_such(
    tmp_path: Path, people: Path, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.close_all()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    done = redacted(note, people=people, out=tmp_path / "out")
    assert done.exit_code == 2
    assert "the folder for working files cannot be used" in done.stderr
    assert "TMPDIR" in done.stderr


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EACCES, "no permission; ask its owner"),
        (errno.EIO, "the disk reports a fault; take a copy"),
        (errno.ESTALE, "try again"),
    ],
)
def test_reasons_for_not_reading_come_with_a_mend(number: int, says: str) -> None:
    assert says in unreadable(OSError(number, os.strerror(number)))


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EACCES, "no permission; choose a folder you may write to"),
        (errno.EROFS, "the disk is read-only; choose a folder on another disk"),
        (errno.ENOSPC, "no space left on the disk; free some space"),
        (errno.EDQUOT, "your share of the disk is used up"),
    ],
)
def test_reasons_for_not_writing_come_with_a_mend(number: int, says: str) -> None:
    assert says in unwritable(OSError(number, os.strerror(number)))


def test_detect_says_it_too(tmp_path: Path, people: Path) -> None:
    done = CliRunner().invoke(detect, [str(tmp_path / "none.txt"), "--people", str(people)])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "check its name and folder" in done.stderr
