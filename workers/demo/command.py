"""`rights demo-data`: writes a synthetic borough."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

import click
from sqlalchemy.exc import SQLAlchemyError

from workers.demo.borough import PASSWORD_VARIABLE, NotOurs, build_borough
from workers.demo.database import TablesInTheWay


@click.command("demo-data")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder to write; an earlier borough in it is replaced.",
)
@click.option(
    "--pupils", default=20, show_default=True, type=click.IntRange(2, 20_000), help="How many pupils have a case."
)
@click.option("--seed", default=1, show_default=True, type=int, help="The same pupils and seed give the same borough.")
@click.option(
    "--database-url",
    default=None,
    help="A database for the case tables, as SQLAlchemy writes it; SQLite files in the folder otherwise.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as one line of JSON.")
def demo_data(out: Path, pupils: int, seed: int, database_url: str | None, *, as_json: bool) -> None:
    """Write an invented borough in real file formats, with its ground truth beside it."""
    try:
        summary = build_borough(
            out, pupils=pupils, seed=seed, database_url=database_url, progress=lambda line: click.echo(line, err=True)
        )
    except NotOurs:
        _refuse(f"{out}: the folder holds something that demo-data did not write. Give an empty or a new folder.")
    except TablesInTheWay as fault:
        _refuse(f"--database-url: the database already has {fault}. Give an empty database.")
    except SQLAlchemyError as fault:
        _refuse(
            f"--database-url: the database cannot be used ({type(fault).__name__}). Check "
            "the address and that it is running."
        )
    except OSError as fault:
        _refuse(f"{out}: cannot be written ({fault.strerror or fault}). Choose another folder or make room.")
    if database_url and PASSWORD_VARIABLE in summary.stores.read_text(encoding="utf-8"):
        click.echo(f"A search takes the database's password from {PASSWORD_VARIABLE}.", err=True)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "stores": str(summary.stores),
                    "subjects": summary.subjects,
                    "documents": summary.documents,
                    "hero": str(summary.hero),
                    "items": summary.items,
                    "truth": str(out / "truth"),
                }
            )
        )
    else:
        for label, value in (
            ("Stores", summary.stores),
            ("Subjects", summary.subjects),
            ("Documents", summary.documents),
            ("Hero case", summary.hero),
        ):
            click.echo(f"{label:<11}{value}")


def _refuse(line: str) -> NoReturn:
    click.echo(line, err=True)
    raise SystemExit(2)
