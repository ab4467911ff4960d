"""Parts that many documents share: letterheads, addresses, signatures, tables of particulars."""

from __future__ import annotations

from workers.demo.drafts import Block, letterhead, paragraph, table
from workers.demo.prose import Prose, Writer, joined

SERVICE_HEAD = (
    "Brackenford Council\nEducation Support Service\nCivic Centre, 2 Market Square, Brackenford, BK1 1AA\n"
    "Telephone 01632 960100   ess@brackenford.example"
)


def service_head(writer: Writer) -> list[Block]:
    """The council's letterhead with the case reference and the date."""
    return [
        letterhead(SERVICE_HEAD),
        paragraph(writer.write("Our reference: {ref}\nPlease ask for: {eso.full}\nDate: {on}")),
    ]


def school_head(writer: Writer) -> list[Block]:
    """The school's letterhead and the date."""
    return [
        letterhead(writer.write("{school}\nTelephone {schoolphone}\n{office.email}")),
        paragraph(writer.write("{on}")),
    ]


def addressed_to(writer: Writer, person: str) -> list[Block]:
    """Name and address of the person written to, and the salutation."""
    return [
        paragraph(writer.write(f"{{{person}.titledfull}}\n{{{person}.street}}\n{{{person}.postcode}}")),
        paragraph(writer.write(f"Dear {{{person}.titled}}")),
    ]


def signed(writer: Writer, role: str, closing: str = "Yours sincerely") -> list[Block]:
    """The closing, the name and the job of the person who signs."""
    return [
        paragraph(writer.write(f"{closing}\n\n{{{role}.full}}\n{{{role}.job}}\n{{{role}.email}}  {{{role}.phone}}"))
    ]


def particulars(writer: Writer, rows: tuple[tuple[str, str], ...]) -> Block:
    """A table of labels and what is known; rows about unknown people are left out."""
    return table([(Prose(label), writer.write(template)) for label, template in rows if writer.can_write(template)])


def run(parts: list[Prose]) -> Prose:
    """Sentences run together into one paragraph."""
    return joined(parts, " ")


def child_particulars(writer: Writer) -> Block:
    """Who the document is about."""
    return particulars(
        writer,
        (
            ("Pupil", "{child.swapped}"),
            ("Date of birth", "{child.dob}"),
            ("UPN", "{child.upn}"),
            ("School", "{school}"),
            ("Year / class", "{year} ({cls})"),
            ("Address", "{child.address}"),
            ("ESS reference", "{ref}"),
        ),
    )
