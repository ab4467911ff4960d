"""What a PDF that a stranger sent does by itself, and a copy that does nothing; found in a sandboxed process."""

from __future__ import annotations

from portal.web.resources import QuietCopy
from redaction import sandbox
from redaction.errors import RedactionError
from redaction.ingest.limits import READING


def quiet_copy(content: bytes, name: str) -> QuietCopy:
    """The copy; none of what cannot be looked into, which counts as doing something."""
    try:
        found, copy = sandbox.run("redaction.active_content:quietened", (content,), file=name, limits=READING)
    except RedactionError:
        return QuietCopy(does=("unread",), content=None)
    finally:
        sandbox.close_all()  # it holds large libraries
    return QuietCopy(does=found, content=copy)
