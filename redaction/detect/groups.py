"""What people are counted as: ethnic groups, nationalities, languages and faiths. None of them is anybody.

"White British" reads as a given and a family name, and "Shona" is a name as well as a language. So a run of such words
is nobody unless it begins with a given name and ends in a family name ("Christian English"), and a single one that is
also a name is nobody only where its label asks for such a word ("First language: Shona").

The groups are those of the school census (Department for Education, common basic data set: ethnicity, language), the
nationalities and faiths those that records of children use most.
"""

from __future__ import annotations

import re

from redaction.detect.cells import grid_of
from redaction.lexicon import family_names, is_given_name, is_listed_name, word_set
from redaction.normalise import Reading

COLOURS = word_set("white black mixed dual asian brown")
REGIONS = word_set("eastern western central northern southern north south east west middle latin far other any")
PEOPLES = word_set(
    "british irish english scottish welsh cornish european african caribbean american australian asian oriental"
    " indian pakistani bangladeshi chinese kashmiri mirpuri punjabi panjabi bengali sylheti gujarati tamil sinhalese"
    " sri lankan nepali nepalese afghan iranian iraqi kurdish turkish cypriot arab arabic lebanese syrian egyptian"
    " yemeni moroccan algerian libyan sudanese somali eritrean ethiopian kenyan ugandan tanzanian rwandan congolese"
    " nigerian ghanaian gambian zimbabwean zambian malawian angolan jamaican barbadian guyanese trinidadian"
    " polish romanian bulgarian hungarian czech slovak slovakian lithuanian latvian estonian russian ukrainian"
    " albanian kosovan serbian croatian bosnian greek italian spanish portuguese french german dutch swedish"
    " norwegian danish finnish maltese gypsy roma romany traveller filipino vietnamese thai malay malaysian"
    " indonesian japanese korean brazilian colombian mexican bolivian ecuadorian jewish"
)
LANGUAGES = word_set(
    "urdu hindi pahari pothwari pashto pushto dari farsi persian sorani kurmanji turkmen uzbek tigrinya amharic oromo"
    " swahili lingala kikongo shona ndebele zulu xhosa yoruba igbo hausa twi akan fante ga ewe krio wolof mandinka"
    " mandarin cantonese hakka hokkien tagalog malayalam kannada telugu marathi konkani sinhala romani romanes catalan"
    " flemish slovene slovenian macedonian moldovan belarusian georgian armenian hebrew yiddish patois creole makaton"
)
FAITHS = word_set(
    "christian catholic anglican methodist baptist orthodox pentecostal protestant muslim islam hindu sikh buddhist"
    " rastafarian humanist atheist agnostic quaker mormon"
    " jehovah's witness church england coptic shia sunni ahmadi ismaili roman"
)
_GROUPS = COLOURS | REGIONS | PEOPLES | LANGUAGES | FAITHS
# What only stands beside such a word, and what says by itself that it is one.
_BETWEEN = word_set("and or of & background heritage origin descent group community sign language speaking speaker")
_SAYS_SO = word_set("background heritage origin descent")
_EACH = "|".join(sorted(map(re.escape, (*_GROUPS, *_BETWEEN)), key=len, reverse=True))
_APART = r"(?:[ ]?[,/&-][ ]?|[ ])"
_RUN_BEFORE = re.compile(rf"(?<![\w'])(?:(?:{_EACH}){_APART})+\Z", re.I)
_RUN_AFTER = re.compile(rf"(?:{_APART}(?:{_EACH})(?![\w'-]))+", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|&")
# What asks for such a word: the heading of a column, the label of a field, or what stands before it on its line.
_ASKS = re.compile(
    r"\b(?:ethnic(?:ity)?|nationality|nationalities|heritage|languages?|mother tongue|religion|faith|race|eal)\b", re.I
)
_BEFORE_ON_LINE = re.compile(r"[^\n\r\t]*\Z")
_LONGEST = 80  # signs that are looked at before a stretch


def is_group(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch of `Reading.plain` says what people are counted as, or a part of that, and names nobody."""
    if not all(_is_told(word) for word in _WORD.findall(reading.plain[start:end])):
        return False
    if _is_asked_for(reading, start):
        return True
    before, after = (
        _RUN_BEFORE.search(reading.plain[max(start - _LONGEST, 0) : start]),
        _RUN_AFTER.match(reading.plain, end),
    )
    run = "".join((before[0] if before else "", reading.plain[start:end], after[0] if after else ""))
    words = list(map(_folded, _WORD.findall(run)))
    told = [word for word in words if word in _GROUPS]
    if told and not _SAYS_SO.isdisjoint(words):
        return True
    if len(told) < 2:
        return bool(told) and told[0] not in COLOURS and not is_listed_name(told[0])
    return told[-1] not in COLOURS and not (is_given_name(told[0]) and told[-1] in family_names())


def _is_told(word: str) -> bool:
    return _folded(word) in _GROUPS or _folded(word) in _BETWEEN


def _folded(word: str) -> str:
    folded = word.lower()
    return folded if folded in _GROUPS else folded.removesuffix("'s")


def _is_asked_for(reading: Reading, start: int) -> bool:
    grid = grid_of(reading)
    if grid is not None:
        return any(map(_ASKS.search, grid.labels(grid.at(start))))
    before = _BEFORE_ON_LINE.search(reading.plain[max(start - _LONGEST, 0) : start])
    return before is not None and _ASKS.search(before[0].rpartition(".")[2]) is not None
