"""Several queries in one statement: what a page shows is fetched in one go, and each part comes as it would alone.

Every section becomes one column of one row: its rows, in their order, as JSON. One journey to the database is what a
page costs, however many lists stand on it, and all of them are of the same moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import (
    JSON,
    BindParameter,
    Boolean,
    ColumnElement,
    Date,
    ScalarSelect,
    Select,
    Subquery,
    func,
    inspect,
    select,
)
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.types import TypeEngine

from requests_.ids import CaseId
from requests_.store.base import UtcDateTime

Row = TypeVar("Row")
AnySelect: TypeAlias = Select[*tuple[Any, ...]]
# A case by its key, or by a query that finds it in the same statement.
CaseKey: TypeAlias = CaseId | ScalarSelect[str]
# A text, or the name of one that is given when the statement is read.
Text: TypeAlias = str | BindParameter[str]

_FROM_JSON: dict[type[TypeEngine[Any]], Callable[[Any], Any]] = {
    Date: date.fromisoformat,
    UtcDateTime: lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC),
    Boolean: bool,
}


@dataclass(frozen=True, slots=True)
class Section(Generic[Row]):
    """A query, and what is made of each of its rows."""

    query: AnySelect
    row: Callable[..., Row]

    def alone(self, session: Session) -> tuple[Row, ...]:
        """The section's rows, by a statement of its own."""
        return tuple(self.row(*cells) for cells in session.execute(self.query))


class Together:
    """Sections that are read in one statement. It is built once: kept for as long as the page's code, where it can be.

    Real numbers come with the 15 digits that SQLite writes.
    """

    def __init__(self, sections: dict[str, Section[Any]]) -> None:
        self._parts = {name: _Part(name, section) for name, section in sections.items()}
        self._statements: dict[str, AnySelect] = {}

    def read(self, session: Session, **parameters: str) -> dict[str, tuple[Any, ...]]:
        """The rows of every section, by its name; `parameters` are what the queries left open."""
        dialect = session.get_bind().dialect.name
        if dialect not in self._statements:
            self._statements[dialect] = select(*(part.gathered(dialect) for part in self._parts.values()))
        found = session.execute(self._statements[dialect], parameters).one()
        return {name: part.rows(cells or []) for (name, part), cells in zip(self._parts.items(), found, strict=True)}


class _Part:
    """One section as a column of the statement."""

    def __init__(self, name: str, section: Section[Any]) -> None:
        self._name, self._section = name, section

    @cached_property
    def _table(self) -> Subquery:
        return self._section.query.subquery(self._name)

    @cached_property
    def _makers(self) -> list[Callable[[Any], Any] | None]:
        types = [column.type for column in self._table.c]
        return [next((make for kind, make in _FROM_JSON.items() if isinstance(of, kind)), None) for of in types]

    @cached_property
    def _mappers(self) -> list[Mapper[Any] | None]:
        return [_mapped(described["expr"]) for described in self._section.query.column_descriptions]

    def gathered(self, dialect: str) -> ColumnElement[Any]:
        """Its rows as one piece of JSON. Both databases keep the order of a subquery's rows while they gather them."""
        cells = [_as_json(column, dialect) for column in self._table.c]
        if dialect == "sqlite":
            gathered = func.json_group_array(func.json_array(*cells), type_=JSON)
        else:
            gathered = func.json_agg(func.json_build_array(*cells), type_=JSON)
        return select(gathered).select_from(self._table).scalar_subquery()

    def rows(self, gathered: list[list[Any]]) -> tuple[Any, ...]:
        """The rows as the query alone would give them: values of their types, whole rows of a table as objects."""
        return tuple(self._section.row(*_objects(self._mappers, self._values(cells))) for cells in gathered)

    def _values(self, cells: list[Any]) -> Iterator[Any]:
        for make, cell in zip(self._makers, cells, strict=True):
            yield cell if make is None or cell is None else make(cell)


def _as_json(column: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    # SQLite keeps JSON as text, and would quote it again.
    return func.json(column) if dialect == "sqlite" and isinstance(column.type, JSON) else column


def _mapped(expression: Any) -> Mapper[Any] | None:
    """The table that an expression of a query is a whole row of; None for a single value."""
    found = inspect(expression, raiseerr=False)
    return found.mapper if getattr(found, "is_mapper", False) or getattr(found, "is_aliased_class", False) else None


def _objects(mappers: list[Mapper[Any] | None], cells: Iterator[Any]) -> Iterator[Any]:
    for mapper in mappers:
        if mapper is None:
            yield next(cells)
            continue
        values = {attribute.key: next(cells) for attribute in mapper.column_attrs}
        # The other side of an outer join: nothing there.
        is_there = any(values[mapper.get_property_by_column(key).key] is not None for key in mapper.primary_key)
        yield mapper.class_(**values) if is_there else None
