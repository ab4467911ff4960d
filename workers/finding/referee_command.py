"""`rights referee`: have Splink weigh the same rows, and list where it and the search disagree."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from workers.finding.profile import ProfileError, load_subject
from workers.finding.referee import opinions
from workers.sources.errors import SourceError, StoresFileError
from workers.sources.stores_file import load_stores


@click.command()
@click.option("--stores", "stores_path", required=True, type=click.Path(path_type=Path), help="The stores file.")
@click.option("--subject", "subject_path", required=True, type=click.Path(path_type=Path), help="The person, as JSON.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of a table.")
def referee(stores_path: Path, subject_path: Path, as_json: bool) -> None:
    """List the rows of people about which the search and Splink disagree. Needs the dependency group `referee`."""
    try:
        told = opinions(load_stores(stores_path), load_subject(subject_path))
    except (ProfileError, StoresFileError, SourceError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    for one in told:
        if one.is_disagreement and as_json:
            line = {"store": one.store, "person": one.person, "ours": str(one.ours), "splink": one.splink}
            click.echo(json.dumps({**line, "why": list(one.why)}, ensure_ascii=False))
        elif one.is_disagreement:
            click.echo(f"{one.store}  {one.person}: we say {one.ours}, Splink {one.splink:.2f}  ({'; '.join(one.why)})")
    click.echo(f"{len(told)} rows weighed, {sum(one.is_disagreement for one in told)} disagreements", err=True)
