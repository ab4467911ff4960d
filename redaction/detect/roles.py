"""Whether somebody nobody listed looks like an official acting in role, so that the reviewer can settle them quickly.

Nothing is disclosed on this alone: DPA 2018 Schedule 2 paragraph 17 needs a person to say that the capacity is
official.
"""

from __future__ import annotations

import re

from redaction.normalise import Reading

_POSTS = (
    r"(?:deputy |assistant |executive |acting |senior |lead |principal )?(?:head ?teacher|head of (?:year|"
    r"school|house|service|inclusion|key stage)|principal|vice[- ]principal"
    r"|teacher|form tutor|tutor|teaching assistant|SENCO|SENDCO|governor|attendance (?:officer|lead|manager|"
    r"champion|administrator)|education welfare officer|EWO"
    r"|education support officer|ESO|welfare officer|pastoral (?:lead|manager|support)|safeguarding lead|DSL|"
    r"family (?:support )?worker|social worker|early help \w+"
    r"|youth worker|school nurse|nurse|health visitor|GP|doctor|consultant|paediatrician|psychologist|therapist|"
    r"counsellor|solicitor|barrister|legal officer"
    r"|legal adviser|clerk|magistrate|police (?:officer|constable)|constable|sergeant|inspector|detective|team "
    r"(?:manager|leader)|service manager|manager|director"
    r"|case ?worker|business support|administrator|data protection officer|reviewing officer|IRO|independent "
    r"chair|chair(?:person)?|interpreter|mediator|councillor)"
)
_POST_AFTER = re.compile(rf"[ ]*[,(:|\n-][ ]*(?:the |our |your |a |an )?(?:\w+ ){{0,2}}{_POSTS}\b", re.I)
_POST_BEFORE = re.compile(rf"\b{_POSTS}[ ]*[,:(-]?[ ]*(?:is |was |called |named )?$", re.I)
_WORK_MAIL = re.compile(r"@[\w.-]*(?:\.gov\.uk|\.sch\.uk|nhs\.(?:uk|net)|police\.uk|\.ac\.uk)\b", re.I)
_OFFICIAL_TITLE = re.compile(r"\b(?:PC|PCSO|DC|DS|DI|DCI|Sgt|Cllr|Judge|Nurse|Sister)\b")

HINT = "looks like a professional acting in role"


def hint(reading: Reading, start: int, end: int) -> str:
    """Words for the reviewer when a post, a police title or a work address stands by the name; else ""."""
    plain = reading.plain
    if _POST_AFTER.match(plain, end) or _POST_BEFORE.search(plain, max(0, start - 60), start):
        return HINT
    if _OFFICIAL_TITLE.match(plain, start) or _OFFICIAL_TITLE.search(plain, max(0, start - 8), start):
        return HINT
    if _WORK_MAIL.search(plain, end, min(len(plain), end + 60)):
        return HINT
    return ""
