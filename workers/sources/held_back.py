"""What an installation never gives out by itself: a whole store, a kind of information, or columns of a table.

Nothing is dropped in silence: whatever a row here holds back is found, kept with the case as a document of its own,
decided to be withheld for the exemption that the row names, and told in the schedule. A reviewer may decide otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from requests_.model.exemptions import EXEMPTIONS
from requests_.model.rights import Regime
from workers.sources.toml_section import Section, suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldBack:
    """One rule: the code it withholds for, why, and of what: "" and () stand for everything."""

    code: str
    why: str
    category: str = ""
    table: str = ""
    columns: tuple[str, ...] = ()


def hold_backs_of(section: Section, regime: str, categories: tuple[str, ...]) -> tuple[HoldBack, ...]:
    """The rules of a store. A code that is no ground under the store's law, or without a reason, is a fault."""
    return tuple(filter(None, (_rule(part, regime, categories) for part in section.parts("withhold"))))


def whole(rules: Iterable[HoldBack], *, category: str, table: str) -> HoldBack | None:
    """The rule that holds back a find as a whole."""
    return next((rule for rule in rules if not rule.columns and _fits(rule, category, table)), None)


def of_columns(rules: Iterable[HoldBack], *, category: str, table: str) -> list[HoldBack]:
    """The rules that hold back columns of a table."""
    return [rule for rule in rules if rule.columns and _fits(rule, category, table)]


def _fits(rule: HoldBack, category: str, table: str) -> bool:
    return rule.category in ("", category) and rule.table in ("", table)


def _rule(part: Section, regime: str, categories: tuple[str, ...]) -> HoldBack | None:
    part.allow(("code", "why", "category", "table", "columns"))
    rule = HoldBack(
        code=part.text("code"),
        why=part.text("why"),
        category=part.choice("category", categories, default="") if part.has("category") else "",
        table=part.text("table", default=""),
        columns=part.texts("columns"),
    )
    fault = _code_fault(rule.code, regime)
    if rule.code and fault:
        part.fault("code", fault)
    if rule.columns and not rule.table:
        part.fault("columns", "needs table; name the table that has them")
    return rule if rule.code and rule.why and not fault else None


def _code_fault(code: str, regime: str) -> str:
    row = EXEMPTIONS.get(code)
    usable = [one.code for one in EXEMPTIONS.values() if one.is_offered and one.is_for_items]
    if row is None or not row.is_for_items:
        return f'"{code}" is no exemption{suggestion(code, usable)}'
    if not row.is_offered:
        return f'"{code}" is not used here: {row.blocked_says}'
    return "" if Regime(regime) in row.regimes else f'"{code}" is no ground under the law of this store, {regime}'
