"""Witness statements for the magistrates' court, and the certificate of attendance that goes with them."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Draft, paragraph, small, table, title
from workers.demo.texts.page import run

DECLARATION = (
    "This statement, consisting of 2 pages each signed by me, is true to the best of my knowledge and belief and I make it knowing that, if "
    "it is tendered in evidence, I shall be liable to prosecution if I have wilfully stated in it anything which I know to be false, or do "
    "not believe to be true."
)
_HEAD = (
    "I am the {head.job} of {school}. The school is a [maintained|academy] school and the register is kept electronically by {ao.full}.",
    "{child.formal}, born {child.doblong}, has been on the admission roll since [the start of Reception|September of last year|moving into the area]. {child.Their} parents are recorded as {mother.formal} and {father.formal}.",
    "I produce the certificate of attendance as exhibit {head.initials}/1. It shows that between {from} and {on} {child.full} attended {present} of {possible} sessions.",
    "Staff telephoned {carer.phone} on each day of absence. The calls are in the communication log, exhibit {head.initials}/2.",
    "{teacher.full} tells me that {child.given} has missed the work for [two units of Mathematics|the whole of the Romans topic|most of {child.their} GCSE coursework].",
    "The school offered [a place at breakfast club|a meet and greet|a phased return] and wrote on {letter_on}.",
    "I am aware of an allegation that {friend.full} had bullied {child.given}. It was looked into by {dsl.full}; [no evidence was found|both children were spoken to and it stopped].",
    "No leave was granted in the period and no application was made.",
)  # fmt: skip
_OFFICER = (
    "I am an {eso.job} employed by Brackenford Council and authorised to bring proceedings under the Education Act 1996.",
    "On {referral_on} I received a referral from {school} concerning {child.formal}.",
    "On {visit_on} I visited {carer.address} and spoke to {carer.full}. I explained the law.",
    "On {meeting_on} I attended a meeting at the school with {carer.full}, {ao.full} and {teacher.full}.",
    "On {warning_on} I sent a formal warning to {carer.full} by first class post.",
    "On {notice_on} I issued a penalty notice, exhibit {eso.initials}/3. It was not paid.",
    "On {pace_on} I interviewed {carer.full} under caution in the presence of {manager.full}.",
    "{absent.full} was written to at {absent.address}. There was no reply.",
    "I took account of what {carer.full} told me about {child.their} grandmother's illness and about her own health before asking Legal Services to consider the matter.",
)  # fmt: skip


def _statement(dossier: Dossier, on: date, role: str, lines: tuple[str, ...]) -> Draft:
    writer = dossier.writer(on, f"statement/{role}")
    body = writer.lines(lines)
    blocks = [
        title("WITNESS STATEMENT"), small("Criminal Procedure Rules, r 16.2; Criminal Justice Act 1967, s. 9; Magistrates' Courts Act 1980, s. 5B"),
        paragraph(writer.write(f"Statement of {{{role}.full}}\nAge: over 18    Occupation: {{{role}.job}}")), paragraph(DECLARATION),
        paragraph(writer.write(f"Signed: {{{role}.full}}    Dated: {{on}}")),
        *(paragraph(run([writer.write(f"{number}."), line])) for number, line in enumerate(body, start=1)),
        paragraph(writer.write(f"Signed: {{{role}.full}}    Witnessed by: {{admin.full}}")),
    ]  # fmt: skip
    return Draft(kind=f"statement_{role}", title=f"Witness statement of {'the headteacher' if role == 'head' else 'the officer'}",
                 category="witness_statements", on=on, about=(dossier.child.key,), blocks=tuple(blocks))  # fmt: skip


def head_statement(dossier: Dossier, on: date) -> Draft:
    """Section 9 statement of the headteacher."""
    return _statement(dossier, on, "head", _HEAD)


def officer_statement(dossier: Dossier, on: date) -> Draft:
    """Section 9 statement of the education support officer."""
    return _statement(dossier, on, "eso", _OFFICER)


def attendance_certificate(dossier: Dossier, on: date) -> Draft:
    """The headteacher's certificate under section 566 of the Education Act 1996."""
    writer = dossier.writer(on, "certificate")
    first, summary = dossier.summary(on)
    rows = [("Code", "Sessions"), *((code, str(count)) for code, count in summary.codes)]
    blocks = [
        title("CERTIFICATE OF ATTENDANCE"), small("Education Act 1996, section 566"),
        paragraph(writer.write(
            "I, {head.full}, {head.job} of {school}, certify that {child.formal}, born {child.doblong}, UPN {child.upn}, is a registered pupil "
            "and that between {from} and {on} the register shows:")),
        table([tuple(row) for row in rows]),
        paragraph(writer.write("Possible {possible}; present {present}; authorised {auth}; unauthorised {unauth}. Attendance {pct}.")),
        paragraph(writer.write("Signed: {head.full}    {ons}")),
    ]  # fmt: skip
    return Draft(kind="certificate", title="Certificate of attendance", category="attendance", on=on, about=(dossier.child.key,),
                 blocks=tuple(blocks))  # fmt: skip
