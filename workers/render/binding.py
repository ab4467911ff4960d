"""Binding a pack: each document burned, rebuilt and verified, then all of it bound and verified again."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from typing import Any

import lxml.html
import pikepdf

from redaction.bundle import bundle
from redaction.burn import burn
from redaction.passages import outermost
from redaction.pipeline import withheld_for
from redaction.read_form import load
from redaction.rebuild import rebuild
from redaction.values import Document
from redaction.verify import Certificate, verify
from redaction.verify.terms import SHORTEST_TERM, folded, remaining_terms, standing, term_pattern
from requests_.model.commands import PackItem
from requests_.store.documents import DecidedMark
from requests_.store.labels import Labels
from workers.render.bundle_facts import Bundle, BundleDocument
from workers.render.failures import Checked, failures
from workers.render.pack import Covered, Included, PackFacts, front_pages
from workers.render.pdf import PdfRenderer
from workers.render.titles import plain

AT_ONCE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A bound pack. `failed_check` names the check it failed, "" when it passed them all."""

    pdf: bytes
    pages: int
    items: tuple[PackItem, ...]
    certificate: dict[str, Any]
    failed_check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One burned document, and what must not be found in it or anywhere in the pack."""

    bundled: BundleDocument
    pdf: bytes
    pages: int
    disclosed: str
    certificate: Certificate


def bind(facts: Bundle, renderer: PdfRenderer, stored: Callable[[str], bytes]) -> Binding:
    """Build the pack of a signed-off case; `stored` gives the bytes of a digest. Nothing is kept here.

    Raises a RedactionError when a document cannot be burned, RenderFault when a front page cannot be set.
    """
    documents = {bundled.found.key: load(stored(bundled.found.read_sha256)) for bundled in facts.documents}
    with ThreadPoolExecutor(AT_ONCE) as pool:  # the work is done in sandboxed processes: threads only wait for them
        parts = list(pool.map(lambda one: _burned(one, documents[one.found.key], facts), facts.documents))
    front = _front_pages(facts, parts, renderer)
    named = [(title, pdf) for title, pdf in front] + [(part.bundled.title, part.pdf) for part in parts]
    title = f"Disclosure pack {facts.reference}"
    pdf = bundle(named, reference=facts.reference, title=title)
    whole = verify(pdf, terms=_terms_of_pack(facts, parts))
    front_pages = sum(_page_count(pdf) for _, pdf in front)
    failed = failures(_checked(facts, parts, front_pages), whole)
    return Binding(
        pdf=pdf,
        pages=front_pages + sum(part.pages for part in parts),
        items=_items(parts, front_pages),
        certificate={
            "pack": asdict(whole),
            "documents": {part.bundled.found.key: asdict(part.certificate) for part in parts},
            "failed": [asdict(failure) for failure in failed],
        },
        failed_check=failed[0].check if failed else "",
    )


def _burned(bundled: BundleDocument, document: Document, facts: Bundle) -> _Part:
    withheld = [withheld_for(mark, facts.labels.of(mark), document) for mark in outermost(bundled.withheld)]
    disclosed = _disclosed_text(document, bundled)
    denied = denied_terms(bundled.withheld, facts.shown, "\n".join([disclosed, *(one.label for one in withheld)]))
    terms = (*denied, *sorted(facts.protected))
    pdf = rebuild(burn(document, withheld), title=bundled.title)
    certificate = verify(pdf, terms=terms)
    if not certificate.passed and document.pdf and not standing(facts.protected, disclosed):
        # Second and last try: every page becomes a picture of itself.
        pdf = rebuild(burn(document, withheld, as_pictures=True), title=bundled.title)
        certificate = verify(pdf, terms=terms)
    return _Part(bundled=bundled, pdf=pdf, pages=_page_count(pdf), disclosed=disclosed, certificate=certificate)


def _front_pages(facts: Bundle, parts: list[_Part], renderer: PdfRenderer) -> list[tuple[str, bytes]]:
    # Set twice: the index names pages that come after it, and its own length does not change with the numbers.
    first = _set_front(pack_facts(facts, parts, 0), renderer)
    front_pages = sum(_page_count(pdf) for _, pdf in first)
    return _set_front(pack_facts(facts, parts, front_pages), renderer)


def _set_front(facts: PackFacts, renderer: PdfRenderer) -> list[tuple[str, bytes]]:
    return [(title, rebuild(renderer.render(html), title=title)) for title, html in front_pages(facts)]


def pack_facts(facts: Bundle, parts: Sequence[_Part] = (), front_pages: int = 0) -> PackFacts:
    """What the front pages say of a bundle and its burned documents, which begin after `front_pages`."""
    page, documents = front_pages + 1, []
    for part in parts:
        documents.append(replace(_included(part, facts.labels), first_page=page))
        page += part.pages
    return PackFacts(
        reference=facts.reference,
        subject=facts.subject,
        requester=facts.requester,
        is_own=facts.is_own,
        received_on=facts.case.received_on,
        written_on=facts.written_on,
        controller=facts.controller,
        documents=tuple(documents),
        left_out=facts.left_out,
        searches=facts.searches,
        gaps=facts.gaps,
        looked=facts.looked,
        regime=facts.case.regime,
        silence=facts.silence,
        asked_for=facts.case.scope,
        is_for_others=facts.case.addressee.may_read,
    )


def _included(part: _Part, labels: Labels) -> Included:
    found = part.bundled.found
    return Included(
        title=part.bundled.title,
        dated_on=found.dated_on,
        source=part.bundled.source,
        category=found.category,
        pages=part.pages,
        regime=part.bundled.regime,
        covered=tuple(Covered(label=labels.who(mark), reason=mark.reason) for mark in outermost(part.bundled.withheld)),
        hidden=part.bundled.hidden,
    )


def _items(parts: list[_Part], front_pages: int) -> tuple[PackItem, ...]:
    page, items = front_pages + 1, []
    for part in parts:
        withheld = len(outermost(part.bundled.withheld))
        items.append(PackItem(document=part.bundled.found.key, first_page=page, pages=part.pages, withheld=withheld))
        page += part.pages
    return tuple(items)


def _disclosed_text(document: Document, bundled: BundleDocument) -> str:
    """What stays of a document's text once everything withheld is cut out."""
    kept = []
    for number, unit in enumerate(document.units):
        at = 0
        for mark in (mark for mark in bundled.withheld if mark.unit == number):
            kept.append(unit.text[at : max(at, mark.start)])
            at = max(at, mark.end)
        kept.append(unit.text[at:] + "\n")
    return "\x00".join(kept)


def denied_terms(withheld: Sequence[DecidedMark], shown: frozenset[str], disclosed: str) -> tuple[str, ...]:
    """What no check may find: every withheld string, and each word of a withheld name by itself.

    A whole name or an identifier is excused only where a mark shows the same words on purpose; that it still stands
    somewhere is no excuse but a leak. A single word of a name is excused where the disclosed text has it, as a surname
    shared with the data subject or a common word.
    """
    whole = {" ".join(mark.text.split()) for mark in withheld}
    whole = {term for term in whole if len(term) >= SHORTEST_TERM and plain(term) not in shown}
    allowed = folded(disclosed)
    single = {term for term in whole if " " not in term and term.isalpha()}
    words = remaining_terms([mark.text for mark in withheld if mark.kind == "person"], disclosed)
    kept = [term for term in sorted(whole) if term not in single or term_pattern(term).search(allowed) is None]
    return tuple(dict.fromkeys([*kept, *(word for word in words if " " not in word)]))


def _terms_of_pack(facts: Bundle, parts: list[_Part]) -> tuple[str, ...]:
    """The denied terms of the whole pack. Titles are no excuse: a name in one is a leak like any other."""
    titled = pack_facts(facts, parts, 0)
    untitled = replace(titled, documents=tuple(replace(entry, title="") for entry in titled.documents))
    front = [_plain_text(html) for _, html in front_pages(untitled)]
    disclosed = "\n".join([*(part.disclosed for part in parts), *front, facts.reference])
    # The letter says who asks about whom, also where a reviewer withheld that in the documents.
    withheld = [
        mark
        for part in parts
        for mark in part.bundled.withheld
        if mark.person not in facts.own_people or not standing([mark.text], "\n".join(front))
    ]
    denied = denied_terms(withheld, facts.shown, disclosed)
    return (*denied, *sorted(facts.protected))


def _plain_text(html: str) -> str:
    return " ".join(lxml.html.fromstring(html).itertext())


def _checked(facts: Bundle, parts: list[_Part], front_pages: int) -> list[Checked]:
    return [
        Checked(
            document=item.document,
            first_page=item.first_page,
            pages=item.pages,
            shows_protected=bool(standing(facts.protected, part.disclosed)),
            certificate=part.certificate,
        )
        for item, part in zip(_items(parts, front_pages), parts, strict=True)
    ]


def _page_count(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
