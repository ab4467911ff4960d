"""What a file holds that is not disclosed, in plain words: its kind and how many, never what it says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# Members of an office package (Word, Excel, PowerPoint) that are left out, one row a kind. `{n}` is how many.
_MEMBERS: tuple[tuple[str, str, str], ...] = (
    (r"docProps/(?:core|app|custom)\.xml", "document properties (author, company, dates)", ""),
    (r"(?:word|xl|ppt)/vbaProject\.bin", "macros", ""),
    (r"customXml/item\d*\.xml", "records attached by other programs", ""),
    (r"word/glossary/document\.xml", "building blocks of text", ""),
    (r"(?:word|xl|ppt)/charts/chart\w*\.xml", "1 chart", "{n} charts"),
    (r"(?:word|xl|ppt)/diagrams/data\w*\.xml", "1 diagram", "{n} diagrams"),
    (r"(?:word|xl|ppt)/(?:media|embeddings)/[^/]+\.(?:emf|wmf|bin|wdp|svg)", "1 drawing or object that cannot be shown",
     "{n} drawings or objects that cannot be shown"),
    (r"(?:word|xl|ppt)/media/[^/]+\.(?:mp[34]|m4[av]|wav|wma|wmv|avi|mov)", "1 sound or film", "{n} sounds or films"),
    (r"xl/pivotCache/pivotCacheRecords\d*\.xml", "1 copy of rows behind a pivot table",
     "{n} copies of rows behind pivot tables"),
    (r"xl/externalLinks/externalLink\d*\.xml", "values kept from 1 other workbook",
     "values kept from {n} other workbooks"),
    (r"xl/queryTables/queryTable\d*\.xml|xl/connections\.xml", "connections to other data", ""),
    (r"xl/revisions/.+", "a history of changes", ""),
)  # fmt: skip
# Files that only prove who sent another; their names end so.
SIGNATURES = (".p7s", ".asc", ".pgp", ".sig")


def several(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 comment", "3 comments"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def of_package(paths: Iterable[str]) -> list[str]:
    """What an office package holds beside its text, by the names of its members."""
    found, names = [], list(paths)
    for pattern, one, many in _MEMBERS:
        count = sum(1 for path in names if re.fullmatch(pattern, path, re.I))
        if count:
            found.append(many.format(n=count) if many and count > 1 else one)
    return found


def counted(kinds: Mapping[str, int]) -> list[str]:
    """Each kind with how often it was left out."""
    return [f"{count} times: {what}" if count > 1 else what for what, count in kinds.items()]
