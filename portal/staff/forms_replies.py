"""The form in which a reply that came another way is put into its case."""

from __future__ import annotations

from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, RadioField, SelectField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from requests_.model.events.base import Channel
from requests_.model.replies import LONGEST_REPLY
from templates.labels import label

Choices = tuple[tuple[str, str], ...]


class ReplyForm(PortalForm):
    """What they wrote, how and when it came, and what it answers. What a mail says need not be typed."""

    channel = RadioField(
        "How did it come?",
        choices=tuple((one.value, label("channel", one)) for one in Channel if one is not Channel.ONLINE),
    )
    words = TextField(
        "What did they write or say?",
        hint="Leave this empty for a mail: its words are read from the file",
        rows=5,
        longest=LONGEST_REPLY,
    )
    came_on = DateField(
        "When did it come?",
        hint="Leave this empty for a mail that says so itself",
        latest=lambda: resources().clock.london_date(),
    )
    answers = SelectField("Which of our messages does it answer?", hint="If you know", choices=())
    is_answer = CheckboxField("Our question", choices=(("yes", "This answers our question: the clock runs again"),))


def reply_form(messages: Choices, sent: object = None) -> ReplyForm:
    """The form with the messages of the case."""
    form = ReplyForm()
    form.answers.choices = messages
    form.process(sent)
    return form
