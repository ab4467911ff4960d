"""Why a file could not be taken through: each error is one plain sentence that a person can act on."""

from __future__ import annotations


class RedactionError(Exception):
    """Base of the package: `code` for a log, `file` the file's name, the text one plain sentence.

    The text never repeats anything read from the file.
    """

    code = "redaction"

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class Unreadable(RedactionError):
    """The file is damaged, or is not what its name says."""

    code = "unreadable"


class Encrypted(RedactionError):
    """The file is locked with a password that was not given."""

    code = "encrypted"


class TooLarge(RedactionError):
    """The file passes a limit of size, pages, members, memory or time."""

    code = "too_large"


class Unsupported(RedactionError):
    """The file is of a kind that cannot be turned into pages."""

    code = "unsupported"


class LeakFound(RedactionError):
    """The finished bytes still hold something that must not be there."""

    code = "leak_found"


ERRORS: dict[str, type[RedactionError]] = {
    kind.code: kind for kind in (Unreadable, Encrypted, TooLarge, Unsupported, LeakFound)
}
