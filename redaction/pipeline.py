"""The whole way of one file: read, propose, burn, rebuild, verify; for use without a case around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from redaction.bundle import bundle
from redaction.burn import burn
from redaction.errors import Encrypted, RedactionError
from redaction.exempt import SAYS, Exempt, exempted, withheld_slip
from redaction.ingest import ingest
from redaction.labels import Labels
from redaction.parts import Part, heading_page, parts_of
from redaction.passages import PAGE, Stretch, outermost
from redaction.propose import propose
from redaction.rebuild import rebuild
from redaction.schedule import Removal, ScheduleRow, removal, schedule
from redaction.term_search import find_terms
from redaction.values import WHOLE_PAGE, Disposition, Document, Layout, Person, Proposal, Withheld
from redaction.verify import Certificate, remaining_terms, verify
from redaction.verify.terms import disclosed_text
from redaction.whose import whole_documents

TITLE = "Disclosed document"
TERM_LABEL = "[withheld]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the person at the keyboard asked for; `exempt` is what is withheld whole of the one file."""

    people: tuple[Person, ...]
    terms: tuple[str, ...] = ()
    withhold_referred: bool = True
    passwords: tuple[str, ...] = ()
    exempt: tuple[Exempt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file; `pdf` is empty when it was refused.

    `dropped` says what the file held that the result does not (comments, hidden sheets …), by kind and count;
    `referred` why a person should decide about the file, or a part of it, as a whole; `locked` that only a password is
    missing.
    """

    status: str
    reason: str = ""
    pdf: bytes = b""
    withheld: int = 0
    dropped: tuple[str, ...] = ()
    referred: tuple[str, ...] = ()
    certificate: Certificate | None = None
    locked: bool = False
    schedule: tuple[ScheduleRow, ...] = ()


def redact_file(content: bytes, name: str, wanted: Wanted, labels: Labels) -> Outcome:
    """Take one file, with everything inside it, through the whole chain."""
    try:
        for entry in wanted.exempt:
            if entry.is_whole:
                return _withheld_whole(name, entry, wanted)
        parts = _with_heading_pages(parts_of(content, name, wanted.passwords))
        documents = [part.document for part in parts]
        proposals = propose(documents, wanted.people)
        chosen = exempted(documents, wanted.exempt, name=name)
        decided = [(*own, *more) for own, more in zip(proposals, chosen, strict=True)]
        withheld, removals = _decide(documents, decided, wanted, labels)
        outcome = replace(_finish(parts, withheld, wanted), schedule=schedule(documents, removals))
        whole = whole_documents(documents, proposals, wanted.people)
        said = [(part, (one.why,) if one.why else ()) for part, one in zip(parts, whole, strict=True)]
        return replace(outcome, referred=_by_part(said))
    except RedactionError as error:
        return Outcome(status="refused", reason=error.reason, locked=isinstance(error, Encrypted))


def _withheld_whole(name: str, entry: Exempt, wanted: Wanted) -> Outcome:
    """A page that says so, in place of a file of which nothing is disclosed: it is not even read."""
    outcome = _finish([Part(name, withheld_slip(name))], [()], wanted)
    row = ScheduleRow(part=1, place="document", label=TERM_LABEL, kind="document", reason=entry.exemption,
                      why=SAYS["document"], count=1)  # fmt: skip
    return replace(outcome, withheld=1, schedule=(row,))


def _with_heading_pages(parts: list[Part]) -> list[Part]:
    shown = parts[:1]
    for part in parts[1:]:
        if part.document.layout is Layout.PAGES:
            shown.append(Part(part.path, heading_page(part.document.name)))
        shown.append(part)
    return shown


def _decide(
    documents: Sequence[Document], proposals: Sequence[Sequence[Proposal]], wanted: Wanted, labels: Labels
) -> tuple[list[tuple[Withheld, ...]], list[list[Removal]]]:
    """Everything that goes, by document, and what the schedule says of it."""
    decided, written = [], []
    labels.begin_file()
    for document, found in zip(documents, proposals, strict=True):
        kept_back = [
            one
            for one in found
            if one.disposition is Disposition.WITHHOLD
            or (one.disposition is Disposition.REFER and wanted.withhold_referred)
        ]
        named = [(one, labels.of(one)) for one in outermost(kept_back)]
        gone = [withheld_for(one, label, document) for one, label in named]
        terms = [
            Withheld(unit=number, start=start, end=end, label=TERM_LABEL)
            for number, unit in enumerate(document.units)
            for start, end in find_terms(unit.text, wanted.terms)
        ]
        decided.append((*gone, *terms))
        written.append(
            [removal(one, label) for one, label in named] + [Removal(one.unit, one.label, "term") for one in terms]
        )
    return decided, written


def withheld_for(one: Stretch, label: str, document: Document) -> Withheld:
    """A decided stretch as the burner takes it; of a page that is withheld nothing is left, pictures and lines too."""
    is_page = one.kind == PAGE and document.units[one.unit].page is not None
    box = WHOLE_PAGE if is_page else None
    return Withheld(unit=one.unit, start=one.start, end=one.end, label=label, box=box)


def _finish(parts: list[Part], withheld: list[tuple[Withheld, ...]], wanted: Wanted) -> Outcome:
    terms = denied_terms([part.document for part in parts], withheld, wanted.terms)
    count = sum(len(one) for one in withheld)
    unread = [f"{part.path}: {part.refused}" for part in parts if part.refused]
    reason = "; ".join(unread)
    dropped = dropped_from(parts)
    certificate = None
    for pictured, pdf in _attempts(parts, withheld, terms):
        certificate = verify(pdf, terms=terms)
        if certificate.passed:
            status = "rasterised" if pictured else "verified"
            return Outcome(
                status=status, reason=reason, pdf=pdf, withheld=count, dropped=dropped, certificate=certificate
            )
    failed = ", ".join(check.name for check in certificate.checks if not check.passed) if certificate else ""
    reason = f"the finished pages failed a check ({failed})"
    return Outcome(status="refused", reason=reason, withheld=count, dropped=dropped, certificate=certificate)


def dropped_from(parts: Sequence[Part]) -> tuple[str, ...]:
    """What is left out of the file and of each file inside it, in plain words; a part by its number, never its name."""
    return _by_part([(part, part.document.hidden) for part in parts])


def _by_part(said: Sequence[tuple[Part, Sequence[str]]]) -> tuple[str, ...]:
    """What is said of each part, once, under its number where it is not the file itself."""
    paths = list(dict.fromkeys(part.path for part, _ in said))
    return tuple(
        dict.fromkeys(
            f"part {paths.index(part.path) + 1}: {what}" if paths.index(part.path) else what
            for part, words in said
            for what in words
        )
    )


def _attempts(
    parts: list[Part], withheld: list[tuple[Withheld, ...]], terms: tuple[str, ...]
) -> Iterator[tuple[bool, bytes]]:
    """The finished pages made with more and more caution, and whether any is a picture.

    First as they are; then every page as a picture; then those pictures read once more, as the checks read them, and
    what is still seen of the terms blacked out.
    """
    pictured = any(_has_pictures(part.document, gone) for part, gone in zip(parts, withheld, strict=True))
    yield pictured, _made(parts, withheld, as_pictures=False)
    pages = _made(parts, withheld, as_pictures=True)
    yield True, pages
    seen = ingest(pages, "pages")
    still = [
        Withheld(unit=number, start=start, end=end, label=TERM_LABEL)
        for number, unit in enumerate(seen.units)
        for start, end in find_terms(unit.text, terms)
    ]
    yield True, rebuild(burn(seen, still, as_pictures=True), title=TITLE)


def _has_pictures(document: Document, withheld: tuple[Withheld, ...]) -> bool:
    return bool(document.untrusted_pages) or any(document.units[one.unit].source == "ocr" for one in withheld)


def _made(parts: list[Part], withheld: list[tuple[Withheld, ...]], *, as_pictures: bool) -> bytes:
    made = [
        rebuild(burn(part.document, gone, as_pictures=as_pictures), title=TITLE)
        for part, gone in zip(parts, withheld, strict=True)
    ]
    if len(made) == 1:
        return made[0]
    names = ["Document", *(f"Part {number}" for number in range(2, len(made) + 1))]
    return bundle(list(zip(names, made, strict=True)), reference="", title=TITLE)


def denied_terms(
    documents: Sequence[Document], withheld: Sequence[Sequence[Withheld]], always: Sequence[str] = ()
) -> tuple[str, ...]:
    """The strings a finished pack of these documents may not hold anywhere.

    What was withheld anywhere, less what other places disclose with good reason; the strings of `always` stay in
    whatever is disclosed.
    """
    gone, kept = [], []
    for document, decided in zip(documents, withheld, strict=True):
        for number, unit in enumerate(document.units):
            spans = [(one.start, one.end) for one in decided if one.unit == number and one.end > one.start]
            gone += [unit.text[start:end] for start, end in spans]
            kept.append((unit.text, spans))
    labels = " ".join({one.label for decided in withheld for one in decided})
    allowed = f"{disclosed_text(kept)}\n{labels}\n{TITLE} Document Part Page of"
    return tuple(dict.fromkeys((*always, *remaining_terms(gone, allowed))))
