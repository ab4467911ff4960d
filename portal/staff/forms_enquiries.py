"""The form with which others are asked to look for us."""

from __future__ import annotations

from datetime import date

from portal.staff.forms_review import LONGEST_RECORD
from portal.web.date_field import DateField
from portal.web.fields import EmailField, SelectField, TextField
from portal.web.forms import PortalForm
from requests_.model.enquiries import LONGEST_WORDS, Team, answer_day, words_about
from requests_.model.people import DataSubject
from templates.labels import label


class EnquiryForm(PortalForm):
    """Who is asked, for what, and by when."""

    team = SelectField(
        "Who is asked?",
        choices=tuple((team.value, label("team", team)) for team in Team),
        needed="Select who is asked",
    )
    name = TextField(
        "Their name", hint="For example: Mill Lane Primary, the head’s office", needed="Enter their name", longest=200
    )
    email = EmailField(
        "Their email address",
        hint="One that you checked. The mail names nobody: what you write below stands behind its link.",
        needed="Enter their email address",
        autocomplete="off",
    )
    words = TextField(
        "What do they look for, and for whom?",
        hint="Only what they need to find it.",
        needed="Write what they look for",
        rows=6,
        longest=LONGEST_WORDS,
    )
    due_on = DateField("By when?", needed="Enter the day by which they answer")


class AnswerFollowsForm(PortalForm):
    """Why a request is answered without what came too late."""

    because = TextField(
        "Why do we answer without it now?",
        hint="What you saw of it, and why it is right not to wait. Kept with the case, shown to whoever signs off.",
        needed="Write down why this is answered without it",
        rows=3,
        longest=LONGEST_RECORD,
    )


def enquiry_form(subject: DataSubject | None, today: date, case_due_on: date | None) -> EnquiryForm:
    """The form with what the case knows already."""
    by = answer_day(Team.OTHER, today, case_due_on)
    return EnquiryForm(data={"words": words_about(subject) if subject else "", "due_on": by})
