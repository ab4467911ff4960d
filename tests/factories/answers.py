"""Complete answers to the public form: for anybody who may ask, and anything they may ask for."""

from typing import Any

from portal.public.asks import ASKS
from portal.public.intake_steps import asked, left_out

Answers = dict[str, dict[str, Any]]
ASK_KEYS = tuple(ask.key for ask in ASKS)
REQUESTERS = ("subject", "parent", "both", "representative", "court_order")
_BORN = {"date_of_birth-day": "9", "date_of_birth-month": "3", "date_of_birth-year": "2012"}
_ALL: Answers = {
    "name": {"given_name": "Orla", "family_name": "Fenwick"},
    "other-names": {"other_names": ""},
    "birth": dict(_BORN),
    "young-birth": {"is_own": "yes"},
    "school": {"school": "Mill Lane School", "upn": ""},
    "address": {"address": "12 Mill Lane\nBrackenford"},
    "earlier-addresses": {"past_addresses": ""},
    "your-name": {"requester_name": "Maeve Ann Fenwick"},
    "own-birth": {**_BORN, "date_of_birth-year": "1980"},
    "young-own-birth": {"is_own": "yes"},
    "own-address": {"address": "4 Own Street\nBrackenford"},
    "relation": {"relation": "mother"},
    "acting": {"relation": "solicitor", "organisation": "Hale and Hale"},
    "order": {"order": "Special guardianship order", "court": "Brackenford, 2024"},
    "agrees": {"agrees": "yes"},
    "authority": {"authority": "can_send"},
    "contact": {"email": "maeve@fenwick.example", "phone": "01632 960 123"},
    "safe": {"mailbox": "private", "is_safe_to_write": "yes", "is_safe_to_call": "yes"},
    "protect": {"is_protected": "no", "keep_from": ""},
    "what": {"extent": "everything"},
    "when": {"period": "any"},
    "kinds": {"categories": ["attendance", "safeguarding"]},
    "dates": {"from_on-day": "1", "from_on-month": "9", "from_on-year": "2022"},
    "dated-kinds": {"dated": ["attendance"]},
    "help": {"schools": "Mill Lane School", "officers": "Mrs Hale", "places": "the civic centre", "wording": "A panel"},
    "copy-to": {"goes_to": "requester", "name": "", "organisation": "", "email": ""},
    "wrong": {"item": "The letter of 3 March", "wrong": "12 days", "right": "2 days", "shown_by": "The register"},
    "erase": {"item": "The note of May", "ground": "unlawful", "why": "It was about my sister"},
    "limit": {"item": "The address", "ground": "contested", "why": "We moved"},
    "object": {"item": "Sharing with a club", "why": "They told others"},
    "marketing": {"item": "The newsletter"},
    "automated": {"item": "The warning of June", "wants": ["person", "explain"], "why": "It counts a hospital stay"},
    "consent": {"item": "Sharing with the youth club"},
    "portable": {"item": "", "to": "North College", "email": ""},
    "complaint": {"what": "You wrote to the wrong house", "remedy": "An apology", "about_reference": ""},
    "answer": {
        "answer_as": "large_print",
        "language": "",
        "needed_by-day": "1",
        "needed_by-month": "9",
        "needed_by-year": "2026",
    },
}


def answers_for(requester: str, *asks: str) -> Answers:
    """What a browser sends, page by page, when this requester asks for these things."""
    given: Answers = {"asks": {"asks": list(asks)}, "who": {"capacity": requester}}
    while missing := [step.key for step in asked(given) if step.key not in given]:
        given |= {key: dict(_ALL[key]) for key in missing}
    return {
        step.key: {
            name: value for name, value in given[step.key].items() if name.split("-")[0] not in left_out(step, given)
        }
        for step in asked(given)
    }
