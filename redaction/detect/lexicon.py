"""The word lists the detectors share: English words, given and family names, titles, months, words of places and posts.

All entries are folded as a text is (`normalise.fold`). Where the long lists come from: `training/LICENCES.md`.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

TITLES = frozenset("mr mrs ms miss mx master dr doctor prof professor sir lady lord dame rev reverend fr cllr councillor".split())
POLICE_TITLES = frozenset("pc pcso dc ds di dci sgt sergeant insp inspector constable".split())
CARE_TITLES = frozenset("nurse sister judge justice aunt auntie uncle nan nana grandma grandad granny".split())
MALE_TITLES = frozenset({"mr", "master", "sir", "lord", "uncle", "grandad"})
FEMALE_TITLES = frozenset({"mrs", "ms", "miss", "lady", "dame", "aunt", "auntie", "nan", "nana", "grandma", "granny"})
CHILD_TITLES = frozenset({"master", "miss"})
NAME_SUFFIXES = frozenset("jr snr sr junior senior esq ii iii iv obe mbe cbe phd bsc msc ba ma pgce qts".split())
PARTICLES = frozenset("van von der den de del della di da dos das la le el al bin bint ibn ben abu ap ab ter ten st san mac mc o".split())

MONTHS = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split())

PLACE_WORDS = frozenset(
    "road rd street avenue ave lane close drive crescent terrace gardens grove square mews parade broadway"
    " court house lodge cottage farm park way walk rise mount row hill bridge green field fields wood woods"
    " school primary secondary academy college university nursery infant infants junior juniors high grammar sixth"
    " hospital surgery clinic practice hospice church chapel cathedral mosque temple gurdwara synagogue parish centre center"
    " library hotel inn arms estate station trust council borough hall building buildings tower towers"
    " ltd limited plc llp solicitors partnership foundation federation report act regulations".split()
)
FEMALE_RELATIONS = frozenset(
    "mother mum mam mom stepmother stepmum grandmother nan nana grandma aunt auntie sister stepsister half-sister wife daughter"
    " niece girlfriend godmother".split()
)
MALE_RELATIONS = frozenset(
    "father dad stepfather stepdad grandfather grandad granddad uncle brother stepbrother half-brother husband son nephew boyfriend"
    " godfather".split()
)
CHILD_RELATIONS = frozenset(
    "sibling brother sister stepbrother stepsister half-brother half-sister twin classmate pupil child friend cousin son daughter"
    " peer victim student".split()
)
PARENT_RELATIONS = frozenset("mother mum mam mom father dad parent guardian carer stepmother stepfather grandmother grandfather foster".split())


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


def is_listed_name(token: str) -> bool:
    """Whether a folded token is a given or a family name somewhere."""
    return token in given_names() or token in family_names()


def is_calendar_word(token: str) -> bool:
    """Whether a folded token is a day or a month."""
    return token in MONTHS or token in DAYS


@cache
def is_title(token: str) -> bool:
    """Whether a folded token, with or without its full stop, stands before a name."""
    bare = token.rstrip(".")
    return bare in TITLES or bare in POLICE_TITLES or bare in CARE_TITLES


def _list(name: str) -> frozenset[str]:
    packed = files("redaction.detect").joinpath("lexicon").joinpath(f"{name}.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode().split("\n"))
