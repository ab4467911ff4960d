"""Where the newest pack failed its check, as it is told to staff: the document by its title, and the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from requests_.store.queries.case_page import PackRow
from requests_.store.queries.review import DocumentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedPlace:
    """One document that failed; its key and title are "" for the letter, the index and the schedule."""

    check: str
    document: str
    title: str
    pages: tuple[int, ...]


def failed_places(packs: Iterable[PackRow], documents: Iterable[DocumentRow]) -> tuple[FailedPlace, ...]:
    """Where the newest of the packs failed; nothing when it passed, or was built before this was kept."""
    newest = next(iter(packs), None)
    if newest is None or not newest.failed_check:
        return ()
    titles: dict[str, str] = {document.key: document.title for document in documents}
    return tuple(
        FailedPlace(
            check=each["check"],
            document=each["document"] if each["document"] in titles else "",
            title=titles.get(each["document"], ""),
            pages=tuple(each["pages"]),
        )
        for each in json.loads(newest.certificate).get("failed", ())
    )
