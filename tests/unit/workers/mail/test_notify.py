"""Texts and mails by GOV.UK Notify leave once, and what stops them is said with its mend."""

from collections.abc import Iterator

import pytest

from requests_.settings import NotifySettings, SettingsFault
from tests.factories import notify_service as made
from tests.factories.notify_service import NotifyService, running_notify
from tests.unit.workers.mail.test_mailers import message
from workers.mail.address import fault_of, mailer_for, texter_for
from workers.mail.base import MailFault, MailRefused
from workers.mail.notify import NotifyMailer, NotifyTexter, Service

NUMBER = "+447700900982"
KEY = f"live-{made.SERVICE}-{made.SECRET}"


@pytest.fixture(scope="module")
def running() -> Iterator[NotifyService]:
    with running_notify() as notify:
        yield notify


@pytest.fixture
def notify(running: NotifyService) -> NotifyService:
    running.sent.clear()
    running.templates = NotifyService().templates
    running.fault, running.sleeps, running.loses_answers = None, 0, False
    return running


def test_a_text_and_a_mail_leave_once_under_the_key_of_their_message(notify: NotifyService) -> None:
    texter, mailer = texter_for(notify.settings()), mailer_for("notify", notify.settings())
    assert texter is not None
    texter.send("m1", NUMBER, "Your code is 1.")
    for _ in range(2):
        mailer.send(message("m1"))
    assert [one["reference"] for one in notify.sent] == ["m1-text", "m1"]
    assert notify.texts() == [(NUMBER, "Your code is 1.")]
    assert notify.sent[1]["personalisation"] == {"subject": "Ready", "body": "Your information is ready.\n"}
    assert notify.sent[1]["email_address"] == "zoe@webpost.example"


def test_a_text_whose_answer_was_lost_is_found(notify: NotifyService) -> None:
    texter = NotifyTexter(Service(notify.settings()))
    notify.loses_answers = True
    with pytest.raises(MailFault):
        texter.send("m1", NUMBER, "Your code is 1.")
    assert texter.has_taken("m1")
    assert not texter.has_taken("m2")


def test_what_failed_in_the_hands_of_notify_has_not_been_taken(notify: NotifyService) -> None:
    texter = NotifyTexter(Service(notify.settings()))
    texter.send("m1", NUMBER, "Read.")
    notify.sent[0]["status"] = "technical-failure"
    assert not texter.has_taken("m1")


@pytest.mark.parametrize(
    ("fault", "is_final", "mend"),
    [
        (made.TEAM_ONLY, True, "put a live key there"),
        (made.NO_NUMBER, True, "this number cannot be texted"),
        ((400, "BadRequestError", "Missing personalisation: message"), True, "must hold ((message))"),
        ((400, "BadRequestError", "Template not found"), True, "RIGHTS_NOTIFY_TEXT"),
        ((418, "Teapot", "short and stout"), True, "status 418"),
        ((403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds"), False, "clock"),
        (made.LIMITED, False, "limit"),
        (made.BROKEN, False, "does not answer"),
    ],
)
def test_a_refusal_is_tried_again_or_shown_with_its_mend_and_quotes_no_number(
    notify: NotifyService, fault: tuple[int, str, str], is_final: bool, mend: str
) -> None:
    notify.fault = fault
    with pytest.raises(MailFault) as caught:
        NotifyTexter(Service(notify.settings())).send("m1", NUMBER, "Read.")
    assert isinstance(caught.value, MailRefused) is is_final
    assert mend in caught.value.public_message
    assert NUMBER not in str(caught.value)


def test_a_key_that_is_not_known_is_refused_and_a_service_that_is_slow_or_away_is_tried_again(
    notify: NotifyService,
) -> None:
    with pytest.raises(MailRefused, match="RIGHTS_NOTIFY_KEY"):
        NotifyMailer(Service(notify.settings(made.SERVICE))).send(message())
    away = NotifySettings(key=KEY, text_template=made.TEXT, address="http://127.0.0.1:9")
    notify.sleeps = 0.3
    for service in (Service(notify.settings(), timeout_seconds=0.1), Service(away)):
        with pytest.raises(MailFault, match="does not answer") as caught:
            NotifyTexter(service).send("m1", NUMBER, "Read.")
        assert not isinstance(caught.value, MailRefused)


def test_what_is_wrong_with_the_templates_is_found_before_anything_is_sent(notify: NotifyService) -> None:
    assert fault_of(notify.settings()) == ""
    notify.templates[made.TEXT] = "You have a message"
    assert fault_of(notify.settings()) == "The template lacks ((message)): add it at GOV.UK Notify."
    del notify.templates[made.TEXT]
    with pytest.raises(MailRefused, match="no template of this Notify service"):
        fault_of(notify.settings())


def test_without_a_key_or_a_template_there_are_no_texts() -> None:
    assert NotifySettings.from_environment({}) is None
    assert NotifySettings.from_environment({"RIGHTS_NOTIFY_TEXT": made.TEXT}) is None
    assert texter_for(None) is None
    assert texter_for(NotifySettings.from_environment({"RIGHTS_NOTIFY_KEY": KEY})) is None
    with pytest.raises(SettingsFault, match="RIGHTS_NOTIFY_MAIL"):
        mailer_for("notify", NotifySettings(key=KEY))


@pytest.mark.parametrize(
    ("name", "value"), [("KEY", made.SECRET), ("KEY", "a secret"), ("TEXT", "welcome"), ("MAIL", "1")]
)
def test_a_setting_that_cannot_be_right_is_refused_and_not_shown(name: str, value: str) -> None:
    environment = {"RIGHTS_NOTIFY_KEY": KEY, f"RIGHTS_NOTIFY_{name}": value}
    with pytest.raises(SettingsFault, match=f"RIGHTS_NOTIFY_{name}") as caught:
        NotifySettings.from_environment(environment)
    assert value not in str(caught.value)
