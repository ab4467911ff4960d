"""What kind of information a document of a mixed store probably is; a proposal that staff confirm.

The head of a document says what it is: its path, its first lines. The table is read from top to bottom and the narrower
kind comes first, so that a witness statement about attendance is a witness statement.
"""

from __future__ import annotations

import re

from workers.sources.stores import MIXED

_HEAD = 700
_TABLE: tuple[tuple[str, str], ...] = (
    ("interviews_under_caution", r"under caution|\biuc\b|code of practice c\b|do not have to say anything"),
    ("witness_statements", r"witness statement|\bmg ?11\b|statement of (?:a )?witness|criminal procedure rules"),
    ("criminal_offence", r"court result|legal(?:ly)? (?:advice|privileged?)"
                         r"|\bsummons\b|\bconviction|\bpleas?\b|\bsentenc"),
    ("safeguarding", r"safeguarding|child protection|multi.?agency|\bmash\b|section 47|strategy (?:meeting|discussion)"
                     r"|asked for confidence|at risk of (?:significant )?harm"),
    ("special_educational_needs", r"educational psycholog|education,? health and care|\behcp?\b|\bsen(?:d|co)?\b"
                                  r"|special educational|speech and language"),
    ("pupil_record", r"admission register|pupil record|admission form|deletion from the|off.?roll"),
    ("meeting_notes", r"\bminutes\b|\bmeeting\b|\bmtg\b|notes of\b|\bagenda\b"),
    ("attendance", r"penalty notice|fixed penalty"
                   r"|attendance (?:record|summary|print|list|certificate|referral|register)"
                   r"|certificate of attendance|notice to improve|\bwarning\b|missing (?:from )?education"
                   r"|\bcme\b|below \d+ ?%|\breferral\b|registration certificate"),
    ("communication_logs", r"home visit|\bhv \d|\bletter \d|\bappt\b|\bclosure\b|telephone (?:call|note|report)"
                           r"|contact log"),
    ("health", r"\bnhs\b|surgery|\bclinic|hospital|\bnurse\b|\bcamhs\b|\bgp\b|general practitioner|\bmedical\b"
               r"|paediatric|outpatient|therap"),
    ("attainment", r"school report|end of (?:year|term) report|\battainment\b|\bsats\b|predicted grade|reading age"),
    ("behaviour", r"\bsuspension\b|permanent exclusion|\bexclusion\b|incident report"
                  r"|behaviour (?:log|record|report|plan)"),
    ("characteristics", r"ethnicity|first language|free school meals"),
    ("family_records", r"family (?:assessment|history|tree|record)|parenting (?:order|contract|assessment)"),
    ("other_agency_records", r"social care|\bpolice\b|housing|youth justice|early help|\bcafcass\b"),
    ("communication_logs", r"^dear\b|\bletter\b|^from:"),
    ("attendance", r"\battendance\b|\babsen(?:ce|t)\b"),
)  # fmt: skip
_RULES = tuple((category, re.compile(pattern, re.IGNORECASE | re.MULTILINE)) for category, pattern in _TABLE)


def proposed_category(stated: str, *, path: str, text: str) -> str:
    """Propose a category where the store mixes them; what the store states otherwise stays."""
    if stated != MIXED:
        return stated
    name = re.sub(r"[_\-]+", " ", path.rsplit("!", 1)[-1].rsplit("/", 1)[-1])
    lines = [line for line in text[:_HEAD].splitlines() if line.strip()]
    for head in (name, *lines, path.replace("_", " "), text[: 4 * _HEAD]):
        for category, pattern in _RULES:
            if pattern.search(head):
                return category
    return MIXED
