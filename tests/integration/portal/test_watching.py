"""What whoever watches the portal is told: metrics behind a token, and logs as lines that name nobody."""

import json
import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.web.resources import Resources
from portal.web.security_log import DOORS
from requests_.cli.safe_copies import backup
from requests_.errors import Unavailable
from requests_.logs import set_up_logs
from requests_.reporting.metrics import METRICS, Sample, exposition
from requests_.services import work
from requests_.settings import SettingsFault
from requests_.store.queries.metrics import MAIL_JOBS, metrics
from tests.factories.cases import Desk
from tests.integration.portal.conftest import SETTINGS, Visitor
from workers.queues import JOBS

TOKEN = "a token that only this test knows, long enough"


def samples(desk: Desk) -> dict[tuple[str, str], float]:
    with desk.store.reading() as session:
        return {(one.metric, one.of): one.value for one in metrics(session, desk.clock.utc_now())}


def test_deadlines_work_and_mail_are_counted(desk: Desk) -> None:
    today = desk.clock.london_date()
    desk.received(received_on=today - timedelta(40))
    desk.received(received_on=today - timedelta(26))
    case = desk.received()
    told = samples(desk)
    assert told["rights_deadlines_overdue", ""] == 1
    assert told["rights_deadlines_at_risk", ""] == 1
    assert told["rights_cases_open", "received"] == 3
    assert (told["rights_work_waiting", "send_message"], told["rights_mail_not_sent", ""]) == (3, 3)
    desk.clock.move(hours=1)
    assert samples(desk)["rights_work_oldest_seconds", "send_message"] == 3600
    [due] = desk.within(lambda uow: [row for row in uow.outbox.open_of("send_message") if row.case == case])
    failed = dict(case=case, outbox=due.key, job=due.job, reason="The mail server is away.")
    desk.within(lambda uow: work.record_work_failed(uow, desk.clock, **failed))  # type: ignore[arg-type]
    told = samples(desk)
    assert (told["rights_work_failed", "send_message"], told["rights_cases_flagged", ""]) == (1, 1)
    assert told["rights_mail_not_sent", ""] == 3
    assert set(MAIL_JOBS) <= set(JOBS)


def test_the_last_backup_is_told(
    desk: Desk, sqlite_url: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RIGHTS_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RIGHTS_VAULT", str(desk.store.vault.root))
    for name in ("one", "two"):
        done = CliRunner().invoke(backup, [str(tmp_path_factory.mktemp("backups") / name)])
        assert done.exit_code == 0, done.output
    assert samples(desk)["rights_last_done_timestamp_seconds", "backup"] > 0


def test_metrics_are_for_whoever_shows_the_token_and_name_nobody(handed_in: Resources, desk: Desk) -> None:
    desk.received()
    closed = create_staff_app(SETTINGS, handed_in).test_client()
    assert closed.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    settings = WebSettings(secret=SETTINGS.secret, secure_cookies=False, metrics_token=TOKEN)
    client = create_staff_app(settings, handed_in).test_client()
    for headers in ({}, {"Authorization": "Bearer x"}):
        assert client.get("/metrics", headers=headers).status_code == 401
    told = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert told.status_code == 200
    for line in told.text.splitlines():
        assert re.fullmatch(r'# (HELP|TYPE) \w+ .+|\w+(\{\w+="\w*"\})? -?\d+', line), line
    assert "Fenwick" not in told.text
    assert "RR-" not in told.text
    assert "rights_disk_free_bytes" in told.text


def test_every_metric_is_of_the_table_and_spelled_as_prometheus_wants() -> None:
    assert exposition([Sample("rights_work_failed", 2, 'a"b\\'), Sample("rights_cases_flagged", 0)]) == (
        "# HELP rights_cases_flagged Open requests with work that failed.\n# TYPE rights_cases_flagged gauge\n"
        "rights_cases_flagged 0\n"
        "# HELP rights_work_failed Pieces of work that gave up and wait for somebody to start them again.\n"
        '# TYPE rights_work_failed gauge\nrights_work_failed{job="a\\"b\\\\"} 2\n'
    )
    assert all(re.fullmatch(r"rights_[a-z_]+", name) for name in METRICS)
    with pytest.raises(KeyError):
        exposition([Sample("rights_nothing", 1)])


def test_a_token_that_is_too_short_is_a_fault_of_the_settings() -> None:
    with pytest.raises(SettingsFault, match="RIGHTS_METRICS_TOKEN"):
        WebSettings.from_environment({"RIGHTS_SECRET_KEY": "x" * 40, "RIGHTS_METRICS_TOKEN": "short"})


def test_every_log_line_is_json_without_what_a_fault_was_about(capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger().handlers[:], logging.getLogger().level
    try:
        set_up_logs(logging.INFO)
        logging.getLogger("portal.security").warning("refused", extra={"status": 403, "words": "Orla Fenwick"})
        try:
            raise Unavailable("The disk is full.")
        except Unavailable:
            logging.getLogger("portal").exception("unforeseen")
    finally:
        logging.basicConfig(level=before[1], handlers=before[0], force=True)
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (first["event"], first["status"], first["logger"], first["level"]) == (
        "refused",
        403,
        "portal.security",
        "warning",
    )
    assert "words" not in first
    assert "Traceback" in second["exception"]


@pytest.fixture
def security(caplog: pytest.LogCaptureFixture) -> Any:
    caplog.set_level(logging.INFO, "portal.security")
    return lambda: [
        (record.getMessage(), record.__dict__["endpoint"], record.__dict__["status"], record.__dict__["by"])
        for record in caplog.records
        if record.name == "portal.security"
    ]


def test_who_was_let_in_and_who_was_refused_is_written_down_without_address_or_name(
    security: Any, caseworker: Visitor, open_staff: Any, caplog: pytest.LogCaptureFixture
) -> None:
    open_staff().sign_in("caseworker@brackenford.example")
    stranger = open_staff()
    stranger.sign_in("caseworker@brackenford.example", "a wrong password")
    caseworker.get("/accounts")
    lines = security()
    assert lines[0][:3] == ("let_in", "sign_in.enter", 302)
    assert lines[1][:3] == ("refused", "sign_in.enter", 400)
    assert lines[2][:3] == ("refused", "accounts.show", 403)
    assert lines[2][3]
    text = json.dumps([record.__dict__ for record in caplog.records if record.name == "portal.security"], default=str)
    assert [word for word in ("brackenford.example", "127.0.0.1", "wrong password", "Hale") if word in text] == []


def test_every_door_is_an_address_of_one_of_the_apps(public_app: Any, staff_app: Any) -> None:
    assert set(public_app.view_functions) | set(staff_app.view_functions) >= DOORS
