"""What somebody writes about a request that they made."""

from __future__ import annotations

from portal.public.forms_rights import LONGEST_STORY
from portal.web.fields import TextField
from portal.web.forms import PortalForm
from requests_.services import following


class WriteForm(PortalForm):
    """Something to say, or the answer to a question."""

    words = TextField("Your message", needed="Write your message", rows=6, longest=following.LONGEST_NOTE)


class UnhappyForm(PortalForm):
    """What somebody is unhappy about with this request, and what would put it right."""

    what = TextField(
        "What are you unhappy about?", needed="Enter what you are unhappy about", rows=8, longest=LONGEST_STORY
    )
    remedy = TextField(
        "What would put it right?", hint="You do not have to write anything here.", rows=4, longest=LONGEST_STORY
    )
