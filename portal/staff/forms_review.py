"""The forms of review."""

from __future__ import annotations

from portal.web.fields import RadioField, SelectField, TextField
from portal.web.forms import PortalForm
from requests_.model.events import DocumentOutcome
from requests_.model.exemptions import offered_for
from requests_.model.people import Capacity
from requests_.model.rights import Regime
from templates.labels import label

_REASONS = tuple((row.code, row.label) for row in offered_for(Regime.UK_GDPR, Capacity.PARENT))


class WordsForm(PortalForm):
    """Words to withhold wherever they stand."""

    words = TextField(
        "Words to withhold",
        hint="In every document of this case, in capitals or not",
        needed="Enter the words to withhold",
        longest=200,
    )
    reason = SelectField("Why", choices=_REASONS, needed="Choose why these words are withheld")


class OutcomeForm(PortalForm):
    """What becomes of a whole document."""

    outcome = RadioField(
        "What becomes of this document?",
        choices=tuple((str(outcome), label("outcome", outcome)) for outcome in DocumentOutcome),
        needed="Select what becomes of this document",
    )
    reason = SelectField("If it is withheld, why?", choices=_REASONS)
