"""Looking for words in every byte that the portal keeps, however they are written there."""

import base64
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from requests_.store.schema import METADATA
from requests_.store.session import Store
from requests_.store.table_rows import lines_of

# Who looks at what they erase finds it: the words of a test are in its own process, never in the portal's folders.


def spellings(word: str) -> Iterator[bytes]:
    """A word as it may stand in a file: plain, in UTF-16, inside JSON, and in base64 at each of its three places."""
    for plain in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")):
        yield plain
        for before in range(3):
            # Only the letters that the word alone decides.
            text = base64.b64encode(b"\0" * before + plain)
            first = (0, 2, 3)[before]
            yield text[first : (before + len(plain)) * 8 // 6]
    yield json.dumps(word)[1:-1].encode()


def traces(store: Store, folder: Path, words: Sequence[str]) -> dict[str, list[str]]:
    """Which of the words stand where: in the rows of which table, or in which file under a folder."""
    store.settle_on_disk()
    places = {f"table {name}": content for name, content in _tables(store)}
    places |= {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found = {
        place: [word for word in words if any(spelled in content for spelled in spellings(word))]
        for place, content in places.items()
    }
    return {place: held for place, held in found.items() if held}


def in_files(store: Store, words: Sequence[str]) -> dict[str, list[str]]:
    """Which of the words stand in which file of PostgreSQL's tables, indexes and catalogue; nothing for SQLite."""
    if store.engine.dialect.name != "postgresql":
        return {}
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.exec_driver_sql("CHECKPOINT")
        where = "current_setting('data_directory'), pg_database.oid FROM pg_database WHERE datname = current_database()"
        (folder, database) = connection.exec_driver_sql(f"SELECT {where}").one()
    files = {path.name: path.read_bytes() for path in (Path(folder) / "base" / str(database)).iterdir()}
    found = {name: [word for word in words if any(s in held for s in spellings(word))] for name, held in files.items()}
    return {name: held for name, held in found.items() if held}


def _tables(store: Store) -> Iterator[tuple[str, bytes]]:
    with store.engine.connect() as connection:
        for name, table in METADATA.tables.items():
            rows = connection.execute(table.select()).all()
            yield name, "\n".join(repr(tuple(row)) for row in rows).encode() + b"\n".join(lines_of(connection, table))
