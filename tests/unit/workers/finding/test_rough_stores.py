"""Stores as they are in life: whatever a file does, it is named, the rest is found, and nothing outside is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import threading
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner

from workers.finding.command import find
from workers.sources import below, limits, problems
from workers.sources.archives import members
from workers.sources.base import Tally
from workers.sources.errors import SourceError
from workers.sources.files import open_files
from workers.sources.mailbox import open_mailbox
from workers.sources.stores import FilesPlace, MailboxPlace, Store, StoreKind
from workers.sources.unpack import leaves

ABOUT = "Oluwaseun Adeyemi-Clarke, born 14 March 2012, was late."


def searched(place: Path) -> tuple[dict[tuple[str, str], dict[str, Any]], dict[str, dict[str, str]]]:
    arguments = ["--stores", str(place / "stores.toml"), "--subject", str(place / "subject.json"), "--json"]
    result = CliRunner().invoke(find, arguments)
    assert result.exit_code == 0, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    unread = {
        one["id"]: {each["ref"]: each["reason"] for each in one["unreadable"]} for one in lines[-1]["summary"]["stores"]
    }
    return {(one["store"], one["ref"]): one for one in lines[:-1]}, unread


def zipped(**names: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in names.items():
            archive.writestr(name.replace("__", "."), content)
    return packed.getvalue()


def mail(subject: str, *attached: tuple[str, bytes], inner: EmailMessage | None = None) -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"], message["Subject"] = f"<{subject.replace(' ', '.')}@x.example>", subject
    message.set_content("Please see what is attached.")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    if inner is not None:
        message.add_attachment(inner)
    return message


def worded(words: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(words)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def files_of(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    store = Store(id="s", kind=StoreKind.FILES, title="S", place=FilesPlace(root))
    tally = Tally()
    with open_files(store, FilesPlace(root)) as source:
        texts = {record.ref: record.text for record in source.items(tally)}
    return texts, dict(tally.unreadable)


def test_a_file_too_large_to_be_read_is_named_and_the_rest_is_found(place: Path) -> None:
    for folder, name in (("drive", "huge.txt"), ("drive", "huge.zip"), ("letters", "huge.eml")):
        (place / folder).mkdir(exist_ok=True)
        with (place / folder / name).open("wb") as file:
            file.truncate(5 * 1024**3)
    (place / "letters" / "fine.eml").write_bytes(mail("fine", ("a.txt", ABOUT.encode())).as_bytes())
    stores = (place / "stores.toml").read_text(encoding="utf-8").replace('"post.mbox"', '"letters"')
    (place / "stores.toml").write_text(stores, encoding="utf-8")
    found, unread = searched(place)
    assert unread["drive"]["huge.txt"] == unread["drive"]["huge.zip"] == problems.TOO_LARGE
    assert unread["post"] == {"huge.eml": problems.TOO_LARGE}
    assert ("drive", "letter.txt") in found
    assert ("post", "<fine@x.example>!a.txt") in found


def test_a_mail_too_large_to_be_read_is_named_by_its_head(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = b"From a@x.example Mon Feb  5 10:00:00 2024\n"
    small, large = mail("small"), mail("large", ("a.bin", b"x" * 300_000))
    (tmp_path / "m.mbox").write_bytes(opening + large.as_bytes() + b"\n" + opening + small.as_bytes())
    monkeypatch.setattr(limits, "FILE_BYTES", 200_000)
    place = MailboxPlace(path=tmp_path / "m.mbox")
    tally = Tally()
    with open_mailbox(Store(id="m", kind=StoreKind.MAILBOX, title="M", place=place), place) as source:
        refs = [record.ref for record in source.items(tally)]
    assert refs == ["<large@x.example>", "<small@x.example>"]
    assert tally.unreadable == [("<large@x.example>", problems.TOO_LARGE)]


def test_a_file_that_is_changed_while_it_is_read_is_named_and_searched_as_far_as_it_went(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = place / "drive" / "log.txt"
    log.write_text(ABOUT, encoding="utf-8")
    taken = below._taken

    def grown(file: Any, size: int) -> bytes:
        content = taken(file, size)
        if content.startswith(ABOUT.encode()):
            with log.open("a", encoding="utf-8") as more:
                more.write(" And again.")
        return content

    monkeypatch.setattr(below, "_taken", grown)
    found, unread = searched(place)
    assert unread["drive"]["log.txt"] == problems.CHANGED
    assert found["drive", "log.txt"]["decision"] == "match"
    assert found["drive", "letter.txt"]["decision"] == "match"


def test_bytes_that_changed_after_the_search_are_never_given_as_what_was_found(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.txt").write_text(ABOUT, encoding="utf-8")
    store = Store(id="s", kind=StoreKind.FILES, title="S", place=FilesPlace(root))
    with open_files(store, FilesPlace(root)) as source:
        (record,) = source.items(Tally())
    assert record.content() == ABOUT.encode()
    (tmp_path / "secret.txt").write_text("outside", encoding="utf-8")
    (root / "a.txt").unlink()
    (root / "a.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(SourceError, match="link to a place outside"):
        record.content()
    (root / "a.txt").unlink()
    (root / "a.txt").write_text("something else", encoding="utf-8")
    with pytest.raises(SourceError, match=r"changed after it was searched; search again\.$"):
        record.content()


def test_a_folder_of_ten_thousand_files_is_searched_whole(tmp_path: Path) -> None:
    root = tmp_path / "many"
    root.mkdir()
    for number in range(10_000):
        (root / f"{number:05}.txt").write_text(f"Note {number}.", encoding="utf-8")
    texts, unread = files_of(root)
    assert len(texts) == 10_000
    assert texts["09999.txt"] == "Note 9999."
    assert unread == {}


def test_names_with_every_odd_character_stay_apart_and_on_one_line(tmp_path: Path) -> None:
    root = os.fsencode(tmp_path / "odd")
    os.mkdir(root)
    names = [bytes([letter]) + b".txt" for letter in range(1, 256) if letter not in b"/."]
    names += [
        b"-rf.txt",
        b"..txt",
        b"a!b.txt",
        "\u202egnp.txt".encode(),
        "\u2028.txt".encode(),
        b"'; DROP TABLE x;--.txt",
    ]
    for number, name in enumerate(names):
        with open(os.path.join(root, name), "wb") as file:
            file.write(f"Note {number}.".encode())
    texts, unread = files_of(tmp_path / "odd")
    assert sorted(texts.values()) == sorted(f"Note {number}." for number in range(len(names)))
    assert all(ref.isprintable() or "\u202e" in ref or "\xa0" in ref or "\xad" in ref for ref in texts), list(texts)
    assert unread == {}


def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "first")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "second")
    (tmp_path / "twice.zip").write_bytes(packed.getvalue())
    assert files_of(tmp_path)[0] == {"twice.zip!a.txt": "first", "twice.zip!a.txt#2": "second"}


def test_links_out_of_the_root_and_in_circles_are_named_and_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "in").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret.txt").write_text("outside", encoding="utf-8")
    (root / "fine.txt").write_text("fine", encoding="utf-8")
    (root / "in" / "up").symlink_to(root, target_is_directory=True)
    (root / "out").symlink_to(tmp_path / "out", target_is_directory=True)
    (root / "above").symlink_to(tmp_path, target_is_directory=True)
    (root / "secret.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (root / "a").symlink_to(root / "b")
    (root / "b").symlink_to(root / "a")
    os.mkfifo(root / "pipe")
    texts, unread = files_of(root)
    assert "outside" not in texts.values()
    assert texts["fine.txt"] == "fine"
    assert unread == {
        "out": problems.OUTSIDE,
        "above": problems.OUTSIDE,
        "secret.txt": problems.OUTSIDE,
        "a": problems.CIRCLE,
        "b": problems.CIRCLE,
        "pipe": problems.NOT_REGULAR,
    }


def test_a_link_in_a_mail_folder_does_not_lead_out_of_it(tmp_path: Path) -> None:
    box = tmp_path / "box"
    (box / "cur").mkdir(parents=True)
    (tmp_path / "secret.eml").write_bytes(mail("secret").as_bytes())
    (box / "cur" / "1:2,S").write_bytes(mail("fine").as_bytes())
    (box / "cur" / "2:2,S").symlink_to(tmp_path / "secret.eml")
    place = MailboxPlace(path=box)
    tally = Tally()
    with open_mailbox(Store(id="m", kind=StoreKind.MAILBOX, title="M", place=place), place) as source:
        refs = [record.ref for record in source.items(tally)]
    assert refs == ["<fine@x.example>", "cur/2:2,S"]
    assert tally.unreadable == [("cur/2:2,S", problems.OUTSIDE)]


def test_a_mail_without_any_header_is_searched(place: Path) -> None:
    raw = (place / "post.mbox").read_bytes()
    (place / "post.mbox").write_bytes(
        raw + b"From x@y.example Mon Feb  5 10:00:00 2024\n\n" + ABOUT.encode() + b"\n\n"
        b"From x@y.example Mon Feb  5 10:00:00 2024\n" + b"\xff\xfe\x00 \x80" * 50 + b"\n"
    )  # fmt: skip
    found, unread = searched(place)
    assert [one["decision"] for (store, ref), one in found.items() if "no-message-id" in ref] == ["match", "match"]
    assert unread["post"] == {}


def test_a_bomb_inside_a_bomb_ends_at_the_limit_of_its_outermost_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ALL_MEMBERS", 50)
    packed = zipped(**{f"{number}__txt": b"x" for number in range(20)})
    for _ in range(3):
        packed = zipped(**{f"{number}__zip": packed for number in range(20)})
    read: list[str] = []

    def reader(name: str, _content: bytes) -> Any:
        read.append(name)
        return type("R", (), {"text": "x", "problem": "", "attachments": ()})

    found = list(leaves("bomb.zip", packed, reader))
    assert len(read) <= 50
    assert problems.TOO_MUCH_INSIDE in {leaf.problem for leaf in found}


def test_a_packed_tape_is_left_where_it_grows_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 1000)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, size in (("a.txt", 10), ("bomb.txt", 5_000_000), ("c.txt", 10)):
            entry = tarfile.TarInfo(name)
            entry.size = size
            archive.addfile(entry, io.BytesIO(b"0" * size))
    assert len(packed.getvalue()) < len(gzip.compress(b"0" * 5_000_000)) * 3
    found = [(member.name, member.problem) for member in members(packed.getvalue())]
    assert found == [("a.txt", ""), ("bomb.txt", problems.TOO_LARGE), ("", problems.TOO_MUCH_INSIDE)]


def test_a_bomb_is_named_by_its_way_in_and_what_lies_beside_it_is_found(place: Path) -> None:
    (place / "drive" / "b.zip").write_bytes(zipped(bomb__txt=b"0" * 8_000_000, fine__txt=ABOUT.encode()))
    found, unread = searched(place)
    assert unread["drive"]["b.zip!bomb.txt"] == problems.BOMB
    assert found["drive", "b.zip!fine.txt"]["decision"] == "match"


def test_attachments_within_attachments_are_found_with_the_way_to_them_and_the_passage(place: Path) -> None:
    deep = mail("deep", ("letter.docx", worded(f"Minutes. {ABOUT}")))
    packed = zipped(deep__eml=deep.as_bytes())
    outer = mail("outer", ("pack.zip", packed), ("note.docx", worded(ABOUT)), inner=mail("inner", ("p.zip", packed)))
    (place / "post.mbox").write_bytes(b"From a@x.example Mon Feb  5 10:00:00 2024\n" + outer.as_bytes())
    (place / "drive" / "saved.eml").write_bytes(outer.as_bytes())
    found, unread = searched(place)
    for way in ("note.docx", "pack.zip!deep.eml!letter.docx", "inner.eml!p.zip!deep.eml!letter.docx"):
        for store, carrier in (("post", "<outer@x.example>"), ("drive", "saved.eml")):
            one = found[store, f"{carrier}!{way}"]
            assert one["decision"] == "match"
            assert ABOUT in one["passage"]
    assert found["post", "<outer@x.example>"]["decision"] == "possible"
    assert unread["post"] == {}


def test_every_reason_is_what_is_wrong_and_what_to_do() -> None:
    told = {name: value for name, value in vars(problems).items() if name.isupper() and isinstance(value, str)}
    assert len(told) > 15
    for value in (
        *told.values(),
        *problems._BY_NUMBER.values(),
        problems.pictures_on(["2"]),
        problems.pictures_on(["1", "3"]),
    ):
        assert "; " in value
        assert value[0].islower()


def test_the_search_of_a_folder_leaves_no_thread_behind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    before = threading.active_count()
    files_of(tmp_path)
    assert threading.active_count() == before
