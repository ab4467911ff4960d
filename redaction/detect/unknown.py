"""People nobody listed: names after a title or a label, and what the trained tagger takes for a name.

The tagger is a small conditional random field (`tagger`); titles and labels catch what no statistics should decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redaction.detect import tagger
from redaction.detect.around import names_around
from redaction.detect.cells import is_label_word, names_in_cells
from redaction.detect.groups import is_group
from redaction.detect.lookalikes import is_saints_place
from redaction.detect.mention import PERSON, Mention
from redaction.detect.name_words import (
    holds_a_name,
    is_no_name,
    may_be_family,
    name_length,
    name_of,
    names_a_place,
    names_only_places,
)
from redaction.detect.one_name import ends_a_name, extended, one_name_each, only_opens
from redaction.lexicon import (
    CARE_TITLES,
    PARTICLES,
    PLACE_WORDS,
    POLICE_TITLES,
    TITLES,
    given_names,
    is_calendar_word,
    is_given_name,
    is_listed_name,
    is_title,
    is_word,
    places,
)
from redaction.nicknames import other_forms
from redaction.normalise import Reading

DETECTOR = "unknown"
_SURE_TITLES = (
    *sorted(
        (TITLES | POLICE_TITLES) - {"master", "lord", "lady", "sir", "judge", "fr", "inspector"}, key=len, reverse=True
    ),
    *sorted(CARE_TITLES),
)
_EACH_TITLE = "|".join(rf"{title[0].upper()}(?<![\w'].)(?i:{title[1:]})" for title in _SURE_TITLES)
_NAME = r"(?:[A-Z][\w'-]+|[A-Z]\.?)"
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|la|le|el|al|bin|ibn|ter|st)"
# Every expression here begins with the capital it needs, and looks back from there: capitals are few.
_TITLED = re.compile(
    rf"(?:{_EACH_TITLE})\.?[ \n]{{1,2}}"
    rf"(?:\d{{2,6}}[ ])?({_NAME}(?:[ -](?:{_PARTICLE}[ ])*{_NAME}){{0,3}})"
)
_LABELLED = re.compile(
    r"(?:^|(?<=[\n\r\t|;]))[ ]*(?:full |sur|fore|first |last |family |given |child'?s? |pupil'?s? |"
    r"student'?s? |parent'?s? |mother'?s? |father'?s? )?"
    r"(?:name(?: of (?:child|pupil|parent|witness|student))?|pupil|child|student|parent|carer|parent/carer|"
    r"mother|father|sibling|witness|from|to|cc|bcc"
    r"|attendees|present|apologies|author|signed|dear|hi|hello|interviewee|interviewer|defendant|next of kin|"
    r"emergency contact|contact name|social worker"
    r"|head ?teacher|class teacher|case ?worker)[ ]?[:,-]?[ ]+([A-Z][^\n\r\t:<(\d|;]{1,80})",
    re.I,
)
_AT_A_PLACE = re.compile(r"\b(?:in|at|from|of|to|near|the|via|and)[ ]$|,[ ]$", re.I)
_FAMILY_FIRST = re.compile(r"([A-Z](?<![\w'-].)[\w'-]*\w), ?([A-Z][\w'-]*\w(?: [A-Z][\w'-]*)?)(?![\w'])")
_CAPITALS_FIRST = re.compile(r"([A-Z](?<![\w'-].)[A-Z'-]{2,})[ ]{1,12}([A-Z][a-z][\w'-]*)(?![\w'])")
_INSIDE_SENTENCE = re.compile(r"([A-Z](?<=[a-z,;] .)[a-z]+(?:-[A-Z][a-z]+)?)(?=(?:'s)?[\s,.;:?!)])(?![ ][A-Z])")
_RUN = re.compile(
    r"[A-Z][\w'-]*(?:[ ](?:(?:van|von|der|den|de|del|di|da|la|le|el|al|bin|st)[ ])*(?:[A-Z][\w'-]*|[A-Z]\.))+"
)


_IN_CELLS = "the heading of its cell"
_WEAK = ("the name tagger", "a given name inside a sentence")


def find_unknown(reading: Reading) -> list[Mention]:
    """Every stretch that names somebody, listed or not; the listed are taken out later."""
    spans = {
        **dict.fromkeys(_tagged(reading), "the name tagger"),
        **dict.fromkeys(_gazetteer(reading), "two known names together"),
    }
    spans |= dict.fromkeys(_given_alone(reading), "a given name inside a sentence")
    spans |= dict.fromkeys(names_around(reading), "the words around it")
    spans |= dict.fromkeys(_family_first(reading), "a family name before a given one")
    spans |= dict.fromkeys(_labelled(reading), "a label before it")
    spans |= dict.fromkeys(names_in_cells(reading), _IN_CELLS)
    spans |= dict.fromkeys(_titled(reading), "a title before it")
    return [
        Mention(
            start=start,
            end=end,
            kind=PERSON,
            detector=DETECTOR,
            name=name_of(reading.folded[start:end]),
            why=f"a name by {why}",
            score=0.8,
        )
        for (start, end), why in _joined(spans, reading).items()
    ]


def _joined(spans: dict[tuple[int, int], str], reading: Reading) -> dict[tuple[int, int], str]:
    """Spans that hold a name, those that overlap made one; the first found says why."""
    found: dict[tuple[int, int], str] = {}
    last: tuple[int, int] | None = None
    spans = dict(_whole_and_single(spans, reading))
    for span in sorted(spans):
        if not holds_a_name(reading, *span) or is_saints_place(reading.plain, *span) or is_label_word(reading, *span):
            continue
        if is_group(reading, *span):
            continue
        if last is not None and span[0] < last[1]:
            why = found.pop(last)
            last = (last[0], max(last[1], span[1]))
            found[last] = why
        else:
            last, found[span] = span, spans[span]
    return found


def _whole_and_single(spans: dict[tuple[int, int], str], reading: Reading) -> Iterator[tuple[tuple[int, int], str]]:
    """Each stretch as the names it holds, each with the rest of it, without those that are mere openings."""
    for span, why in spans.items():
        for start, end in one_name_each(reading, *span):
            if why == _IN_CELLS:
                yield (start, end), why
            elif why not in _WEAK or not only_opens(reading, start, end):
                yield (start, extended(reading, end)), why


def _tagged(reading: Reading) -> Iterator[tuple[int, int]]:
    runs = (run for span in tagger.people_in(reading.plain) for run in _capitalised_runs(reading.plain, span))
    for start, end in runs:
        folded = reading.folded[start:end]
        if not names_only_places(folded) or (
            folded in given_names() and not _AT_A_PLACE.search(reading.plain, max(0, start - 12), start)
        ):
            yield start, end


def _capitalised_runs(plain: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The parts of a tagged span between lower-case words that are no particles ("Ms D'Souza | drives | Idris")."""
    start = end = -1
    for match in re.finditer(r"\S+", plain[span[0] : span[1]]):
        word = match.group()
        if word[0].islower() and (word not in PARTICLES or start < 0):
            if start >= 0:
                yield start, end
            start = -1
            continue
        start, end = (span[0] + match.start() if start < 0 else start), span[0] + match.end()
        if word[-1] in ",;":
            yield start, end - 1
            start = -1
    if start >= 0:
        yield start, end


def _titled(reading: Reading) -> Iterator[tuple[int, int]]:
    for match in _TITLED.finditer(reading.plain):
        first = match[1].split()[0]
        if not match[1][0].isupper() or not match.group()[0].isupper() or is_no_name(first):
            continue
        end = match.start(1) + name_length(match[1])
        yield match.start(), end


def _labelled(reading: Reading) -> Iterator[tuple[int, int]]:
    for match in _LABELLED.finditer(reading.plain):
        for run in re.finditer(r"[A-Z][\w'-]*(?:[ ][A-Z][\w'-]*\.?)*", match[1]):
            tokens = run.group().split()
            if any(is_listed_name(token.lower().removesuffix("'s")) for token in tokens) and not any(
                map(is_no_name, tokens)
            ):
                start = match.start(1) + run.start()
                yield start, start + name_length(run.group())


def _gazetteer(reading: Reading) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(reading.plain):
        tokens = run.group().split()
        for place in range(len(tokens) - 1):
            given, family = tokens[place].lower(), tokens[place + 1].lower().removesuffix("'s")
            if (
                is_given_name(given)
                and (not is_word(given) or _is_strange_name(tokens[place], tokens[place + 1]))
                and may_be_family(family)
                and not is_no_name(tokens[place + 1])
            ) or _both_strange(given, family, reading.plain, run.start()):
                rest = " ".join(tokens[place:])
                start = run.start() + run.group().index(rest)
                if not names_a_place(rest) and not names_only_places(f"{given} {family}"):
                    yield start, start + name_length(rest)
                break


def _both_strange(first: str, second: str, plain: str, start: int) -> bool:
    """Whether two capitalised words are no words, places or titles, and are known as names or stand in a sentence."""
    return (_is_strange(first) and _is_strange(second)) and (
        is_listed_name(first) or is_listed_name(second) or plain[max(0, start - 2) : start - 1].islower()
    )


def _is_strange_name(given: str, family: str) -> bool:
    """Whether a given name that is a word as well ("Lily", "Rose") is one by what follows; not in shouted lines."""
    return not (family.isupper() or is_calendar_word(given.lower())) and _is_strange(family.lower().removesuffix("'s"))


def _is_strange(folded: str) -> bool:
    """Whether a word is no word of the language, no place, day or title, so that little but a name is left."""
    return (
        len(folded) > 2
        and not (is_word(folded) or is_title(folded) or is_calendar_word(folded))
        and folded not in PLACE_WORDS
        and folded not in places()
    )


def _family_first(reading: Reading) -> Iterator[tuple[int, int]]:
    """Family names first, as lists of people have them: "KHAN, Mohammed Adeel", "ABBOTT   Jake"."""
    for match in (*_FAMILY_FIRST.finditer(reading.plain), *_CAPITALS_FIRST.finditer(reading.plain)):
        if ends_a_name(reading.plain, match.start()):
            continue
        family, given = match[1].lower(), match[2].split()[0].lower()
        if (
            given in given_names()
            and (not is_word(given) or _ENTRY_ENDS.match(reading.plain, match.end()))
            and may_be_family(family)
            and not is_no_name(match[1])
            and family not in places()
        ):
            yield match.start(), match.start(2) + name_length(match[2])


_ENTRY_ENDS = re.compile(r"[ ]*(?:[,(][ ]*(?:d\.?o\.?b|\d)|[\t\r\n]|$)", re.I)


def _given_alone(reading: Reading) -> Iterator[tuple[int, int]]:
    """A given name by itself inside a sentence, where a capital means a name."""
    for match in _INSIDE_SENTENCE.finditer(reading.plain):
        folded = match[1].lower()
        if (
            (is_given_name(folded) or other_forms(folded))
            and not is_word(folded)
            and folded not in places()
            and not is_title(folded)
        ):
            yield match.span(1)
