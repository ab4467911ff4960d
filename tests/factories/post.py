"""A mail server that keeps what it was given, and the worker that writes by it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage

from requests_.settings import ControllerProfile
from tests.factories.cases import Desk
from workers.context import TOOLS, Tools, perform
from workers.mail.base import MailFault
from workers.render.pdf import find_renderer


class Post:
    """A mail server that keeps what it was given, and can be down."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.is_down = False

    def send(self, message: EmailMessage) -> None:
        if self.is_down:
            raise MailFault("The mail server does not answer.")
        self.mails.append(message)

    def has_taken(self, message: str) -> bool:
        return False


@contextmanager
def post_office(desk: Desk) -> Iterator[Post]:
    """A worker that has no store and writes by such a server."""
    post = Post()
    tools = Tools(
        store=desk.store,
        clock=desk.clock,
        ess_stores={},
        mailer=post,
        renderer=find_renderer(),
        controller=ControllerProfile(),
        mail_from="rights@brackenford.example",
    )
    token = TOOLS.set(tools)
    try:
        yield post
    finally:
        TOOLS.reset(token)


def work_on(desk: Desk, job: str) -> list[str]:
    """Do what is due of a job; how each ended."""
    due = desk.within(lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=timedelta(0), limit=100))
    return [perform(work.key) for work in due if work.job == job]
