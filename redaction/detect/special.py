"""Cues for the reviewer: passages that may be health, safeguarding, criminal-offence or privileged material, or name someone by kinship.

A cue never withholds anything: it says where the law asks for more than the third-party rule (DPA 2018 Schedules 2 and 3).
"""

from __future__ import annotations

import re

from redaction.detect.mention import CUE, Mention
from redaction.normalise import Reading

DETECTOR = "special"

# (cue, words, why it matters)
CUES: tuple[tuple[str, str, str], ...] = (
    (
        "health",
        r"diagnos\w+|medication|prescri\w+|asthma|epilep\w+|diabet\w+|anxiety|depress(?:ed|ion)|self[- ]harm\w*|suicid\w+|overdose|ADHD|autis\w+"
        r"|CAMHS|eating disorder|pregnan\w+|mental health|GP letter|consultant|psychiatr\w+|hospital admission|disabilit\w+|medical (?:note|evidence|condition)",
        "may be health data: Sch 3 para 6 asks for a health professional's opinion first",
    ),
    (
        "safeguarding",
        r"safeguarding|child protection|section 47|s\.?47|section 17|child in need|CIN plan|strategy (?:meeting|discussion)|MASH|disclos(?:ed|ure) (?:of )?abuse"
        r"|domestic (?:abuse|violence)|neglect\w*|sexual(?:ly)? (?:abuse|exploit)\w*|physical abuse|emotional abuse|at risk of harm|LADO|looked after child",
        "may be child abuse or social work data: Sch 3 paras 11 and 21",
    ),
    (
        "criminal_offence",
        r"convict\w+|caution(?:ed)?|interview under caution|PACE|arrest\w*|charged with|magistrates|prosecut\w+|offence|section 444|s\.?444|plead\w* guilty"
        r"|penalty notice|summons\w*|custod(?:y|ial)|probation|youth offending",
        "may be criminal-offence data or law-enforcement processing: Sch 2 para 2, Part 3",
    ),
    (
        "privilege",
        r"legal advice|legally privileged|legal professional privilege|without prejudice|counsel'?s (?:advice|opinion)|in contemplation of (?:litigation|proceedings)"
        r"|privileged and confidential|instructing solicitor|advice from legal",
        "may be legally privileged: Sch 2 para 19",
    ),
    (
        "relation",
        r"(?:his|her|their|the|my|mum'?s|dad'?s|mother'?s|father'?s|child'?s|pupil'?s) (?:step)?(?:mother|father|mum|dad|sister|brother|sibling|partner|boyfriend"
        r"|girlfriend|aunt|uncle|cousin|grand(?:mother|father|ma|dad)|nan|neighbour|friend|carer|foster carer|ex-partner|ex|husband|wife)",
        "names somebody by kinship; read it with what the requester knows",
    ),
)
_PATTERN = re.compile("|".join(rf"(?P<{cue}>\b(?:{words})\b)" for cue, words, _ in CUES), re.I)
_WHY = {cue: why for cue, _, why in CUES}


def find_cues(reading: Reading) -> list[Mention]:
    """Every cue in a text."""
    return [
        Mention(
            start=match.start(), end=match.end(), kind=CUE + str(match.lastgroup), detector=DETECTOR, why=_WHY[str(match.lastgroup)],
            harmless=True, score=0.5,
        )
        for match in _PATTERN.finditer(reading.plain)
    ]
