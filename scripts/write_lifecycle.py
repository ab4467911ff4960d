"""Write docs/lifecycle.md from the table of transitions: `write_lifecycle.py PAGE` (`-` prints it)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from requests_.model.case import Stage
from requests_.model.lifecycle import TRANSITIONS, Action, Transition
from requests_.model.staff import PERMISSIONS

HEAD = """# The life of a case

This page is made by `make docs` from `TRANSITIONS` in `requests_/model/lifecycle.py`; change it there.
Whether the statutory clock runs, and whether background work has failed, are not stages: the first is read from the
events by `requests_/deadlines`, the second is a flag in the queue.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_diagram(), "", "## Who may do what, and when", "", *_table(), ""])


def _diagram() -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {Stage.RECEIVED}: request_received"
    edges: dict[tuple[Stage, Stage], list[str]] = {}
    for row in TRANSITIONS.values():
        for edge in _moves(row):
            edges.setdefault(edge, []).append(row.action)
    for (start, end), actions in edges.items():
        yield f"    {start} --> {end}: {', '.join(actions)}"
    for stage in _last_stages():
        yield f"    {stage} --> [*]"
    yield "```"


def _moves(row: Transition) -> list[tuple[Stage, Stage]]:
    if _stays(row):
        return []
    return [(start, end) for start in row.starts for end in row.leads_to if start != end]


def _stays(row: Transition) -> bool:
    return row.starts == row.leads_to


def _last_stages() -> list[Stage]:
    entered = {end for row in TRANSITIONS.values() for _, end in _moves(row)}
    left = {start for row in TRANSITIONS.values() for start, _ in _moves(row)}
    return [stage for stage in Stage if stage in entered - left]


def _table() -> Iterator[str]:
    yield "| Action | From | To | Roles | Conditions |"
    yield "|---|---|---|---|---|"
    for row in TRANSITIONS.values():
        starts = ", ".join(row.starts)
        leads_to = "stays" if _stays(row) else ", ".join(row.leads_to)
        conditions = " ".join((guard.__doc__ or "").strip().splitlines()[0] for guard in row.guards)
        yield f"| {row.action} | {starts} | {leads_to} | {_roles(row)} | {conditions} |"


def _roles(row: Transition) -> str:
    if row.permission is None:
        return "the requester" if row.action is Action.COLLECT_PACK else "the system"
    return ", ".join(role for role, granted in PERMISSIONS.items() if row.permission in granted)


def main() -> None:
    """Write the page, or print it."""
    if sys.argv[1] == "-":
        sys.stdout.write(page())
    else:
        Path(sys.argv[1]).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
