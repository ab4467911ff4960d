"""Contact log entries: short, hurried, full of abbreviations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workers.demo.dossier import Dossier
from workers.demo.prose import Prose
from workers.demo.school_year import school_day

_ALWAYS = (
    "T/C to {carer} on {carer.phone}, [no reply, left v/m|answered, says {child.nick} is poorly|line busy x3].",
    "T/C from {ao.titled} at school. {child.given} [not in again today|in today, first time this week|in but late, 9.40]. {child.Their} att now {pct}.",
    "E-mail from {carer} ({carer.email}) re [codes on register|the letter of last week|a change of phone number]. Replied same day.",
    "{carer.upper} rang, [upset about the letter|wants to know who reported her|asking for a call back after 4]. Told {carer.them} I would speak to school.",
    "Spoke to {teacher.titled}, {child.initials} [has settled back|has had two detentions|needs new shoes, school to help from hardship fund].",
    "Attendance print recd from {office.full}. {recent} unauth in last 10 wks. {child.comma}, {cls}.",
    "Text to {carer.phone}: meeting reminder. [Delivered.|Reply: 'ok'.]",
    "Discussed at supervision with {manager.titled}. [Keep open.|Review in 4 wks.|Consider PN.]",
    "{carer.titledfull} came to Civic Centre reception without appt. Seen by {admin.initials}. [Left copy of GP letter.|Left wage slips.|Very distressed, calmed down.]",
    "Register checked online. L codes [down|up]. {child.given} {child.family} [present all wk|absent Mon/Tue].",
)  # fmt: skip
_SOMETIMES = (
    "T/C from {absent.titledfull}, {absent.relation}. Says he has PR and wants copies of everything. Told to put it in writing. He asked for {child.their} new address; NOT GIVEN. Rang from {absent.phone}.",
    "{absent.full} now at {absent.address} per {housing.full}. Do not send joint letters.",
    "{gran.titledfull} rang on {gran.phone}: {child} stayed with her Sun night and she took {child.them} in. {gran.They} says {carer} is [working nights|not well|at the end of her tether].",
    "{partner.full} answered {carer}'s phone, [abrupt|said she was asleep]. Did not discuss case with {partner.them}.",
    "T/C {friendparent.titledfull}, parent of {friend.full}. Says {child} [hit|threatened|has been bullying] {friend.given} on the way home. Advised to speak to school, not an ESS matter.",
    "{sibling.full} ({sibling.dob}) also < 90%. {ao.titled} to decide on separate referral.",
    "{neighbour.titledfull} at {neighbour.street} has rung again re children playing in the road. Number {neighbour.phone}. Logged, no action. Caller wants to stay anonymous.",
    "{sw.full} (CSC) confirms [CIN plan|no current involvement|assessment under way].",
    "Looked for {child.former} on old system, linked to {child.full}. [Duplicate merged.|Two records, asked IT to merge.]",
    "School had {child} down as {child.slip}. Asked {office.titled} to correct.",
    "Prev address was {child.oldaddress}. PN went there in error.",
    "{twin.given} and {child.given} mixed up in school's print: the two O marks on Tuesday are {twin.given}'s. Amended.",
    "{gp.titled}'s surgery: [will not release without consent|letter in post]. NHS no. {child.nhs}.",
    "Interpreter line: {carer} spells {child.their} name {child.variant} on {child.their} passport. Same child.",
)  # fmt: skip
_EVENTS = {
    "referral": "Referral recd from {school}. {child.swapped}, {child.dob}, {child.upn}. Allocated to {eso.full}.",
    "visit": "H/V to {carer.street}. See visit record. {carer.titled} seen, {child.given} at home.",
    "visit2": "H/V, no reply. Card left.",
    "meeting": "Mtg at school with {carer.titled}, {ao.initials}, {teacher.initials}. Plan agreed, see notes.",
    "warning": "Warning sent 1st class to {carer.titledfull}, {carer.address}.",
    "notice": "PN issued to {carer.titledfull}. Copy to finance.",
    "pace": "IUC done with {carer.full}, {manager.initials} second. Recording sealed, exhibit store.",
    "advice": "Papers to {solicitor.full}. LEGALLY PRIVILEGED, advice on legal drive only.",
    "court": "Court today. {carer.titledfull}. Result on prosecution file.",
    "medical": "GP letter recd via {carer.titled}. {child.given}'s condition noted, scan to share.",
    "closure": "Case closed, att {recentpct} last 10 wks. Letter to {carer.titled}.",
    "cme": "CME checks begun. {child.full} not at {child.address}.",
    "police": "{pc.full} did safe and well check. [Property empty.|Family seen, moving Friday.]",
    "tip": "Anon call re {child.full}. See telephone report. Do not disclose caller.",
    "panel": "Case heard at panel.",
    "nurse": "{nurse.full} saw {child.given} in school. Report to follow.",
    "safeguarding": "Multi-agency discussion, {sw.full} chaired. See restricted notes.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of the contact log."""

    on: date
    how: str
    prose: Prose


def log_entries(dossier: Dossier) -> Iterator[LogEntry]:
    """The contact log of a case, oldest first."""
    entries = [LogEntry(day, "Case", dossier.writer(day, f"log/{event}").write(_EVENTS[event]))
               for event, day in dossier.events.items() if event in _EVENTS]  # fmt: skip
    rng = dossier.rng("log")
    first, last = min(dossier.events.values()), max(dossier.events.values())
    count = rng.randint(2, 5) + len(dossier.events) // 3 + (6 if dossier.route.key == "hero" else 0)
    used: set[str] = set()
    for number in range(count):
        day = school_day(first + timedelta(days=rng.randrange(max(1, (last - first).days))))
        writer = dossier.writer(day, f"log/{number}")
        able = [line for line in (*_ALWAYS, *_SOMETIMES) if line not in used and writer.can_write(line) and _apt(dossier, line)]
        line = rng.choice(able)
        used.add(line)
        entries.append(LogEntry(day, rng.choice(("Tel", "Tel", "Email", "Text", "Other")), writer.write(line)))
    yield from sorted(entries, key=lambda entry: entry.on)


def _apt(dossier: Dossier, line: str) -> bool:
    """Whether a line that speaks of a special form (a former name, a slip, an old address) has something to speak of."""
    child = dossier.child
    needs = (("{child.former}", child.former_family), ("{child.slip}", child.slips), ("{child.variant}", child.variants), ("{child.oldaddress}", child.former_addresses))
    return all(have for form, have in needs if form in line)
