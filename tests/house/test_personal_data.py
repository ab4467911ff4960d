"""Every table says what becomes of it when a case is erased, and every column that stays has its say."""

import pytest
from sqlalchemy import Table

from requests_.model.events.keeping import DetailsErased
from requests_.model.retention import ErasedKind
from requests_.store.personal_data import FATES, Blanked, Erased, OfNoCase, Stays
from requests_.store.queries.kept_files import NAMED_BY
from requests_.store.schema import METADATA

TABLES = [pytest.param(table, id=name) for name, table in sorted(METADATA.tables.items())]
# What the public form's files and a draft's are called by: they go with their form (`services/sent_files.py`); and the
# letters of a breach, which go with it (`services/breach_retention.py`).
SPACES = {"draft_file", "logged_draft", "breach_person"}


def cases_behind(table: Table) -> bool:
    """Whether its rows are of a case: they name it, or name a row that does."""
    if "case_id" in table.c:
        return True
    return any(cases_behind(key.column.table) for key in table.foreign_keys if key.column.table is not table)


def test_every_table_says_what_an_erasure_does_to_it() -> None:
    assert set(FATES) == set(METADATA.tables), "add the new table to requests_/store/personal_data.py"


@pytest.mark.parametrize("table", TABLES)
def test_what_is_of_a_case_is_not_passed_over(table: Table) -> None:
    is_passed_over = isinstance(FATES[table.name], OfNoCase)
    assert is_passed_over is not (cases_behind(table) or table.name == "rights_case"), table.name


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_a_row_that_stays_is_blanked_or_is_said_to_be_no_personal_data(table: Table) -> None:
    match FATES[table.name]:
        case Blanked(blanks=blanks, keeps=keeps):
            assert sorted([*blanks, *keeps]) == sorted(table.c.keys())
        case Stays(keeps=keeps):
            assert sorted(keeps) == sorted(table.c.keys())
        case Erased(by=by, parent=parent):
            [key] = table.c[by].foreign_keys
            assert key.column.table.name == (parent or "rights_case")


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_stays_points_to_none_that_goes(table: Table) -> None:
    if isinstance(FATES[table.name], Blanked | Stays):
        pointed_to = {key.column.table.name for key in table.foreign_keys}
        assert [name for name in sorted(pointed_to) if isinstance(FATES[name], Erased)] == []


def test_every_row_that_names_a_file_goes_or_forgets_its_digest() -> None:
    for _, digest in NAMED_BY:
        fate = FATES[digest.class_.__tablename__]
        is_forgotten = isinstance(fate, Blanked) and digest.key in fate.blanks
        assert isinstance(fate, Erased) or is_forgotten or digest.class_.__tablename__ in SPACES


def test_the_certificate_counts_every_kind() -> None:
    assert {str(kind) for kind in ErasedKind} <= set(DetailsErased.__dataclass_fields__)
    used = {fate.kind for fate in FATES.values() if isinstance(fate, Erased | Blanked)}
    assert used == set(ErasedKind)
