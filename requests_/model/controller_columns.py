"""What is written down of the controller: its profile, its targets, and how many second persons a letter needs."""

from __future__ import annotations

from requests_.model.correspondence import LetterKind
from requests_.model.register_columns import Column, ColumnKind
from requests_.model.second_persons import LETTERS_NEED, MOST, column_of

_PROFILE = {
    "name": "The controller",
    "service": "The service",
    "team": "The team that answers",
    "email": "Its email address",
    "phone": "Its telephone number",
    "address": "Its postal address",
    "officer": "The Data Protection Officer",
    "website": "The public address of the portal",
    "regulator": "The regulator",
    "regulator_address": "The regulator’s address",
    "regulator_phone": "The regulator’s telephone number",
    "regulator_website": "Where to complain to the regulator",
}
_PROFILE_KINDS = {"email": ColumnKind.EMAIL, "website": ColumnKind.WEB, "regulator_website": ColumnKind.WEB}

_LETTERS = {
    LetterKind.REFUSAL: "a refusal",
    LetterKind.NO_DATA: "a letter that we hold nothing",
    LetterKind.COMPLAINT_OUTCOME: "the outcome of a complaint",
    LetterKind.FEE_REQUEST: "a request for a fee",
}

PROFILE_COLUMNS = (
    *(
        Column(key=key, label=label, kind=_PROFILE_KINDS.get(key, ColumnKind.LINE), is_needed=False)
        for key, label in _PROFILE.items()
    ),
    Column(
        key="on_time",
        label="Target: answered on time, in %",
        kind=ColumnKind.AMOUNT,
        hint="Below it a figure is amber; 95 where nothing is written",
        is_needed=False,
    ),
    Column(
        key="on_time_least",
        label="The least that is answered on time, in %",
        kind=ColumnKind.AMOUNT,
        hint="Below it a figure is red; 90 where nothing is written",
        is_needed=False,
    ),
    *(
        Column(
            key=column_of(kind),
            label=f"Second persons who agree before this leaves: {_LETTERS[kind]}",
            kind=ColumnKind.AMOUNT,
            hint=f"From {least} to {MOST}; {least} where nothing is written",
            is_needed=False,
        )
        for kind, least in LETTERS_NEED.items()
    ),
)
