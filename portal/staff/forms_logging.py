"""The form of a request that came another way than by the public form."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.web.date_field import DateField
from portal.web.fields import CheckboxField, EmailField, RadioField, SelectField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.upn_field import UpnField, upn_in
from requests_.deadlines.periods import add_months
from requests_.model.commands import SubmitRequest
from requests_.model.events.base import Channel
from requests_.model.people import Capacity, DataSubject, Requester
from requests_.model.rights import Right
from templates.labels import label

LONGEST_WORDS = 4_000


def _today() -> date:
    return resources().clock.london_date()


class LogForm(PortalForm):
    """What is known of the request. Whatever is not known yet is asked of the requester later."""

    channel = RadioField(
        "How did it come?",
        choices=tuple((str(way), label("channel", way)) for way in Channel if way is not Channel.ONLINE),
        needed="Select how the request came",
    )
    received_on = DateField(
        "When did it reach the council?",
        hint="The first day anybody at the council or its schools had it, not the day it reached you",
        needed="Enter the day the request came",
        latest=_today,
    )
    old_day = CheckboxField("Is the day right?", choices=(("yes", "Yes, it came more than a year ago"),))
    right = SelectField(
        "What is asked?",
        choices=tuple((str(right), label("right", right)) for right in Right),
        needed="Select what is asked",
    )
    wording = TextField("The request in their own words", rows=6, longest=LONGEST_WORDS)
    given_name = TextField("First name", longest=80, needed="Enter the first name of whom it is about")
    family_name = TextField("Last name", longest=80, needed="Enter the last name of whom it is about")
    date_of_birth = DateField("Date of birth, if known", latest=_today, is_birthday=True)
    school = TextField("School, if known", longest=120)
    upn = UpnField("Unique pupil number (UPN), if known", longest=20, classes="govuk-input--width-20")
    capacity = RadioField(
        "For whom do they ask?",
        choices=tuple((str(capacity), label("capacity", capacity)) for capacity in Capacity),
        needed="Select for whom they ask",
    )
    requester_name = TextField("Their name", hint="Leave this empty if they ask for themselves", longest=160)
    relation = TextField("Who they are to the person", hint="For example, mother or solicitor", longest=80)
    email = EmailField("Email address, if known", autocomplete="off")
    phone = TextField("Telephone number, if known", longest=40, classes="govuk-input--width-20")
    address = TextField("Postal address, if known", rows=3, longest=300)

    is_another = CheckboxField(
        "Is it another request than these?",
        choices=(("yes", "Yes, I have looked at them: this one is not among them"),),
    )

    @property
    def is_old(self) -> bool:
        """Whether the day is more than a year ago: then whoever logs it is asked whether it is right."""
        day = self.received_on.data
        return isinstance(day, date) and day < add_months(_today(), -12)

    def request(self, token: str) -> SubmitRequest:
        """The request as its service takes it."""
        subject = DataSubject(
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            date_of_birth=self.date_of_birth.data,
            school=self.school.data,
            upn=upn_in(self.upn.data),
        )
        requester = Requester(
            name=self.requester_name.data or subject.full_name,
            email=self.email.data,
            phone=self.phone.data,
            address=self.address.data,
            relation=self.relation.data,
        )
        return SubmitRequest(
            form_token=token,
            right=Right(self.right.data),
            capacity=Capacity(self.capacity.data),
            subject=subject,
            requester=requester,
            wording=self.wording.data,
            channel=Channel(self.channel.data),
            received_on=self.received_on.data,
        )


def log_form(answers: dict[str, Any], sent: object = None) -> LogForm:
    """The form as a draft begins it, or as it was sent; a part of a request that came online came online."""
    form = LogForm()
    if answers.get("split_from"):
        form.channel.choices = tuple((str(way), label("channel", way)) for way in Channel)
    days = {name: date.fromisoformat(answers[name]) for name in ("received_on", "date_of_birth") if answers.get(name)}
    form.process(sent, data={**answers, "received_on": None, "date_of_birth": None, **days})
    return form
