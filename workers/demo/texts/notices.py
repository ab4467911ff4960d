"""Penalty notices and what follows them."""

from __future__ import annotations

from datetime import date, timedelta

from workers.demo.dossier import Dossier
from workers.demo.drafts import Block, Draft, heading, paragraph, small, table, title
from workers.demo.people.forms import long_date
from workers.demo.prose import Prose
from workers.demo.texts.page import addressed_to, service_head, signed

# The national framework for penalty notices; before it the sums were 60 and 120 pounds.
_FRAMEWORK_ON = date(2024, 8, 19)


def notice_number(dossier: Dossier) -> str:
    """The number a penalty notice bears."""
    return f"BPN{dossier.child_ref % 100000:05d}"


def penalty_notice(dossier: Dossier, on: date, recipient: str = "carer") -> Draft:
    """A penalty notice to one parent for one child."""
    writer = dossier.writer(on, f"notice/{recipient}")
    first, full = ("£80", "£160") if on >= _FRAMEWORK_ON else ("£60", "£120")
    due, last = long_date(on + timedelta(days=21)), long_date(on + timedelta(days=28))
    leave = dossier.route.key == "holiday"
    offence = "from {leave_from_on} to {leave_to_on}" if leave else "between {recentfrom} and {on}"
    particulars: list[tuple[Prose | str, ...]] = [
        ("Notice number", notice_number(dossier)),
        ("Name of parent", writer.write(f"{{{recipient}.formal}}")),
        ("Address", writer.write(f"{{{recipient}.address}}")),
        ("Name of pupil", writer.write("{child.formal}")),
        ("Date of birth", writer.write("{child.dob}")),
        ("School", writer.write("{school}")),
        ("Period", writer.write(offence)),
        ("Unauthorised sessions", _sessions(dossier) if leave else writer.write("{recent}")),
    ]
    blocks = [
        title("PENALTY NOTICE"),
        small(
            "Education Act 1996, section 444A; The Education (Penalty Notices) (England) Regulations 2007 as amended"
        ),
        table(particulars),
        paragraph(
            writer.write(
                f"I, {{eso.full}}, being an officer authorised by Brackenford Council, believe "
                f"that you {{{recipient}.titledfull}} have committed "
                "an offence under section 444(1) of the Education Act 1996 in that {child.full}, "
                "a registered pupil of compulsory school age at "
                f"{{school}}, failed to attend regularly {offence}."
            )
        ),
        heading("How to pay"),
        paragraph(
            f"You may discharge any liability to conviction by paying {first} by {due}, or "
            f"{full} by {last}. There is no right of appeal."
        ),
        paragraph(
            writer.write(
                "Pay online at pay.brackenford.example or by telephone on 01632 960144, quoting "
                "the notice number. Part payments are not accepted."
            )
        ),
        paragraph(
            "If you do not pay in full the council must either prosecute you for the offence or withdraw the notice."
        ),
        *signed(writer, "eso", "Issued by"),
    ]
    return Draft(
        kind="penalty_notice",
        title="Penalty notice",
        category="attendance",
        on=on,
        about=(dossier.child.key,),
        blocks=(*service_head(writer), *_envelope(dossier, on, recipient), *blocks),
    )


def _sessions(dossier: Dossier) -> str:
    """How many sessions a leave that was not granted took."""
    return str(dossier.register.summary(dossier.events["leave_from"], dossier.events["leave_to"]).unauthorised)


def _envelope(dossier: Dossier, on: date, recipient: str) -> list[Block]:
    return addressed_to(dossier.writer(on, "envelope"), recipient)[:1]
