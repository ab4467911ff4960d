"""How whoever asks can be reached safely, and whom nothing may reach: one form a page."""

from __future__ import annotations

from typing import Any

from portal.web.fields import EmailField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.words import say
from requests_.model.people import mobile_number


class ContactForm(PortalForm):
    """How the requester is reached."""

    email = EmailField(
        "Email address",
        hint="We send your reference number here, and later a code to collect your answer.",
        needed="Enter your email address",
    )
    phone = TextField(
        "Telephone number",
        hint="Only if we may ring you about this request",
        longest=40,
        autocomplete="tel",
        inputmode="tel",
        input_type="tel",
        classes="govuk-input--width-20",
    )
    texts = RadioField(
        "Is it safe to text you?",
        hint="A text holds a code, or says that there is something to read. It never says what it is about. "
        "Say no if somebody else can see your texts.",
        choices=(("yes", "Yes, you can text me"), ("no", "No, do not text me")),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if resources().offers_texts:
            self.phone.hint = "Only if we may ring or text you about this request"
        else:
            del self.texts

    def validate(self, extra_validators: Any = None) -> bool:
        """Texts need a mobile number."""
        is_valid = bool(super().validate(extra_validators))
        if self.data.get("texts") == "yes" and not mobile_number(self.phone.data):
            self.refuse("phone", say("Enter a UK mobile number that we can text, or say that we must not text you"))
            return False
        return is_valid


class SafeForm(PortalForm):
    """What is safe to use, and who else may see it."""

    mailbox = RadioField(
        "Who else can read your email?",
        hint="If somebody else can, our emails will not say what they are about, and nothing private is in them.",
        choices=(("private", "Only me"), ("shared", "Somebody else can, or I am not sure")),
        needed="Select who else can read your email",
    )
    is_safe_to_write = RadioField(
        "Is it safe for us to post a letter to your address?",
        hint="We normally only use email. Say no if someone else at the address must not see a letter from us.",
        choices=(("yes", "Yes, post is safe"), ("no", "No, do not send post")),
        needed="Select whether it is safe for us to post a letter",
    )
    is_safe_to_call = RadioField(
        "Is it safe for us to ring you?",
        choices=(("yes", "Yes, ringing is safe"), ("no", "No, do not ring")),
        needed="Select whether it is safe for us to ring you",
    )


class ProtectForm(PortalForm):
    """Whether somebody must be kept from learning where people are."""

    is_protected = RadioField(
        "Somebody must not find out",
        is_said=True,
        hint="For example, an address that somebody must not find out, or a court order that keeps somebody away. "
        "We tell everyone who works on this, and we never show the address in what we send.",
        choices=(("no", "No"), ("yes", "Yes")),
        needed="Select whether anybody must not find out",
    )
    keep_from = TextField("If yes, who must not find out?", hint="You do not have to say.", longest=300, rows=2)

    def answers(self) -> dict[str, Any]:
        """A name without a yes is still a yes: what protects somebody is never dropped."""
        given = super().answers()
        return {**given, "is_protected": "yes"} if given["keep_from"] else given
