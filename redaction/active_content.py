"""What a PDF does by itself, and a copy that does nothing: scripts, programs it starts, forms it sends, files in it.

Run in a sandboxed process: the file is nobody's we know. Source: ISO 32000-2, 7.7.2 (catalogue), 7.11.4 (embedded
files), 12.6 (actions), 12.6.3 (what sets them off) and 13 (films and sounds).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

# What an action does, by its type; turning a page, or following a link when it is clicked, is not among them.
_ACTIONS = {
    "/JavaScript": "script", "/Launch": "program", "/SubmitForm": "form", "/ImportData": "form",
    "/GoToR": "other_file", "/GoToE": "file", "/Rendition": "film", "/Movie": "film", "/Sound": "film",
    "/RichMediaExecute": "film", "/GoTo3DView": "film",
}  # fmt: skip
# What sets something off, or holds what could be, whatever object it stands in.
_HOLDERS = {
    "/JS": "script", "/JavaScript": "script", "/XFA": "script", "/EmbeddedFiles": "file", "/EF": "file", "/RF": "file",
    "/Collection": "file", "/AF": "", "/RichMediaContent": "film", "/3DD": "film", "/Movie": "film", "/Sound": "film",
}  # fmt: skip
_HARMLESS_AT_OPENING = {"/GoTo", "/Named"}
_DEEPEST = 60


def quietened(content: bytes) -> tuple[tuple[str, ...], bytes]:
    """What it does, by the codes of `_ACTIONS`, and the copy; nothing and the file itself where it does nothing.

    Raises pikepdf.PdfError, and PasswordError, where it cannot be looked into.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = {code for held in _dictionaries(pdf) for code in _quieten(held)}
        if not found:
            return (), content
        out = io.BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(out)
    return tuple(sorted(found - {""})), out.getvalue()


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, those inside others too."""
    for held in pdf.objects:
        yield from _inside(held, 0)


def _inside(held: Any, depth: int) -> Iterator[Any]:
    if depth > _DEEPEST:
        raise pikepdf.PdfError("its parts lie too deep in one another")
    is_dictionary = isinstance(held, pikepdf.Dictionary | pikepdf.Stream)
    if not is_dictionary and not isinstance(held, pikepdf.Array):
        return
    parts = held.as_list() if isinstance(held, pikepdf.Array) else [held[key] for key in held.keys()]  # noqa: SIM118
    if is_dictionary:
        yield held  # which may lose its parts
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _inside(part, depth + 1)


def _quieten(held: Any) -> set[str]:
    """Take from a dictionary what does something; returns the codes of what that is."""
    found = {code for key, code in _HOLDERS.items() if _is_held(held, key)}
    for key in _HOLDERS:
        if _is_held(held, key):
            del held[key]
    kind = str(held.get("/S", ""))
    # A part of the structure has its children under /K, and may be called what it likes.
    if kind in _ACTIONS and "/K" not in held:
        found.add(_ACTIONS[kind])
        for key in list(held.keys()):
            del held[key]
    for key in ("/AA", "/OpenAction"):
        if key in held and not _is_harmless(held[key]):
            del held[key]
            found.add("by_itself")
    return found


def _is_held(held: Any, key: str) -> bool:
    """Whether a key holds something, and is not the name of a kind; a font or a page may be called so too."""
    return key in held and isinstance(held[key], pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array | pikepdf.String)


def _is_harmless(opening: Any) -> bool:
    """Whether what is done at the opening is turning to a page; an action that was emptied already does nothing."""
    if isinstance(opening, pikepdf.Array):
        return True
    return isinstance(opening, pikepdf.Dictionary) and (
        not opening.keys() or str(opening.get("/S", "")) in _HARMLESS_AT_OPENING
    )
