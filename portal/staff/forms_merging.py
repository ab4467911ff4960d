"""The forms that say which entries of a case are one person, and which names are somebody else's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.web.fields import CheckboxField, RadioField, TextField
from portal.web.forms import PortalForm
from requests_.model.merging import ANEW, Entry, Holding, in_one_line, revealed, spellings, spreadable
from requests_.model.people import PersonRole
from templates.filters import plural
from templates.labels import label

MOST_NAMED = 6
_ROLES = (PersonRole.THIRD_PARTY, PersonRole.PROFESSIONAL)


class MergeForm(PortalForm):
    """Whose entry is kept, and what holds where it was not decided alike. The choices are the entries."""

    keep = RadioField("Whose entry is kept?", choices=(), needed="Select whose entry is kept")
    decided_as = RadioField("What holds for this person?", choices=())
    is_understood = CheckboxField("Before anything more is shown", choices=())


class SplitForm(PortalForm):
    """Which names are somebody else's, and who that is."""

    words = CheckboxField(
        "Which names are somebody else’s?", choices=(), needed="Select the names that are somebody else’s"
    )
    name = TextField("Their name", needed="Enter the name of the other person", longest=200)
    role = RadioField(
        "Who are they?",
        choices=tuple((role.value, label("person_role", role)) for role in _ROLES),
        needed="Select who they are",
    )
    relation = TextField("What they are to the person asked about", hint="Such as aunt, or class teacher", longest=100)


def merge_form(entries: Iterable[Entry], sent: object = None) -> MergeForm:
    """The form for merging these entries: the data subject or the requester, else the most named one, is kept first."""
    known = tuple(entries)
    form = MergeForm()
    form.keep.choices = tuple((entry.person.key, entry.person.name, _standing(entry)) for entry in known)
    form.decided_as.choices = (
        *((entry.person.key, _as_for(entry), _reveals(known, entry)) for entry in spreadable(known)),
        (ANEW, "Decide once more", "Nothing about them is shown until somebody decides."),
    )
    form.is_understood.choices = (("yes", "I have looked at the places that would be shown, and they may be"),)
    first = max(known, key=lambda entry: (entry.is_own, len(entry.places)), default=None)
    form.process(sent, data={"keep": first.person.key if first else "", "is_understood": []})
    return form


def split_form(entry: Entry, sent: object = None, data: Mapping[str, object] | None = None) -> SplitForm:
    """The form for taking names out of an entry."""
    form = SplitForm()
    form.words.choices = tuple(
        (words, words, f"In {plural(count, 'place')}" if count else "Only in the list of names")
        for words, count in sorted(spellings(entry).items(), key=lambda known: (-known[1], known[0]))
    )
    form.process(sent, data={"role": PersonRole.THIRD_PARTY.value, **(data or {})})
    return form


def _standing(entry: Entry) -> str:
    person = entry.person
    who = ", ".join(filter(None, (label("person_role", person.role), person.relation)))
    born = f", born {person.date_of_birth:%-d %B %Y}" if person.date_of_birth else ""
    holding = label("holding", entry.holding).lower()
    return f"{who}{born}. {plural(len(entry.places), 'place')}: {holding}."


def _as_for(entry: Entry) -> str:
    return f"{label('holding', entry.holding)}, as it is for {entry.person.name}"


def _reveals(entries: tuple[Entry, ...], chosen: Entry) -> str:
    places = revealed(entries, chosen.person.key)
    if not places:
        is_shown = chosen.holding is Holding.SHOWN
        return "Nothing is shown that is not shown now." if is_shown else "Nothing about them is shown."
    names = list(dict.fromkeys(in_one_line(place.text) for place in places))
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    told = ", ".join(f"“{name}”" for name in names[:MOST_NAMED])
    return f"The requester will then see {told}{more}: {plural(len(places), 'place')} not shown now."
