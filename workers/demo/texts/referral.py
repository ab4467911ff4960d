"""The form by which a school refers a pupil to the service."""

from __future__ import annotations

from datetime import date

from workers.demo.dossier import Dossier
from workers.demo.drafts import Block, Draft, heading, paragraph, small, table, title
from workers.demo.prose import Prose, Writer
from workers.demo.texts.page import particulars, run
from workers.demo.texts.phrases import groups, lines, rows

_CONCERN = groups("referral", "concern")
_USUAL = lines("referral", "usual")
_AUTHORISED_ONLY = lines("referral", "authorised_only")
_USUAL_MISSING = lines("referral", "usual_missing")
_ACTIONS = {False: rows("referral", "actions"), True: rows("referral", "actions_missing")}
_TOLD = {False: "{carer.titledfull} has been told of this referral", True: "the family could not be reached to be told"}


def referral(dossier: Dossier, on: date) -> Draft:
    """School referral to the Education Support Service."""
    writer = dossier.writer(on, "referral")
    gone = dossier.route.key == "missing"
    usual = _USUAL if writer.facts["unauth"] != "0" else (*_AUTHORISED_ONLY, *_USUAL[1:])
    usual = _USUAL_MISSING if gone else usual
    concern = writer.lines(_CONCERN.get(dossier.route.key, ())) or []
    blocks = [
        title("REFERRAL TO THE EDUCATION SUPPORT SERVICE: SCHOOL ATTENDANCE"),
        small("Send only to ess@brackenford.example by secure mail. Incomplete forms will be returned."),
        heading("1. Pupil"),
        _pupil(writer),
        heading("2. Parents and others with parental responsibility"),
        _adults(dossier, writer),
        heading("3. Reason for referral"),
        paragraph(run(concern + writer.some(usual, 4, 6, keep=1))),
        heading("4. What the school has done"),
        table(
            [
                ("Action", "Detail"),
                *((Prose(label), writer.write(text)) for label, text in _ACTIONS[gone] if writer.can_write(text)),
            ]
        ),
        heading("5. Declaration"),
        paragraph(
            writer.write(
                f"I confirm that the register is correct and that {_TOLD[gone]}.\n{{ao.full}}, {{ao.job}}\n{{on}}"
            )
        ),
    ]
    return Draft(
        kind="referral",
        title="School referral to ESS",
        category="attendance",
        on=on,
        about=(dossier.child.key,),
        blocks=tuple(blocks),
    )


def _pupil(writer: Writer) -> Block:
    return particulars(
        writer,
        (
            ("Surname", "{child.family}"),
            ("Forename(s)", "{child.given}"),
            ("Known as", "{child.nick}"),
            ("Date of birth", "{child.dob}"),
            ("UPN", "{child.upn}"),
            ("Year / form", "{year} / {cls}"),
            ("Ethnicity", "{child.ethnicity}"),
            ("First language", "{child.language}"),
            ("Address", "{child.address}"),
            ("School", "{school} (URN {urn})"),
            ("Attendance to date", "{pct}"),
        ),
    )


def _adults(dossier: Dossier, writer: Writer) -> Block:
    rows: list[tuple[Prose | str, ...]] = [("Name", "Relationship", "Address", "Telephone", "PR?")]
    for role in ("mother", "father", "gran", "partner"):
        if role not in dossier.cast:
            continue
        pr = "Yes" if role in {"mother", "father"} else "No"
        withheld = dossier.cast[role].protected
        where = "WITHHELD: do not disclose address" if withheld else f"{{{role}.address}}"
        cells = (f"{{{role}.titledfull}}", f"{{{role}.relation}}", where, f"{{{role}.phone}}")
        rows.append((*(writer.write(cell) for cell in cells), pr))
    return table(rows)
