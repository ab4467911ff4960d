"""Sentences in the voice of an Education Support Service, with invented people, to teach the tagger this work's texts.

`<G>`, `<F>` and `<T>` stand for a given name, a family name and a title; `[ … ]` marks what is a person's name.
Everything
else (schools, streets, headings) is there to be left alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from redaction.training.lexicon import by_hand

SENTENCES = """
[<G> <F>] was absent for 14 sessions between 4 September and 20 October.
Telephoned [<T> <F>] at 10.15, no reply, left voicemail.
Home visit completed. [<T> <F>] answered the door and said [<G>] was still in bed.
[<G>] says that [<G>] in Year 9 has been calling him names on the bus.
Spoke to [<T> <F>], Head of Year 10, about [<G>]'s punctuality.
Present: [<G> <F>] (Attendance Officer), [<T> <G> <F>] (Head Teacher), [<G> <F>] (Social Worker)
Apologies: [<G> <F>], [<T> <F>]
Dear [<T> <F>],
Dear [<G> <F>]
Hi [<G>], please see attached register for [<G> <F>].
Regards, [<G>]
Kind regards
Yours sincerely [<G> <F>] Education Support Officer
From: [<G> <F>] <office@oakfield.example>
To: [<F>, <G>]
Cc: [<G> <F>]; [<G> <F>]
Parent/carer: [<T> <G> <F>]
Pupil: [<G> <F>] Year 8
Mother: [<G> <F>] Father: [<G> <F>]
Child's name: [<G> <F>] DOB: 14/03/2012
[<G> <F>], 12 Elm Road, was interviewed under caution on 3 May 2024.
Mum reported that [<G>] and his cousin [<G>] stayed at home on Monday.
[<G>]'s stepfather [<G> <F>] attended the meeting at Oakfield Primary School.
I, [<G> <F>], make this statement believing it to be true.
Statement of [<G> <F>], Education Welfare Officer, Brackenford Council.
[<T> <F>] pleaded guilty at Brackenford Magistrates' Court.
The neighbour, [<G>], told the officer that nobody was in.
[<G>] hit [<G> <F>] in the corridor and [<G>] filmed it.
PC [<F>] and DC [<G> <F>] called at the address.
[<G>] <F> Academy referred the case to ESS.
<F> Road Primary School sent the register.
The <F> Trust runs <G> House.
St <G>'s Catholic Primary School
St <G>'s C of E School reported 85% attendance.
<G> Street, Brackenford
Attendance Summary Autumn Term
Unauthorised absence code O, illness code I, late code L.
Education Support Officer visited the School on Monday 12 June.
Fixed Penalty Notice issued under Section 444 Education Act 1996.
Summer Term began on Monday. Head Teacher wrote to Parents.
Meeting held at Civic Centre, Brackenford on Thursday 5 October.
Witness: [<G> <F>] Signed: [<G> <F>]
Class 7B: [<G> <F>], [<G> <F>], [<G> <F>], [<G> <F>] and [<G> <F>]
[<F>, <G>] 92% Late 4
[<F> <G>] 88.5 U 3
[<G> <F>] 7B 96% 2
[<G.> <F>] signed the register.
Letter sent to [<T> <G.> <F>] on 5 May.
[<G> <F>-<F>] has moved to live with her aunt [<G>].
Discussed with [<G>] (SENCO) and [<T> <F>] (DSL).
Phone call from [<G>], grandmother of [<G> <F>].
Text from Mum: [<G>] not well, will be in tomorrow.
Dad, [<G> <F>], no longer lives at the property.
Referral by [<G> <F>] to Early Help on 2 March.
School Attendance Order served on [<T> <G> <F>].
Case allocated to [<G>]. Reviewed by [<G> <F>], Team Manager.
Allegation made against [<T> <F>], class teacher.
The victim is [<G> <F>], aged 13.
[<G>] was seen with [<G>], [<G>] and an older boy known as [<G>].
Dr [<F>] at Brackenford Surgery confirmed asthma.
Advice from [<G> <F>], solicitor, Legal Services.
Panel minutes: [<G> <F>] – 62% – warning letter. [<G> <F>] – 71% – monitor.
[<G>] is a Year 6 pupil at Hillcrest Primary.
Consent given by [<G> <F>] (mum) by telephone.
Next of kin [<G> <F>] 07700 900123
Interviewer: [<G> <F>] Interviewee: [<T> <G> <F>]
Q. Who takes [<G>] to school? A. My sister [<G>] does when I am at work.
[<T> <F>] said "I did not know [<G>] was missing lessons".
NOTICE TO PARENTS. Will you pay in May?
[<G> <F>] v Brackenford Council
Email received from [<G>] at Oakfield School re [<G>].
Warning letter to [<T> and <T> <F>].
Both [<G>] and [<G>] were excluded on Friday.
Child in Need Plan reviewed. Core Group held.
Information Governance Team, Brackenford Council
Reason: Holiday in Spain, January 2024. Total 10 sessions.
Bus Pass and Free School Meals applied for.
English, Maths, Science, History and Physical Education
"""
_SLOT = re.compile(r"<(G\.|G|F|T)>")
TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr")


def attendance_sentences(count: int, seed: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """`count` sentences with the half-open spans of the names in them, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - invented names, nothing secret
    given = sorted(by_hand("given"))
    family = sorted(by_hand("family"))
    lines = [line for line in SENTENCES.strip().splitlines() if line]
    for number in range(count):
        line = lines[number % len(lines)]
        filled = _SLOT.sub(lambda slot: _name(slot[1], chance, given, family), line)
        yield _unmarked(filled)


def _name(slot: str, chance: random.Random, given: list[str], family: list[str]) -> str:
    if slot == "T":
        return chance.choice(TITLES)
    name = chance.choice(given if slot.startswith("G") else family)
    if chance.random() < 0.25:
        # A name no list knows, so that the tagger learns to go by the words around.
        name = "".join(
            chance.choice(part)
            for part in (
                ("Br", "K", "T", "Sh", "M", "Z"),
                ("a", "o", "ie", "u"),
                ("vin", "ll", "rek", "nd", "sho"),
                ("a", "o", "en", "y"),
            )
        )
    name = name.capitalize()
    return name[0] + "." if slot == "G." else name


def _unmarked(line: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans, start = "", [], 0
    for letter in line:
        if letter == "[":
            start = len(text)
        elif letter == "]":
            spans.append((start, len(text)))
        else:
            text += letter
    return text, spans
