"""Whether somebody nobody listed looks like an official acting in role, so that the reviewer can settle them quickly.

Nothing is disclosed on this alone: DPA 2018 Schedule 2 paragraph 17 needs a person to say that the capacity is
official. A sign of private life (a relation, a date of birth, a pupil number, a class) outweighs every sign of office.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from redaction.detect.cells import grid_of
from redaction.normalise import Reading


class Capacity(Enum):
    """What stands beside a name says of its bearer."""

    UNSAID = 0
    OFFICIAL = 1
    PRIVATE = 2


_POSTS = (
    r"(?:(?:(?:deputy|assistant|executive|acting|senior|lead|principal|school|class|community|virtual|chief|ESS|"
    r"MASH|CAMHS|"
    r"special|designated|consultant|general|educational|education|attendance|housing|business|service|legal|team|"
    r"early)[ ]){0,3})"
    r"(?:head ?(?:teacher|mistress|master)|head of (?:year|school|house|service|inclusion|key stage|sixth form|\w+)|"
    r"principal|vice[- ]principal|teacher|form tutor|tutor|teaching assistant|SENC[Oo]|SENDC[Oo]|governor|"
    r"attendance (?:and welfare )?(?:officer|lead|manager|champion|administrator)|"
    r"(?:education )?(?:welfare|support|housing|reviewing|police|data protection|safeguarding|inclusion|investigating|"
    r"interviewing|enforcement|legal|liaison|business support|information|governance|customer|community|prevent)"
    r"[ ](?:and \w+ )?officer|officer|EWO|ESO|pastoral (?:lead|manager|support)|safeguarding lead|DSL|practice lead|"
    r"family (?:support )?worker|social worker|early help \w+|youth worker|support worker|school nurse|nurse|"
    r"health visitor|GP|practitioner|paediatrician|psychiatrist|psychologist|therapist|counsellor|solicitor|barrister|"
    r"legal adviser|adviser|advisor|clerk|magistrate|(?:police )?(?:constable|sergeant|inspector)|detective|"
    r"team (?:manager|leader)|service manager|manager|director|case ?worker|business support|administrator|"
    r"receptionist|"
    r"secretary|IRO|independent chair|chair(?:person)?|interpreter|mediator|councillor|coordinator|co-ordinator)"
)
_END = r"(?=[ ]*(?:[,.;)(\n\r\t:/]|$|(?:of|at|for|in)\b|\d|said|and\b))"
# "Amina Javed, Attendance Officer", "Arthur Taylor, ESO (notes)", "Jack Rose\nEducation Support Officer"
_POST_AFTER = re.compile(
    rf"[ ]*(?:,|\||-|\n)[ \n]*(?:(?:the|our)[ ])?(?=[A-Z])(?i:{_POSTS}){_END}"
    rf"|[ ]*\([ ]*(?:(?:the|our|her|his|their)[ ])?(?i:(?:\w+[ ])?{_POSTS}|minutes|notes|police|school|health|CSC|"
    rf"ESS|social care|legal)[ ]*[),]"
)
_OFFICE_AFTER = re.compile(
    r"[ ]*,[ \n]*(?:[A-Z][\w'&-]*[ ]|of |and ){0,4}(?:Service|Services|Council|Police|Social Care|Early Help|"
    r"Housing|Surgery|NHS|"
    r"Trust|Solicitors|MASH|CAMHS)\b"
)
_POST_BEFORE = re.compile(
    rf"(?:^|(?<=[\s(]))(?=[A-Z])(?i:{_POSTS})(?:[ ]*[,:(\n-][ \n]*|[ ]+)$|\b{_POSTS}[ ]*[,:(][ ]*$", re.M
)
_LOWER_POST_BEFORE = re.compile(rf"\b(?i:{_POSTS})[ ](?:is |was |called |named )?$")
_POST_LABEL = re.compile(
    rf"(?:\w+ ){{0,2}}(?:off ?nm|{_POSTS}|(?:call )?taken by|completed by|author|worker|doctor|surgery)(?:s|\(s\)|"
    rf" name)?:?",
    re.I,
)
_OFFICIAL_TITLE = re.compile(r"(?:PC|PCSO|DC|DS|DI|DCI|DSU|Sgt|Cllr|Judge|Nurse|Sister)\b")
# What only somebody at work does: "printed by", "assessment open with", "consulted", "holds the file"
_WORKS_BEFORE = re.compile(
    r"\b(?:[Pp]rinted by|print rec'?d from|print received from|[Aa]llocated to|[Pp]apers to|(?:[Aa]ssessment|"
    r"[Ff]amily|[Cc]ase) open (?:with|to)|"
    r"[Rr]eported to school by|[Cc]haired by|[Mm]inutes by|[Mm]inuted by|SEN Support, see|[Ll]ooked into by)[ ]$"
)
_WORKS_AFTER = re.compile(
    r"[ ](?:presented|consulted|chaired|holds the file|will be the lead|lead\b|did (?:the|a|an)? ?(?:home visit|"
    r"safe and well))"
)
_NUMBERED_CONSTABLE = re.compile(r"\b(?:PC|PCSO|DC|DS|Police Constable)[ ]?\d{0,6}[ ]$")
_CARE_NEAR = re.compile(
    r"\b(?:GP|surgery|clinic|hospital|consultant|consulted|paediatric\w*|psycholog\w*|medical|medicine|patient|"
    r"diagnos\w*|"
    r"prescri\w*|health|tablets|appointment)\b",
    re.I,
)
_MAIL_AFTER = re.compile(r"[ ]*[<(]?[ ]*([\w.'+-]+)@([\w.-]+\w)")
_MAIL_BELOW = re.compile(r"(?:[^\n\r\t]*\n){1,4}?[^\n\r\t@]*?([\w.'+-]+)@([\w.-]+\w)")
_WORK_DOMAIN = re.compile(
    r"(?:\.gov\.uk|\.sch\.uk|nhs\.uk|nhs\.net|police\.uk|\.ac\.uk|\.mod\.uk|cjsm\.net)$"
    r"|(?:^|[.-])(?:schools?|sch|academy|college|council|gov|nhs|police|surgery|camhs|mash|hospital|solicitors|"
    r"courts?|social)(?=[.-])"
)
_KIN = (
    r"mother|father|mum|dad|mam|parents?|carer|guardian|sister|brother|siblings?|twin|nan|nana|gran|grandmother|"
    r"grandfather|"
    r"grandad|aunt|auntie|uncle|cousin|son|daughter|step\w+|partner|boyfriend|girlfriend|husband|wife|ex|"
    r"neighbour|friend|"
    r"pupil|child|student|classmate|baby|boy|girl|tenant|defendant|victim|caller"
)
_PRIVATE_AFTER = re.compile(
    rf"[ ]*[,(-]?[ ]*(?:(?:who is|is)[ ])?(?:(?:the|his|her|their|my|a|your)[ ])?(?:own[ ])?(?:{_KIN})\b"
    r"|[ ]*[,(]?[ ]*(?:d\.? ?o\.? ?b|born|aged?)\b|"
    r"[ ]*[,(]?[ ]*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b.{0,40}\b(?:[A-Z]\d{11}|\d{1,2}[A-Z])\b"
    r"|[ ]*[,(]?[ ]*\(?\d{1,2}/\d{1,2}/\d{4}\)|[ ]*[,(]?[ ]*(?:Year[ ]\d|[1-9][A-Z]\b|1[0-3][A-Z]\b)|"
    r"[ ]*,?[ ]*[A-Z]\d{11}[\dA-Z]\b",
    re.I,
)
_PRIVATE_BEFORE = re.compile(
    rf"\b(?:{_KIN})(?:[ ]is|[ ]was|[ ]called|[ ]named)?[ ]*(?:[,:(][ \n]*|[ ]+)$|(?:^|\n)(?:{_KIN})[ ]*\n+$"
    r"|\b(?:parents?|carers?|guardian) of[ ]*[:,\n]?[ ]*$",
    re.I,
)
_PRIVATE_LABEL = re.compile(
    rf"(?:(?:full )?name of (?:the )?)?(?:{_KIN}|surname|forename|known as|fname|sname|next of kin)(?:'s|\b)", re.I
)


def capacity(reading: Reading, start: int, end: int, offices: frozenset[str] = frozenset()) -> Capacity:
    """What stands beside a name; `offices` are mail domains that are an organisation's."""
    plain = reading.plain
    before = plain[max(0, start - 70) : start]
    labels = _labels(reading, start)
    if (
        _PRIVATE_AFTER.match(plain, end)
        or _PRIVATE_BEFORE.search(before)
        or any(map(_PRIVATE_LABEL.match, labels))
        or plain.startswith("Master ", start)
    ):
        return Capacity.PRIVATE
    if _OFFICIAL_TITLE.match(plain, start) or _NUMBERED_CONSTABLE.search(before):
        return Capacity.OFFICIAL
    if _POST_AFTER.match(plain, end) or _OFFICE_AFTER.match(plain, end) or _in_post(before, plain[start:end]):
        return Capacity.OFFICIAL
    if _WORKS_BEFORE.search(before) or _WORKS_AFTER.match(plain, end):
        return Capacity.OFFICIAL
    if any(map(_POST_LABEL.fullmatch, labels)) or _at_work(plain, start, end, offices):
        return Capacity.OFFICIAL
    doctor = plain.startswith(("Dr ", "Dr. "), start) and _CARE_NEAR.search(plain, max(0, start - 120), end + 120)
    return Capacity.OFFICIAL if doctor else Capacity.UNSAID


def offices_of(readings: Iterable[Reading], shared: frozenset[str]) -> frozenset[str]:
    """The mail domains of a bundle that are an organisation's: they have a mailbox that many people share."""
    boxes = re.compile(
        rf"(?<![\w.+-])(?:{'|'.join(sorted(map(re.escape, shared), key=len, reverse=True))})@([\w.-]+\w)"
    )
    return frozenset(
        domain for reading in readings if "@" in reading.folded for domain in boxes.findall(reading.folded)
    )


def _in_post(before: str, written: str) -> bool:
    """Whether a post stands right before a name; in lower case only before a title ("the social worker Ms Hall")."""
    titled = bool(re.match(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr)\b", written))
    return bool(_POST_BEFORE.search(before) or (titled and _LOWER_POST_BEFORE.search(before)))


def _labels(reading: Reading, start: int) -> tuple[str, ...]:
    grid = grid_of(reading)
    if grid is not None:
        cell = grid.at(start)
        short = [label for label in grid.labels(cell) if len(label) < 30]
        return tuple(short) if cell.start == start or reading.plain[cell.start : start].count(" ") < 2 else ()
    return ()


def _at_work(plain: str, start: int, end: int, offices: frozenset[str]) -> bool:
    """Whether a mail address of an organisation stands beside a name and is made of it."""
    match = _MAIL_AFTER.match(plain, end) or _MAIL_BELOW.match(plain, end, min(len(plain), end + 200))
    if match is None:
        return False
    local, domain = match[1].lower(), match[2].lower()
    family = re.sub(r"[^a-z]", "", plain[start:end].lower().split()[-1])
    pieces = re.sub(r"[^a-z]", "", local)
    if any(letter.isdigit() for letter in local) or len(family) < 3 or family not in pieces:
        return False
    return domain in offices or _WORK_DOMAIN.search(domain) is not None
