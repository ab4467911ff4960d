"""A file that a stranger sent, as it is given to staff: never by its own kind, so that no browser opens it.

A PDF that does something by itself is not given at once: a page says what it does, and offers a copy that does not.
"""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from portal.staff.case_context import case_page
from portal.web.downloads import attachment
from portal.web.resources import resources
from requests_.ids import CaseId

_AS_SENT, _QUIET = "sent", "quiet"


def given(case: CaseId, sha256: str, name: str) -> Response | str:
    """The file, or the page that says first what it does. `as` in the address says which copy of it is meant."""
    content, wanted = resources().file_bytes(case, sha256), request.args.get("as", "")
    if not content.startswith(b"%PDF-") or wanted == _AS_SENT:
        return attachment(content, name, "application/octet-stream")
    copy = resources().quiet_copy(content, name)
    if copy.content is not None and (not copy.does or wanted == _QUIET):
        return attachment(copy.content, name, "application/octet-stream")
    ways = {"quiet": _address(_QUIET), "as_sent": _address(_AS_SENT)}
    return case_page("staff/case/active_file.html", case, file_name=name, copy=copy, **ways)


def _address(which: str) -> str:
    values: dict[str, Any] = {**(request.view_args or {}), "as": which}
    return url_for(str(request.endpoint), **values)
