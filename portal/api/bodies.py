"""The bodies that the API takes and gives: one table each."""

from __future__ import annotations

from typing import Any

from portal.api.kinds import EMAIL, LINES, NOT_BLANK, Day, Field, Flag, Group, Many, Maybe, Number, OneOf, Text
from requests_.deadlines.clock_reading import ClockState
from requests_.model.case import Stage
from requests_.model.commands import SubmitRequest
from requests_.model.events.base import Channel, RefusalGround
from requests_.model.people import Capacity, DataSubject, Requester
from requests_.model.rights import AccessScope, Category, Right

_NAME = Text(200, NOT_BLANK, "a name", shortest=1)
_EMAIL = Text(254, EMAIL, "an address such as name@example.com", format="email")
_PHONE = Text(40)
_ADDRESS = Text(400)
_LONG = Text(5000, LINES, "plain text")

SUBJECT = Group(
    (
        Field("given_name", _NAME, "The first name of the person the information is about.", is_needed=True),
        Field("family_name", _NAME, "Their family name.", is_needed=True),
        Field("date_of_birth", Day(), "Their date of birth."),
        Field("other_names", Many(_NAME), "Other names that records may have."),
        Field("upn", Text(13, "^[A-Z][0-9]{11}[A-Z0-9]$", "a letter and 12 more characters"), "Unique pupil number."),
        Field("school", Text(200), "Their school, or the last one."),
        Field("addresses", Many(_ADDRESS), "Where they live and lived, one line each."),
        Field("emails", Many(_EMAIL), "Their e-mail addresses."),
        Field("phones", Many(_PHONE), "Their telephone numbers."),
    )
)
REQUESTER = Group(
    (
        Field("name", _NAME, "Who asks.", is_needed=True),
        Field("email", _EMAIL, "Where we write to; without it nothing is mailed."),
        Field("phone", _PHONE, "Where we call."),
        Field("address", _ADDRESS, "Their postal address, in one line."),
        Field("relation", Text(100), "What they are to the person: mother, solicitor."),
        Field("organisation", Text(200), "The organisation they ask for."),
        Field("is_safe_to_write", Flag(empty=True), "Whether a letter may be posted to them."),
        Field("is_safe_to_call", Flag(empty=True), "Whether they may be called."),
        Field("is_mailbox_private", Flag(empty=True), "Whether nobody else reads their mail."),
        Field("is_protected", Flag(), "Whether somebody must not learn where they are."),
        Field("keep_from", _LONG, "Who must not learn it."),
    )
)
SCOPE = Group(
    (
        Field("categories", Many(OneOf(Category), most=len(Category)), "Kinds of information; all where none is."),
        Field("from_on", Day(), "The first day asked about."),
        Field("until_on", Day(), "The last day asked about."),
    )
)
NEW_REQUEST = Group(
    (
        Field("right", OneOf(Right), "The right that is used.", is_needed=True),
        Field("capacity", OneOf(Capacity), "In what capacity the requester asks.", is_needed=True),
        Field("channel", OneOf(Channel), "How the request reached the council.", is_needed=True),
        Field("received_on", Day(), "The day it reached the council: the first day of its clock. Today unless told."),
        Field("subject", SUBJECT, "The person the information is about.", is_needed=True),
        Field("requester", REQUESTER, "The person who asks.", is_needed=True),
        Field("scope", SCOPE, "What an access request asks for; everything where it is left out."),
        Field("wording", _LONG, "The request in the requester's own words."),
    )
)
REQUEST_STATUS = Group(
    (
        Field("reference", Text(20), "The case reference, as letters and telephone calls use it.", is_needed=True),
        Field("right", OneOf(Right), "The right that is used.", is_needed=True),
        Field(
            "stage",
            OneOf(Stage),
            "Where the request has come to. An answer by letter alone is `responded`, whatever it says.",
            is_needed=True,
        ),
        Field("received_on", Day(), "The first day of its clock.", is_needed=True),
        Field("due_on", Maybe(Day()), "The last day to answer; null while the clock is stopped.", is_needed=True),
        Field("clock", Maybe(OneOf(ClockState)), "What the statutory clock does.", is_needed=True),
        Field("responded_on", Maybe(Day()), "The day of the answer.", is_needed=True),
        Field(
            "refused_for",
            Many(OneOf(RefusalGround)),
            "Why it was refused. Exemptions are never named here: they are for the letter.",
            is_needed=True,
        ),
    )
)
WEBHOOK = Group(
    (
        Field("key", Text(32), "The webhook's own key.", is_needed=True),
        Field("address", Text(400), "Where the program is told.", is_needed=True),
        Field("made_at", Text(40, format="date-time"), "Since when.", is_needed=True),
    )
)
WEBHOOKS = Group((Field("webhooks", Many(WEBHOOK, most=100), "The addresses in force.", is_needed=True),))
_WRONG = Group(
    (
        Field("field", Text(400), "Where it stands, as a JSON Pointer, or the name of a header.", is_needed=True),
        Field("reason", Text(2000), "Why it does not fit.", is_needed=True),
        Field("mend", Text(2000), "What would.", is_needed=True),
    )
)
PROBLEM = Group(
    (
        Field("type", Text(200), "Names the kind of problem, for a program.", is_needed=True),
        Field("title", Text(200), "The kind of problem, in words.", is_needed=True),
        Field("status", Number(), "The status of the answer.", is_needed=True),
        Field("detail", Text(2000), "The thing, the reason and the mend.", is_needed=True),
        Field("errors", Many(_WRONG, most=100), "Every field that does not fit."),
    )
)


def submit_request(body: dict[str, Any], form_token: str) -> SubmitRequest:
    """The command that a body of `NEW_REQUEST` is."""
    scope = body["scope"]
    return SubmitRequest(
        form_token=form_token,
        right=body["right"],
        capacity=body["capacity"],
        channel=body["channel"],
        received_on=body["received_on"],
        subject=DataSubject(**body["subject"]),
        requester=Requester(**body["requester"]),
        scope=AccessScope(**scope) if scope else AccessScope(),
        wording=body["wording"],
    )
