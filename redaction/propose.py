"""Documents and listed people → proposals: detect, resolve over the whole bundle, apply the policy.

Pure and repeatable: the same documents and people always give the same proposals. Fails closed: whatever points to
nobody listed,
or could be somebody else, is referred; only the data subject's, the requester's and officials' own is proposed for
disclosure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from redaction import resolve
from redaction.detect import DETECTORS, roles
from redaction.detect.mention import CUE, PERSON, Mention
from redaction.detect.names import UNCLEAR, VARIANT
from redaction.detect.roster import Roster, roster_of
from redaction.normalise import Reading, read
from redaction.policy import UNKNOWN, Rule, rule_for
from redaction.values import Disposition, Document, Person, Proposal

_STRICTNESS = {Disposition.DISCLOSE: 0, Disposition.REFER: 1, Disposition.WITHHOLD: 2}


def propose(documents: Sequence[Document], people: Sequence[Person]) -> tuple[tuple[Proposal, ...], ...]:
    """Proposals for each document of a bundle, in text order; somebody unknown has one key over all of them."""
    places = [(number, unit) for number, document in enumerate(documents) for unit in range(len(document.units))]
    found = iter(_proposals([documents[number].units[unit].text for number, unit in places], people))
    result: list[list[Proposal]] = [[] for _ in documents]
    for (number, unit), proposals in zip(places, found, strict=True):
        result[number].extend(_at(proposal, unit) for proposal in proposals)
    return tuple(map(tuple, result))


def propose_text(text: str, people: Sequence[Person]) -> tuple[Proposal, ...]:
    """Proposals for one text, all in unit 0."""
    return tuple(_proposals([text], people)[0])


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


def _proposals(texts: Sequence[str], people: Sequence[Person]) -> list[list[Proposal]]:
    roster = roster_of(people)
    readings = [read(text) for text in texts]
    settled = [_settled(reading, roster) for reading in readings]
    clusters = resolve.clustered([one.name for mentions in settled for one in mentions if one.name and not one.keys])
    strangers = resolve.unknown_people(clusters)
    if strangers:
        settled = resolve.propagated(readings, settled, strangers)
    return [
        [_proposal(one, reading, roster, clusters) for one in mentions]
        for reading, mentions in zip(readings, settled, strict=True)
    ]


def _settled(reading: Reading, roster: Roster) -> list[Mention]:
    found = [mention for detector in DETECTORS for mention in detector.find(reading, roster)]
    kept = resolve.narrowed(resolve.settle(found, reading))
    neat = (resolve.trimmed(one, reading) if one.name and not one.keys else one for one in kept)
    return [one for one in neat if one is not None]


def _proposal(mention: Mention, reading: Reading, roster: Roster, clusters: Mapping[str, str]) -> Proposal:
    start, end = reading.original(mention.start, mention.end)
    listed = tuple(key for key in mention.keys if key in roster.people)
    disposition, rule, person = _decided(mention, listed, roster)
    doubt = mention.doubt
    if not listed and mention.kind == PERSON:
        person = mention.keys[0] if mention.keys else clusters.get(mention.name, "")
        doubt = roles.hint(reading, mention.start, mention.end) or doubt
    return Proposal(
        unit=0,
        start=start,
        end=end,
        kind=mention.kind,
        text=reading.text[start:end],
        person=person,
        disposition=disposition,
        reason="" if disposition is Disposition.DISCLOSE or rule is None else rule.provision,
        why=_sentence(mention, rule, doubt, listed),
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
    found = mention.why[:1].upper() + mention.why[1:]
    if len(listed) > 1:
        doubt = doubt or "could be more than one listed person"
    return f"{found}: {rule.says} ({rule.citation}){'; ' + doubt if doubt else ''}"
