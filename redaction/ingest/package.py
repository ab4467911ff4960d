"""The parts of an office package (Word, Excel, PowerPoint) and how they lead to one another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from lxml import etree

from redaction.ingest.archive import unpack

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)


def members_of(content: bytes, name: str) -> dict[str, bytes]:
    """Each part of a package by its path; raises Unreadable, Encrypted or TooLarge."""
    return {one.name.lstrip("/"): one.content for one in unpack(content, name)}


def root_of(members: Mapping[str, bytes], path: str) -> etree._Element | None:
    """The outermost element of a part, or None where it is not there or is no XML."""
    try:
        return etree.fromstring(members[path], PARSER) if members.get(path, b"").strip() else None
    except etree.XMLSyntaxError:
        return None


def elements(root: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Every element of a local name, in the order of the part."""
    return iter(()) if root is None else root.iter(f"{{*}}{name}")


def relations(members: Mapping[str, bytes], path: str) -> dict[str, tuple[str, str]]:
    """Relation id → the part it leads to and its kind, for one part of the package."""
    folder, name = posixpath.split(path)
    found = {}
    for one in elements(root_of(members, f"{folder}/_rels/{name}.rels"), "Relationship"):
        target = one.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[one.get("Id", "")] = (whole, one.get("Type", "").rsplit("/", 1)[-1])
    return found


def link_of(element: etree._Element) -> str:
    """The relation id that an element carries, "" when it has none."""
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
