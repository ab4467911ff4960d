"""Cues for the reviewer: passages that may be health, safeguarding, criminal-offence or privileged material, were told
in confidence, or name someone by kinship.

A cue never withholds anything: it says where the law asks for more than the third-party rule (DPA 2018 Schedules 2
and 3).
"""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from redaction.detect.mention import CUE, Mention
from redaction.normalise import Reading

DETECTOR = "special"

# cue → why it matters, and the beginnings of words that raise it
CUES: dict[str, tuple[str, str]] = {
    "health": (
        "may be health data: Sch 3 para 6 asks for a health professional's opinion first",
        "diagnos|medication|prescri|asthma|epilep|diabet|anxiety|depressed|depression|self-harm|self harm|"
        "suicid|overdose|adhd|autis"
        "|camhs|eating disorder|pregnan|mental health|gp letter|consultant|psychiatr|hospital admission|"
        "disabilit|medical note"
        "|medical evidence|medical condition|counselling|therap",
    ),
    "safeguarding": (
        "may be child abuse or social work data: Sch 3 paras 11 and 21",
        "safeguarding|child protection|section 47|s.47|section 17|child in need|cin plan|strategy meeting|"
        "strategy discussion|mash"
        "|domestic abuse|domestic violence|neglect|sexual abuse|sexually abus|sexual exploit|physical abuse|"
        "emotional abuse|at risk of harm"
        "|lado|looked after child|early help|social worker",
    ),
    "criminal_offence": (
        "may be criminal-offence data or law-enforcement processing: Sch 2 para 2, Part 3",
        "convict|cautioned|under caution|arrest|charged with|magistrates|prosecut|offence|section 444|s.444|"
        "plead|penalty notice|summons"
        "|custody|custodial|probation|youth offending|criminal record",
    ),
    "privilege": (
        "may be legally privileged: Sch 2 para 19",
        "legal advice|legally privileged|legal professional privilege|without prejudice|counsel's advice|"
        "counsel's opinion"
        "|in contemplation of litigation|in contemplation of proceedings|privileged and confidential|"
        "instructing solicitor|advice from legal",
    ),
    "confidence": (
        "may have been told in confidence: Sch 2 para 16(3) asks what was promised to whoever told it",
        "in confidence|in strict confidence|confidentially|do not tell|don't tell|not to tell|do not say who|"
        "don't say who|do not mention|don't mention|who it came from|who told you|came from me|my name out of"
        "|name kept out|not want to be named|not to be named|anonymous|off the record",
    ),
    "relation": (
        "names somebody by kinship; read it with what the requester knows",
        "|".join(
            f"{whose} {kin}"
            for whose in ("his", "her", "their", "my", "mum's", "dad's", "mother's", "father's", "child's", "pupil's")
            for kin in (
                "mother",
                "father",
                "mum",
                "dad",
                "step",
                "sister",
                "brother",
                "sibling",
                "partner",
                "boyfriend",
                "girlfriend",
                "aunt",
                "uncle",
                "cousin",
                "grand",
                "nan",
                "neighbour",
                "friend",
                "carer",
                "foster carer",
                "ex",
                "husband",
                "wife",
                "twin",
                "half-",
            )
        ),
    ),
}


def find_cues(reading: Reading) -> list[Mention]:
    """Every cue in a text, up to the end of its last word."""
    automaton, cues = _compiled()
    folded, found = reading.folded, []
    for index, start, end in automaton.find_matches_as_indexes(folded):
        if start and folded[start - 1].isalnum():
            continue
        while end < len(folded) and folded[end].isalpha():
            end += 1
        why, _ = CUES[cues[index]]
        found.append(
            Mention(start=start, end=end, kind=CUE + cues[index], detector=DETECTOR, why=why, harmless=True, score=0.5)
        )
    return found


@cache
def _compiled() -> tuple[AhoCorasick, list[str]]:
    stems = [(stem, cue) for cue, (_, written) in CUES.items() for stem in written.split("|")]
    return AhoCorasick([stem for stem, _ in stems], matchkind=MatchKind.LeftmostLongest), [cue for _, cue in stems]
