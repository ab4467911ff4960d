"""The forms of the second person: what they confirm when they sign off, or want changed."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms.validators import ValidationError

from portal.staff.forms_review import LONGEST_RECORD
from portal.web.fields import CheckboxField, TextField
from portal.web.forms import PortalForm
from requests_.model.concerns import Concern
from requests_.model.events.base import DocumentOutcome
from requests_.model.places import gone_without
from requests_.store.queries.case_file import CaseFile
from requests_.store.queries.going import GoingCounts
from templates.filters import listed, plural


class SendBackForm(PortalForm):
    """What is to be changed before it is signed off."""

    changes = TextField(
        "What has to be changed?",
        hint="Whoever worked on it reads this on the case. Kept with the case, erased with its details.",
        needed="Write what has to be changed: whoever worked on it reads it",
        rows=4,
        longest=LONGEST_RECORD,
    )


class SignOffForm(PortalForm):
    """What is approved, with a box for each part of it: nobody signs off by one press."""

    confirmed = CheckboxField("You sign off that", choices=())

    def validate_confirmed(self, field: CheckboxField) -> None:
        """Every part is confirmed."""
        if len(field.data or ()) < len(field.choices):
            raise ValidationError("Tick each box when you have looked, or send the request back")


def sign_off_form(
    file: CaseFile,
    going: GoingCounts,
    concerns: Sequence[Concern],
    sensitive: Sequence[str],
    sent: object = None,
) -> SignOffForm:
    """The form for what goes out of a case as it stands: its documents, what it lacks, what others say of safety.

    `sensitive` are the titles of those that go although somebody had to look at them first.
    """
    kept = [plural(going.places, "place")] if going.places else []
    kept += [f"{plural(going.left_out, 'document')} whole"] if going.left_out else []
    goes = plural(going.documents, "document")
    what = f"{goes}, with {listed(kept)} withheld" if kept else goes
    choices = [("looked", f"you looked at what goes out: {what}")]
    titles = {row.key: row.title for row in file.sources}
    lacks, again = ([titles.get(key, key) for key in keys] for keys in gone_without(file.summary.case, titles))
    if lacks:
        choices.append(("gaps", f"it goes out although this was not searched: {listed(lacks)}"))
    if again:
        choices.append(("again", f"it goes out although this was not searched a second time: {listed(again)}"))
    follow = [document.title for document in file.documents if document.outcome == DocumentOutcome.TO_FOLLOW]
    if follow:
        choices.append(("follow", f"it goes out without what follows later, as the letter says: {listed(follow)}"))
    late = len(file.summary.case.following_answers)
    if late:
        choices.append(
            ("answers", f"it goes out without what {plural(late, 'other team')} sent since, and the letter says so")
        )
    if sensitive:
        choices.append(("sensitive", f"these may go, although the law may keep them back: {listed(sensitive)}"))
    if concerns:
        others = listed([concern.reference for concern in concerns])
        choices.append(("concerns", f"you looked at what {others} says about somebody’s safety"))
    form = SignOffForm()
    form.confirmed.choices = tuple(choices)
    form.process(sent)
    return form
