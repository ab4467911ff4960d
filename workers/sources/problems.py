"""Why something could not be read, and what to do about it: each row ends the sentence that its name begins."""

from __future__ import annotations

import errno

from workers.sources import limits

MEGABYTES = limits.FILE_BYTES // 1024**2

TOO_LARGE = f"is larger than {MEGABYTES} MB, the most that is read; look through it by hand"
PASSWORD = "is protected by a password; open it with its password and look through it by hand"  # noqa: S105 - a sentence
DAMAGED = "is damaged, or in a form nobody here knows; ask for a whole copy"
CUT_OFF = "is cut off or damaged: some of its pages have lost their content; ask for a whole copy"
UNKNOWN_FORM = "is in a form that cannot be read; open it with the program it was made with, and save it as PDF"
EMPTY = "is empty; ask for the whole file if it should not be"
NO_WORDS = "holds no words that could be read; look at it by hand"
PICTURE = "is a picture without words that could be read; look at it by hand"
TOO_SLOW = "could not be read within the limits of time and memory; look through it by hand"
BOMB = "unpacks to far more than its size, as a bomb does, and was left alone; ask who put it there"
TOO_MUCH_INSIDE = "unpacks to more than may be read; unpack it by hand and search again"
TOO_MANY_INSIDE = f"holds more than {limits.MEMBERS} files; unpack it by hand and search again"
TOO_DEEP = "lies too deep inside other files; take it out and search again"
DAMAGED_MEMBER = "is damaged, or packed in a way that cannot be read; ask for a whole copy"
CUT_SHORT = "holds more words than are kept, and its end was not read; look through it by hand"
OUTSIDE = "is a link to a place outside the folder and was not followed; name that place as a store if it is ours"
NOT_REGULAR = "is no file, but a device or a pipe; it was left alone; look why it is there"
CHANGED = "was changed while it was read; search again"
NO_MAIL = "is a mail that cannot be taken apart; look at it by hand"
CIRCLE = "is a link that leads nowhere; remove it, or mend it and search again"
GONE = "is no longer there; search again"
MACHINES_OWN = "is a file that a computer keeps for itself, and no document; it was left alone"

_BY_NUMBER = {
    errno.EACCES: "may not be read by the account of the search; give that account the right to read it",
    errno.EPERM: "may not be read by the account of the search; give that account the right to read it",
    errno.ENOENT: GONE,
    errno.ENOTDIR: GONE,
    errno.ELOOP: CIRCLE,
    errno.ENAMETOOLONG: "has too long a path; shorten the names of its folders and search again",
    errno.EISDIR: "is a folder and no file; correct the path",
    errno.EMFILE: "could not be opened because too many files are open; search again at a quiet time",
    errno.ENFILE: "could not be opened because too many files are open; search again at a quiet time",
}
_NO_ANSWER = "cannot be read now; look that its disk or network share is there and search again"


# What may be over the next time: whatever has such a problem is read again.
PASSING = frozenset({*_BY_NUMBER.values(), _NO_ANSWER, CHANGED, GONE, TOO_SLOW})


def unopened(error: OSError) -> str:
    """Say why the system did not open something."""
    return _BY_NUMBER.get(error.errno or 0, _NO_ANSWER)


def unlisted(error: OSError) -> str:
    """Say why the system did not list a folder."""
    return f"is a folder that could not be looked into: it {unopened(error)}"


def pictures_on(pages: list[str]) -> str:
    """Say which pages are pictures without words."""
    which = f"page {pages[0]} is a picture" if len(pages) == 1 else f"pages {', '.join(pages)} are pictures"
    return f"was read in part: {which} without words that could be read; look at {'it' if len(pages) == 1 else 'them'}"
