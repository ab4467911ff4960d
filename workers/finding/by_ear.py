"""Names whose spelling does not show their sound, with what an English ear writes down; one name a line.

Written by hand for this project: the spellings are those that turn up when a name was only heard, on the telephone
above all. They are no other forms of the name, so they never make a full match by themselves.
"""

from __future__ import annotations

from functools import cache

_LINES = """
aoife eefa efa aoifa eva
aoibhinn aveen eveen
aisling ashling aislinn ashlyn
ailbhe alva elva
bronagh brona
caoimhe keeva kweeva keva caoimh queeva
caoilfhionn keelin kaylin
ciara keira kiera keera kira
cian kian keean
ciaran kieran kieron
cillian killian
clodagh cloda
daithi dahy
eilidh ailey eiley ayley
eoghan owen eoin ewan euan
fionnuala finola nuala
gethin gethyn
grainne grania gronya
ieuan yaiyan
iwan ewan
laoise leesha
llewellyn lewellyn louellyn
maeve meabh meadhbh
mairead maraid mared
niamh neve neave niav neeve
oisin osheen usheen ocean
orlaith orla orlagh
padraig pauric porick patrick
roisin rosheen
ruaridh rory ruairi
sadhbh sive saive
saoirse seersha sorsha sairsha
sian shan
sinead shinade shinead
siobhan shivaun chevonne shavon shivon
sorcha sorka suraka
tadhg tige tyge teague
xhesika jessica
jorge george
joaquin wakeen
xavier zavier
wojciech voytek
malgorzata mowgorzata margaret
agnieszka agnyeshka
zoltan soltan
nguyen win nwin
ngozi ingozi
chukwuemeka emeka
oluwaseun seun shayun
siddharth sidharth sidarth
vaishnavi vyshnavi
zhang jang
xiu shoo
hyacinth hiacinth
dafydd davith david
cholmondeley chumley
cavanagh kavanagh kavanah
featherstonehaugh fanshaw
mcloughlin maclochlan mclaughlin mclachlan
mckeown mcewan mckewan
o'shaughnessy oshaughnessy oshaunessy
beauchamp beecham
leicester lester
worcester wooster
menzies mingis
"""


@cache
def _groups() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in _LINES.replace("'", "").strip().splitlines():
        names = line.split()
        for name in names:
            table.setdefault(name, set()).update(names)
    return {name: frozenset(names) for name, names in table.items()}


def is_heard_as(one: str, other: str) -> bool:
    """Say whether two folded names are listed as one name heard and written down."""
    return other in _groups().get(one, ())
