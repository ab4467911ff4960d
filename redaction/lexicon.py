"""The word lists the detectors share: English words, given and family names, titles, months, words of places and posts.

All entries are folded as a text is (`normalise.fold`). Where the long lists come from: `training/LICENCES.md`.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files


def word_set(words: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(words.split())


TITLES = word_set(
    "mr mrs ms miss mx master dr doctor prof professor sir lady lord dame rev reverend fr cllr councillor"
)
POLICE_TITLES = word_set("pc pcso dc ds di dci sgt sergeant insp inspector constable")
CARE_TITLES = word_set("nurse sister judge justice aunt auntie uncle nan nana grandma grandad granny")
MALE_TITLES = word_set("mr master sir lord uncle grandad")
FEMALE_TITLES = word_set("mrs ms miss lady dame aunt auntie nan nana grandma granny")
CHILD_TITLES = word_set("master miss")
NAME_SUFFIXES = word_set("jr snr sr junior senior esq ii iii iv obe mbe cbe phd bsc msc ba ma pgce qts")
PARTICLES = word_set(
    "van von der den de del della di da dos das la le el al bin bint ibn ben abu ap ab ter ten st san mac mc"
)
MONTHS = word_set(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun")
PLACE_WORDS = word_set(
    "road rd street avenue ave lane close drive crescent terrace gardens grove square mews parade broadway"
    " court house lodge cottage farm park way walk rise mount row hill bridge green field fields wood woods"
    " school primary secondary academy college university nursery infant infants junior juniors high grammar sixth"
    " hospital surgery clinic practice hospice church chapel cathedral mosque temple gurdwara synagogue parish"
    " centre center library hotel inn arms estate station trust council borough hall building buildings tower towers"
    " ltd limited plc llp solicitors partnership foundation federation report act regulations"
)
FEMALE_RELATIONS = word_set(
    "mother mum mam mom stepmother stepmum grandmother nan nana grandma aunt auntie sister stepsister half-sister"
    " wife daughter niece girlfriend godmother"
)
MALE_RELATIONS = word_set(
    "father dad stepfather stepdad grandfather grandad granddad uncle brother stepbrother half-brother husband son"
    " nephew boyfriend godfather"
)
CHILD_RELATIONS = word_set(
    "sibling brother sister stepbrother stepsister half-brother half-sister twin classmate pupil child friend cousin"
    " son daughter peer victim student"
)
PARENT_RELATIONS = word_set(
    "mother mum mam mom father dad parent guardian carer stepmother stepfather grandmother grandfather foster"
)


@cache
def words() -> frozenset[str]:
    """English words, in lower case; some are names as well."""
    return _list("words")


@cache
def given_names() -> frozenset[str]:
    """Given names of many languages."""
    return _list("given")


@cache
def family_names() -> frozenset[str]:
    """Family names of many languages."""
    return _list("family")


@cache
def places() -> frozenset[str]:
    """Countries, peoples, faiths, towns and counties, word by word."""
    return _list("places")


def is_word(token: str) -> bool:
    """Whether a folded token is an English word, in the singular or the plural."""
    return token in words() or (token.endswith("s") and token[:-1] in words())


def is_given_name(token: str) -> bool:
    """Whether a folded token is a given name, or two of them with a hyphen: "lily-mae", "tommy-lee"."""
    parts = token.split("-")
    return token in given_names() or (len(parts) == 2 and all(part in given_names() for part in parts))


def is_listed_name(token: str) -> bool:
    """Whether a folded token is a given or a family name somewhere."""
    return is_given_name(token) or token in family_names()


def is_calendar_word(token: str) -> bool:
    """Whether a folded token is a day or a month."""
    return token in MONTHS or token in DAYS


@cache
def is_title(token: str) -> bool:
    """Whether a folded token, with or without its full stop, stands before a name."""
    bare = token.rstrip(".")
    return bare in TITLES or bare in POLICE_TITLES or bare in CARE_TITLES


def _list(name: str) -> frozenset[str]:
    packed = files("redaction").joinpath("word_lists").joinpath(f"{name}.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode().split("\n"))
