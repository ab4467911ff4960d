import json

import pytest
from click.testing import CliRunner, Result

from requests_.cli.deadlines import deadline


def run(*arguments: str) -> Result:
    return CliRunner().invoke(deadline, list(arguments))


def answer(*arguments: str) -> dict[str, object]:
    result = run(*arguments, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert len(lines) == 1
    record = json.loads(lines[0])
    assert isinstance(record, dict)
    return record


@pytest.mark.parametrize(
    ("regime", "received", "events", "due"),
    [
        ("UKGDPR_SAR", "2026-06-15", [], "2026-07-15"),
        ("UKGDPR_SAR", "2026-08-01T23:59", [], "2026-09-01"),
        ("UKGDPR_SAR", "2026-06-01", ["id_received=2026-06-05;fee_paid=2026-06-30"], "2026-07-30"),
        ("UKGDPR_SAR", "2026-06-01", ["id_received=2026-06-05", "fee_paid=2026-06-30"], "2026-07-30"),
        ("UKGDPR_SAR", "2026-06-01", ["id_requested=2026-06-02"], "NOT_STARTED"),
        ("UKGDPR_SAR", "2026-06-01", ["clarify=2026-06-02/"], "PAUSED"),
        ("COMPLAINT_ACK", "2026-06-18", [""], "NONE"),
        ("BREACH_72H", "2026-04-02T16:30", [], "2026-04-05T16:30+01:00"),
        ("HEALTH_OPINION", "2026-08-31", ["rely=2027-02-28"], "VALID"),
        ("HEALTH_OPINION", "2026-05-23", ["rely=2026-11-23"], "STALE"),
    ],
)
def test_the_due_date_is_one_line_of_json(regime: str, received: str, events: list[str], due: str) -> None:
    given = [argument for event in events for argument in ("--event", event)]
    assert answer("--regime", regime, "--received", received, *given)["due"] == due


def test_every_step_has_its_rule_its_sentence_and_its_date() -> None:
    steps = answer("--regime", "UKGDPR_SAR", "--received", "2026-06-15")["steps"]
    assert isinstance(steps, list)
    assert [step["rule"] for step in steps] == ["TL-1", "TL-2", "TL-3", "TL-4", "TL-6"]
    assert all(set(step) == {"rule", "says", "date", "citation"} for step in steps)
    assert steps[2]["date"] == "2026-07-15"


def test_the_statutory_date_and_the_working_target_are_two_fields() -> None:
    record = answer("--regime", "UKGDPR_SAR", "--received", "2026-06-15", "--event", "extend_notice=2026-07-01")
    assert (record["due"], record["target"], record["original_due"]) == ("2026-09-15", "2026-09-07", "2026-07-15")
    assert record["extension_notice_by"] == "2026-07-15"


def test_a_stopped_clock_tells_its_days_left() -> None:
    record = answer("--regime", "UKGDPR_SAR", "--received", "2026-06-01", "--event", "clarify=2026-06-11/")
    assert (record["due"], record["days_left"], record["target"]) == ("PAUSED", 21, None)


def test_without_json_a_person_can_read_it() -> None:
    result = run("--regime", "UKGDPR_SAR", "--received", "2026-03-03")
    assert result.exit_code == 0
    assert result.stdout.startswith("Due                     2026-04-07\nWork to                 2026-03-31\n")
    assert "TL-4  2026-04-07  No working day: Friday 3 April 2026 (Good Friday)" in result.stdout


def test_the_days_are_shown_to_whoever_asks_for_them() -> None:
    given = ("--regime", "UKGDPR_SAR", "--received", "2026-07-31", "--days")
    days = answer(*given)["days"]
    assert isinstance(days, list)
    assert days[0] == {"date": "2026-07-31", "what": "started", "day": 0, "why": ""}
    assert days[-2:] == [
        {"date": "2026-08-31", "what": "moved", "day": 31, "why": "Summer bank holiday"},
        {"date": "2026-09-01", "what": "due", "day": None, "why": ""},
    ]
    assert "\n2026-08-01  2026-08-30  Days 1 to 30.\n" in run(*given).stdout
    assert "days" not in answer(*given[:-1])


def test_a_clock_without_a_date_is_readable_too() -> None:
    result = run("--regime", "COMPLAINT_ACK", "--received", "2026-06-18")
    assert result.stdout.startswith("Due                     NONE\n\n")
    undated = run("--regime", "FOI", "--received", "2026-06-18", "--event", "results=2026-06-19")
    assert "TL-FOI              The day exam results" in undated.stdout


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--regime", "SAR", "--received", "2026-06-15"], "There is no regime 'SAR'"),
        (["--regime", "FOI", "--received", "15 June"], "received '15 June' is not a date"),
        (["--regime", "FOI", "--received", "2026-06-15", "--event", "idea=2026-06-15"], "There is no event 'idea'"),
        (["--regime", "FOI", "--received", "2040-06-15"], "run 'rights holidays update'"),
        (["--regime", "BREACH_72H", "--received", "2026-06-15"], "needs the time"),
        (["--regime", "HEALTH_OPINION", "--received", "2026-06-15"], "rely=YYYY-MM-DD"),
        (["--regime", "UKGDPR_SAR", "--received", "2026-06-15", "--event", "id_requested=2026-06-14"], "correct one"),
        (["--regime", "BREACH_72H", "--received", "2026-03-29T01:30"], "the clocks went forward over it"),
        (["--regime", "UKGDPR_SAR", "--received", "2026-06-15", "--event", "extend_notice=2026-06-14"], "TL-32"),
        (["--regime", "FOI"], "Missing option '--received'"),
        (["--received", "2026-06-15"], "Missing option '--regime'"),
        (["--regime", "FOI", "--received", "2026-06-15", "--evnet", "x"], "No such option"),
        (["--regime", "FOI", "--received", "2026-06-15", "stray"], "unexpected extra argument"),
    ],
)
@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_bad_usage_is_one_plain_line_and_exit_2(arguments: list[str], line: str, as_json: list[str]) -> None:
    result = run(*arguments, *as_json)
    assert (result.exit_code, result.stdout) == (2, "")
    assert line in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_help_names_every_event() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name in ("id_requested", "authority_requested", "fee_paid", "clarify", "extend_notice", "noschool", "rely"):
        assert name in result.stdout
