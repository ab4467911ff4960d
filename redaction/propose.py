"""Documents and listed people → proposals: detect, resolve over the whole bundle, apply the policy.

Pure and repeatable: the same documents and people always give the same proposals. Fails closed: whatever points to
nobody listed,
or could be somebody else, is referred; only the data subject's, the requester's and officials' own is proposed for
disclosure.
"""

from __future__ import annotations

from collections.abc import Sequence

from redaction import ambiguous, initials, namesakes, passages, resolve, spread, strangers
from redaction.detect import DETECTORS, cells, roles
from redaction.detect.contacts import SHARED_MAILBOX
from redaction.detect.mention import CUE, PERSON, Mention
from redaction.detect.name_words import title_of
from redaction.detect.names import UNCLEAR, VARIANT
from redaction.detect.roster import Roster, roster_of
from redaction.normalise import Reading, read
from redaction.policy import PROFESSIONAL_HINT, UNKNOWN, Rule, rule_for
from redaction.values import Disposition, Document, Person, Proposal, TextUnit, UnitSource

_STRICTNESS = {Disposition.DISCLOSE: 0, Disposition.REFER: 1, Disposition.WITHHOLD: 2}

_SHARED_SAYS = "somebody whose data goes out and somebody whose data does not, so a person must decide"


def propose(documents: Sequence[Document], people: Sequence[Person]) -> tuple[tuple[Proposal, ...], ...]:
    """Proposals for each document of a bundle, in text order; somebody unknown has one key over all of them."""
    places = [(number, unit) for number, document in enumerate(documents) for unit in range(len(document.units))]
    found = iter(
        _proposals(
            [_reading_of(documents[number].units[unit]) for number, unit in places],
            people,
            [number for number, _ in places],
        )
    )
    result: list[list[Proposal]] = [[] for _ in documents]
    for (number, unit), proposals in zip(places, found, strict=True):
        result[number].extend(_at(proposal, unit) for proposal in proposals)
    return tuple(_with_passages(document.units, own, people) for document, own in zip(documents, result, strict=True))


def propose_text(text: str, people: Sequence[Person]) -> tuple[Proposal, ...]:
    """Proposals for one text, all in unit 0: people and identifiers, no passages."""
    unit = TextUnit(label="Text", text=text, source=UnitSource.NATIVE)
    return tuple(namesakes.told_apart([unit], _proposals([read(text)], people)[0], people))


def _with_passages(
    units: Sequence[TextUnit], proposals: Sequence[Proposal], people: Sequence[Person]
) -> tuple[Proposal, ...]:
    apart = namesakes.told_apart(units, proposals, people)
    found = passages.about_others(units, apart, people)
    return tuple(sorted([*apart, *found], key=lambda one: (one.unit, one.start, -one.end)))


def _reading_of(unit: TextUnit) -> Reading:
    return read(unit.text, unit.form)


def _at(proposal: Proposal, unit: int) -> Proposal:
    if not unit:
        return proposal
    return Proposal(
        unit=unit,
        start=proposal.start,
        end=proposal.end,
        kind=proposal.kind,
        text=proposal.text,
        person=proposal.person,
        disposition=proposal.disposition,
        reason=proposal.reason,
        why=proposal.why,
        score=proposal.score,
    )


def _proposals(
    readings: Sequence[Reading], people: Sequence[Person], documents: Sequence[int] = ()
) -> list[list[Proposal]]:
    roster = roster_of(people)
    settled = [_settled(reading, roster) for reading in readings]
    documents = documents or [0] * len(readings)
    settled = spread.without_places(readings, settled)
    unlisted = strangers.people_of(one.name for mentions in settled for one in mentions if one.name and not one.keys)
    if unlisted:
        settled = spread.strangers_everywhere(readings, settled, unlisted)
    settled = ambiguous.told_apart(readings, settled, documents, roster)
    offices = roles.offices_of(readings, SHARED_MAILBOX)
    officials, fullest = _so_far(_named(readings, settled, documents, offices))
    settled = initials.with_initials(readings, settled, documents, roster, officials=officials, fullest=fullest)
    named = _named(readings, settled, documents, offices)
    keys = iter(strangers.clustered([one for each in named for one in each.values()]))
    who = [{place: next(keys) for place in each} for each in named]
    proposals = [
        [_proposal(one, reading, roster, found.get(place)) for place, one in enumerate(mentions)]
        for reading, mentions, found in zip(readings, settled, who, strict=True)
    ]
    return spread.kept_back_everywhere(readings, proposals, _contact_terms(roster))


def _contact_terms(roster: Roster) -> dict[str, spread.Term]:
    """The numbers and mail addresses of listed people that are to be kept back, to be seen even when broken."""
    terms: dict[str, spread.Term] = {}
    for (kind, written), keys in roster.contacts.items():
        rules = [rule_for(roster.people[key].role, kind) for key in keys]
        if kind != "postcode" and all(rule.disposition is not Disposition.DISCLOSE for rule in rules):
            why = f"{kind.replace('_', ' ').capitalize()}: {rules[0].says} ({rules[0].citation})"
            terms[spread.squeezed(written)] = spread.Term(kind, keys[0], rules[0].disposition, rules[0].provision, why)
    return terms


def _so_far(named: Sequence[dict[int, strangers.Named]]) -> tuple[frozenset[str], dict[str, str]]:
    """The whole names of people nobody listed who seem to act in an office; each whole name → that person's fullest."""
    each = [one for found in named for one in found.values() if not one.shared]
    whole = [(one.name, who) for one, who in zip(each, strangers.clustered(each), strict=True) if " " in one.name]
    fullest: dict[str, str] = {}
    for name, who in whole:
        fullest[who.key] = max(fullest.get(who.key, ""), name, key=lambda one: (len(one), one))
    return frozenset(name for name, who in whole if who.official), {name: fullest[who.key] for name, who in whole}


def _named(
    readings: Sequence[Reading], settled: Sequence[Sequence[Mention]], documents: Sequence[int], offices: frozenset[str]
) -> list[dict[int, strangers.Named]]:
    """For each text, the mentions of people nobody listed by their place in the list."""
    return [
        {
            place: strangers.Named(
                one.name, title_of(reading.folded[one.start : one.end]), document,
                roles.capacity(reading, one.start, one.end, offices), one.shared,
            )
            for place, one in enumerate(mentions)
            if one.name and not one.keys
        }
        for reading, mentions, document in zip(readings, settled, documents, strict=True)
    ]  # fmt: skip


def _settled(reading: Reading, roster: Roster) -> list[Mention]:
    found = [mention for detector in DETECTORS for mention in detector.find(reading, roster)]
    kept = resolve.narrowed(resolve.settle(found, reading), reading)
    neat = (
        resolve.trimmed(one, reading) if one.name and not one.keys and one.detector != cells.DETECTOR else one
        for one in kept
    )
    return [one for one in neat if one is not None]


def _proposal(mention: Mention, reading: Reading, roster: Roster, stranger: strangers.Known | None) -> Proposal:
    start, end = reading.original(mention.start, mention.end)
    listed = tuple(key for key in mention.keys if key in roster.people)
    disposition, rule, person = _decided(mention, listed, roster)
    doubt = mention.doubt
    if not listed and mention.kind == PERSON:
        person, doubt = (stranger.key, stranger.doubt or doubt) if stranger else ("", doubt)
    return Proposal(
        unit=0,
        start=start,
        end=end,
        kind=mention.kind,
        text=reading.text[start:end],
        person=person,
        disposition=disposition,
        reason="" if disposition is Disposition.DISCLOSE or rule is None else rule.provision,
        why=(f"{PROFESSIONAL_HINT}: " if stranger and stranger.official else "")
        + _sentence(mention, rule, doubt, listed),
        score=mention.score,
    )


def _decided(mention: Mention, listed: tuple[str, ...], roster: Roster) -> tuple[Disposition, Rule | None, str]:
    """The disposition, the rule it rests on and whose it is."""
    if mention.harmless:
        return Disposition.DISCLOSE, None, ""
    if not listed:
        rule = rule_for(UNKNOWN, mention.kind)
        return rule.disposition, rule, ""
    rules = {key: rule_for(roster.people[key].role, mention.kind) for key in listed}
    if mention.kind != PERSON and any(rule.disposition is Disposition.DISCLOSE for rule in rules.values()):
        # A number or address shared with the data subject is the data subject's own.
        key = next(key for key, rule in rules.items() if rule.disposition is Disposition.DISCLOSE)
        return Disposition.DISCLOSE, rules[key], key
    key = max(rules, key=lambda one: _STRICTNESS[rules[one].disposition])
    rule = rules[key]
    if len({one.disposition for one in rules.values()}) > 1:
        return Disposition.REFER, rule, key
    # A doubt that works against what is proposed makes it somebody's decision; one that works for it changes nothing.
    works_for = VARIANT if rule.disposition is Disposition.WITHHOLD else UNCLEAR
    if mention.doubt not in ("", works_for):
        return Disposition.REFER, rule, key
    return rule.disposition, rule, key


def _sentence(mention: Mention, rule: Rule | None, doubt: str, listed: tuple[str, ...]) -> str:
    """Why, in one plain sentence that names nobody."""
    if mention.kind.startswith(CUE) or rule is None:
        return mention.why
    if mention.shared:
        return f"{mention.why}: {_SHARED_SAYS} ({rule.citation})"
    found = mention.why[:1].upper() + mention.why[1:]
    if len(listed) > 1:
        doubt = doubt or "could be more than one listed person"
    return f"{found}: {rule.says} ({rule.citation}){'; ' + doubt if doubt else ''}"
