"""Letters to parents: from the school, then from the service."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Block, Draft, paragraph, small, title
from workers.demo.prose import Writer
from workers.demo.texts.page import addressed_to, run, school_head, service_head, signed

_SCHOOL = (
    "I am writing to you because I am [concerned|becoming increasingly concerned] about {child}'s attendance, which stands at {pct}. The school's target for every pupil is 96%.",
    "Since {from} {child} has missed {absent} sessions out of a possible {possible}. Of these, {unauth} have not been authorised because [we have had no reason for the absence|the reasons given cannot be accepted].",
    "[Every day of school missed is a day of learning lost.|Research shows that children who attend well achieve more and make friendships more easily.|I know mornings are not always easy, and we would like to help.]",
    "If there is something at home or in school that is making it hard for {child} to attend, please talk to {teacher.titled} or to me. {ao.titled}, our {ao.job}, can be reached on {ao.phone}.",
    "I would like to invite you to a meeting in school with {ao.titled} and {teacher.titled} on [Tuesday at 8.45am|Wednesday at 3.15pm|Thursday at 9.00am].",
    "[From today any further absence for illness will need to be supported by medical evidence such as an appointment card or a prescription label.|If there is no improvement I will have to consider a referral to the council's Education Support Service.]",
    "I have also written to you about {sibling}, whose attendance we will talk about at the same meeting.",
)  # fmt: skip
_LEAVE = (
    "Thank you for your request for {child} to be absent from {leave_from_on} to {leave_to_on}.",
    "Since 2013 headteachers may grant leave only in exceptional circumstances. I have thought about what you told me, [including the cost of travelling in the holidays|including that the whole family will be there], and I do not consider that the circumstances are exceptional. The leave is therefore not granted.",
    "If {child} is absent on those dates the sessions will be recorded as unauthorised (code G), and I may ask the council to issue a penalty notice to each parent for each child.",
    "[I hope you will be able to change your plans.|I am sorry that this will be a disappointment.]",
)  # fmt: skip
_WARNING = (
    "I am an Education Support Officer. {school} has referred {child} ({child.dob}) to this service because of {child.their} attendance.",
    "Between {from} and today {child} could have attended {possible} sessions and attended {present}. {unauth} sessions were recorded as unauthorised.",
    "You are a parent of {child} within the meaning of section 576 of the Education Act 1996. If a registered pupil of compulsory school age fails to attend regularly, each parent commits an offence under section 444(1) of that Act, or the more serious offence under section 444(1A) if the parent knows of the failure and does not cause the child to attend.",
    "This letter gives you a period of fifteen school days in which there must be no further unauthorised absence. {child} must arrive before the register closes.",
    "At the end of that time I will look at the register again. If there has been further unauthorised absence I may issue a penalty notice or ask for the case to be considered for prosecution without further warning.",
    "I have written in the same terms to {absent.titledfull} as the law applies to each parent separately.",
    "[I visited you on {visit_on} and we spoke about what could help.|I was sorry not to find you at home on {visit_on}.]",
    "If you need help, {earlyhelp.titled} of the Early Help team ({earlyhelp.phone}) can talk to you about [routines|transport|support for you as a parent].",
)  # fmt: skip
_CLOSURE = (
    "I am pleased to say that I am closing {child}'s case with the Education Support Service.",
    "In the ten school weeks before this letter {child}'s attendance was {recentpct}, with {recent} unauthorised sessions.",
    "[Please pass on my congratulations to {child}.|I know how much work this has been for you and for {child}.|School tell me {child.they} is settled and smiling.]",
    "The school will go on watching attendance in the usual way. Should there be new unauthorised absence, the case can be opened again.",
    "We keep the file in line with the council's retention schedule.",
)  # fmt: skip


def _letter(dossier: Dossier, on: date, kind: str, name: str, category: str, head: list[Block], body: list[Block]) -> Draft:
    return Draft(kind=kind, title=name, category=category, on=on, about=(dossier.child.key,), blocks=(*head, *body))


def _paragraphs(writer: Writer, templates: tuple[str, ...], low: int, high: int) -> list[Block]:
    return [paragraph(sentence) for sentence in writer.some(templates, low, high)]


def school_letter(dossier: Dossier, on: date) -> Draft:
    """The school's first letter: low attendance, or leave refused."""
    writer = dossier.writer(on, "school_letter", "leave_from", "leave_to")
    leave = dossier.route.key == "holiday"
    about = "Request for leave of absence" if leave else "School attendance"
    body = [*addressed_to(writer, "carer"), title(writer.write(f"{about}: {{child.full}}, {{cls}}"))]
    body += [paragraph(line) for line in writer.lines(_LEAVE)] if leave else _paragraphs(writer, _SCHOOL, 5, 6)
    body += signed(writer, "head")
    return _letter(dossier, on, "school_letter", f"Letter from school: {about.lower()}", "communication_logs", school_head(writer), body)


def warning_letter(dossier: Dossier, on: date) -> Draft:
    """The service's formal warning, called a Notice to Improve since August 2024."""
    writer = dossier.writer(on, "warning")
    new = on >= date(2024, 8, 19)
    name = "NOTICE TO IMPROVE" if new else "FORMAL WARNING: SCHOOL ATTENDANCE"
    body = [*addressed_to(writer, "carer"), title(name), *_choose_visit(dossier, on, _paragraphs(writer, _WARNING[:5], 5, 5))]
    body += _paragraphs(writer, tuple(_kept_visit(dossier, on)), 1, 3)
    body += signed(writer, "eso")
    body.append(small(writer.write("Copy: {head.full}, {school}; case file {ref}")))
    return _letter(dossier, on, "warning", "Notice to Improve" if new else "Formal warning letter", "attendance", service_head(writer), body)


def _choose_visit(dossier: Dossier, on: date, blocks: list[Block]) -> list[Block]:
    return blocks if dossier.route.key != "holiday" else [block for block in blocks if "fifteen school days" not in block.prose.text]


def _kept_visit(dossier: Dossier, on: date) -> list[str]:
    """The optional sentences of the warning; one about a visit only when there was one."""
    return [line for line in _WARNING[5:] if "{visit_on}" not in line or dossier.happened("visit", on)]


def appointment_letter(dossier: Dossier, on: date) -> Draft:
    """Invitation to a meeting in school."""
    writer = dossier.writer(on, "appointment", "meeting")
    body = [*addressed_to(writer, "carer"), title(writer.write("Attendance meeting: {child.full}"))]
    body.append(paragraph(run(writer.lines((
        "I would like you to come to a meeting at {school} on {meeting_on} at [9.15am|10.00am|2.00pm|3.30pm].",
        "{ao.titled} and {teacher.titled} will be there and {senco.titled} hopes to join us.",
        "We will look at {child}'s attendance ({pct}) and agree a plan.",
        "You may bring [a friend or relative|your mother, {gran.titledfull}, if that would help|someone to support you].",
        "[If you need an interpreter please tell me by return.|Please ring me if the time is difficult.]",
    )))))  # fmt: skip
    body += signed(writer, "eso")
    return _letter(dossier, on, "appointment", "Invitation to attendance meeting", "communication_logs", service_head(writer), body)


def closure_letter(dossier: Dossier, on: date) -> Draft:
    """The letter that ends a case."""
    writer = dossier.writer(on, "closure")
    body = [*addressed_to(writer, "carer"), title(writer.write("Closure of case: {child.full}")), *_paragraphs(writer, _CLOSURE, 4, 5)]
    body += signed(writer, "eso")
    return _letter(dossier, on, "closure", "Closure letter", "communication_logs", service_head(writer), body)
