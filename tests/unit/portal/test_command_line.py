"""The `rights` group: lazy, plain, and helpful about what is broken."""

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from portal.cli import doctor, group
from portal.cli.group import main
from requests_.errors import RightsRequestError


def test_an_unknown_command_is_bad_usage() -> None:
    answer = CliRunner().invoke(main, ["nonsense"])
    assert answer.exit_code == 2
    assert "No such command" in answer.output


def test_every_entry_point_is_listed_with_a_line_of_its_own() -> None:
    answer = CliRunner().invoke(main, ["--help"])
    assert set(main.list_commands(click.Context(main))) == set(group.SHORT_HELP)
    assert all(line in answer.output for line in group.SHORT_HELP.values())


def test_an_error_made_for_people_is_one_line_and_exit_2(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def broken() -> None:
        raise RightsRequestError("The stores file has no stores: add one.")

    monkeypatch.setattr(group.LazyGroup, "get_command", lambda *_: broken)
    answer = CliRunner().invoke(main, ["verify"])
    assert answer.exit_code == 2
    assert answer.output.strip().splitlines() == ["Error: The stores file has no stores: add one."]


def test_a_check_that_breaks_is_a_finding_and_the_others_are_still_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> tuple[str, bool, str]:
        raise OSError("no such file")

    assert doctor._run(breaks, "workers") == ("a check of workers", False, "It broke: OSError: no such file")
    monkeypatch.setattr(doctor, "entry_points", lambda group: [])
    monkeypatch.setattr(doctor, "CHECKS", (lambda: ("disk", True, ""), lambda: ("mail", False, "Set RIGHTS_SMTP.")))
    answer = CliRunner().invoke(doctor.doctor, [])
    assert answer.exit_code == 1
    assert answer.output == "ok    disk\nMEND  mail\n      Set RIGHTS_SMTP.\n"


def every_command(group_: click.Group, *names: str) -> Iterator[tuple[str, ...]]:
    for name in group_.list_commands(click.Context(group_)):
        command = group_.get_command(click.Context(group_), name)
        if isinstance(command, click.Group):
            yield from every_command(command, *names, name)
        else:
            yield (*names, name)


@pytest.mark.parametrize("command", tuple(every_command(main)), ids=" ".join)
def test_what_a_command_does_not_know_is_said_in_one_line_with_exit_2(command: tuple[str, ...]) -> None:
    answer = CliRunner().invoke(main, [*command, "--no-such-option"])
    assert (answer.exit_code, len(answer.stderr.splitlines())) == (2, 1), answer.output
