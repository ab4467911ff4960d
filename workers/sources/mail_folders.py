"""Where mails lie: an mbox file, a Maildir, a folder of saved mails, or a folder of an IMAP server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from workers.sources import problems
from workers.sources.below import file_stamp, later, read_below
from workers.sources.errors import SourceError
from workers.sources.imap import imap_mails
from workers.sources.mbox import SPAN, MailFile, kind_of, mbox_mail, mbox_mails
from workers.sources.raw_mail import MailPlace, RawMail, unread_mail
from workers.sources.stores import MailboxPlace

_SAVED = (".eml", ".msg")
_OWN_FILES = ("dovecot", "courier", "maildirfolder", "maildirsize", "subscriptions", ".")
_OWN_ENDINGS = (".msf", ".index", ".lock", ".uidl")
_NO_MAIL = "is no mail; look through it by hand, or name its folder as a store of kind files"
_DATA_FILE = "is a data file of Outlook; save its mails as .msg or export them to an mbox file"


@contextmanager
def open_mails(place: MailboxPlace) -> Iterator[MailPlace]:
    """Open a mailbox for the length of a search. Raises SourceError when what it names is no mailbox."""
    if place.imap_url:
        with imap_mails(place) as mails:
            yield mails
        return
    path = place.path
    if path is None or not path.exists():
        raise SourceError(f'There is no mailbox "{path.name if path else ""}"; correct the path.')
    yield MailFiles(path)


class MailFiles:
    """A mailbox on a disk: a file, or a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._root = (path if path.is_dir() else path.parent).resolve()

    def mails(self) -> Iterator[RawMail]:
        """Give the mails, one after another."""
        return _checked_folder(self._path) if self._path.is_dir() else _checked_file(self._path)

    def mail(self, place: str) -> RawMail:
        """Give the mail of this path below the folder, or the part of an mbox file that holds it."""
        found = SPAN.fullmatch(place)
        if found:
            return mbox_mail(self._root, self._root / found[1], int(found[2]), int(found[3]))
        return _saved(self._root, self._root / place)


def _checked_file(path: Path) -> Iterator[RawMail]:
    kind = kind_of(path)
    if kind is MailFile.MBOX:
        return mbox_mails(path.parent.resolve(), path)
    if kind is MailFile.MAIL or (kind is MailFile.OLE and path.suffix.lower() == ".msg"):
        return iter([_saved(path.parent.resolve(), path)])
    mend = "name an mbox file, a Maildir, or a folder of .eml or .msg files"
    says = {
        MailFile.EMPTY: f"is an empty file, so no mail was searched; {mend}, or export the mailbox again",
        MailFile.OUTLOOK: _DATA_FILE,
    }.get(kind, f"is no mailbox: it does not begin as an mbox file or a mail does; {mend}")
    raise SourceError(f'The file "{path.name}" {says}.')


def _checked_folder(path: Path) -> Iterator[RawMail]:
    root = path.resolve()
    is_maildir = any((Path(folder) / "cur").is_dir() for folder, _, _ in os.walk(root))
    if not is_maildir and all(mail.problem for mail in _folder(root)):
        raise SourceError(
            f'The folder "{path.name}" holds no mails; name a Maildir, or a folder of .eml, .msg or mbox files.'
        )
    return _folder(root)


def _folder(root: Path) -> Iterator[RawMail]:
    """A Maildir keeps one mail a file in `cur` and `new`; any other folder is searched for saved mails and mbox."""
    refused: list[OSError] = []
    for folder, subfolders, names in os.walk(root, onerror=refused.append, followlinks=False):
        subfolders.sort()
        place = Path(folder)
        is_maildir = place.name in ("cur", "new", "tmp") and (place.parent / "cur").is_dir()
        for name in sorted(names):
            if is_maildir and place.name != "tmp":
                yield _saved(root, place / name)
            elif not is_maildir and not name.startswith(_OWN_FILES) and not name.endswith(_OWN_ENDINGS):
                yield from _loose(root, place / name)
    for error in refused:
        yield unread_mail(Path(str(error.filename or "")).name, problems.unlisted(error))


def _loose(root: Path, path: Path) -> Iterator[RawMail]:
    ref = path.relative_to(root).as_posix()
    if path.suffix.lower() in _SAVED:
        yield _saved(root, path)
        return
    if path.is_symlink():
        yield unread_mail(ref, problems.OUTSIDE)
        return
    try:
        kind = kind_of(path)
    except SourceError:
        kind = MailFile.OTHER
    if kind is MailFile.MBOX:
        yield from mbox_mails(root, path)
    elif kind is MailFile.MAIL:
        yield _saved(root, path)
    else:
        yield unread_mail(ref, _DATA_FILE if kind is MailFile.OUTLOOK else _NO_MAIL)


def _saved(root: Path, path: Path) -> RawMail:
    """A mail in a file of its own."""

    def content() -> bytes:
        return read_below(root, path).content

    return RawMail(
        name=path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name,
        content=content,
        kept=lambda taken: later(root, path, taken),
        is_outlook=path.suffix.lower() == ".msg",
        place=os.path.relpath(path, root),
        stamp=partial(file_stamp, path),
    )
