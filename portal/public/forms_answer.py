"""How the answer should come, and who gets the copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.web.date_field import DateField
from portal.web.fields import EmailField, RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.words import say
from requests_.model.addressee import CopyGoesTo
from requests_.model.cautions import is_one_mailbox

KEPT_FROM = (
    "You told us that somebody must not find out. Do not have the copy sent to them, to an email address that they can"
    " read, or to anybody who may tell them."
)
OWN_EMAIL = (
    "This is your own email address. Enter theirs: the code to collect the copy goes there. If the copy is for you,"
    " select “Only me”"
)


class CopyToForm(PortalForm):
    """Who gets the copy: whoever asks, somebody they name, or both."""

    goes_to = RadioField(
        "Who gets it",
        is_said=True,
        choices=(
            (str(CopyGoesTo.REQUESTER), "Only me"),
            (str(CopyGoesTo.OTHER), "Somebody else, instead of me", "For example, your solicitor or advocate"),
            (str(CopyGoesTo.BOTH), "Both of us"),
        ),
        needed="Select who should get the copy",
    )
    name = TextField("If somebody else: their full name", longest=160)
    organisation = TextField("Their firm or organisation", hint="Leave this empty if there is none.", longest=160)
    email = EmailField(
        "Their email address",
        hint="We first check with you that we may send it there. Then they collect it with a code, as you would.",
    )

    own_email = ""

    def narrow(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """Say first whom nobody may name, where somebody must not find out."""
        self.own_email = str(answers.get("contact", {}).get("email", ""))
        if answers.get("protect", {}).get("is_protected") == "yes":
            self.goes_to.hint = KEPT_FROM

    def validate(self, extra_validators: Any = None) -> bool:
        """Somebody else needs a name and an address of their own; a name alone says that it goes to nobody."""
        is_valid = bool(super().validate(extra_validators))
        is_other = self.goes_to.data in (CopyGoesTo.OTHER, CopyGoesTo.BOTH)
        for field, says in (("name", "Enter their full name"), ("email", "Enter their email address")):
            if is_other and not self[field].data and not self[field].errors:
                self.refuse(field, say(says))
                is_valid = False
        if is_valid and is_other and is_one_mailbox(self.email.data, self.own_email):
            self.refuse("email", say(OWN_EMAIL))
            return False
        return is_valid

    def answers(self) -> dict[str, Any]:
        """What was typed about somebody who gets nothing is not kept."""
        given = super().answers()
        return (
            given if given["goes_to"] != CopyGoesTo.REQUESTER else {**dict.fromkeys(given, ""), "goes_to": "requester"}
        )


class FormatForm(PortalForm):
    """How the answer should come, and whether a day matters."""

    answer_as = RadioField(
        "Format",
        is_said=True,
        choices=(
            ("online", "Online", "You read it here, with your reference number and a code"),
            ("paper", "On paper"),
            ("large_print", "Large print"),
            ("easy_read", "Easy read", "Short sentences and pictures for our letters"),
            ("audio", "Audio"),
            ("other_language", "Another language", "Tell us which, below"),
            ("phone", "With help by telephone"),
        ),
        needed="Select how you would like our answer",
    )
    language = TextField("Which language, or anything else that would help you", longest=200)
    needed_by = DateField(
        "Do you need it for a certain day, such as a court hearing?",
        hint="For example, 27 3 2027. Leave this empty if there is no such day.",
        earliest=lambda: resources().clock.london_date(),
        is_ahead=True,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Another language needs its name."""
        is_valid = bool(super().validate(extra_validators))
        if self.answer_as.data == "other_language" and not self.language.data:
            self.refuse("language", say("Enter the language"))
            return False
        return is_valid
