"""Where somebody is reached: mail and web addresses, telephones, postcodes and streets."""

from __future__ import annotations

import re

from redaction.detect import validators
from redaction.detect.identifiers.rows import Identifier, Near

_STREETS = (
    r"(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Cl|Drive|Dr|Crescent|Cres|Terrace|Gardens|Gdns|Grove|Square|"
    r"Mews|Parade|Court|Way|Walk|Rise"
    r"|Row|Hill|Place|Green|View|Park|Mount|Croft|Meadow|Meadows|Fold|Broadway|Parkway|Highway|Villas|Quay|"
    r"Wharf|Path|Passage|Circle|Heights"
    r"|(?<!Food )Bank|Yard|Forge|Brow|Chase|Dale|Glade|Glen|Lea|Mead|Orchard|Ridge|Spinney|Vale|Wynd|Cottages|"
    r"Copse|Approach)"
)
_BUILDINGS = r"(?:House|Court|Point|Tower|Lodge|Mansions|Building|Buildings|Heights|Hall|Mill)"

CONTACT_ROWS: tuple[Identifier, ...] = (
    Identifier(
        "email",
        re.compile(r"[\w.+'-]*\w ?@ ?\w[\w-]*(?:\.\w[\w-]*)+"),
        "RFC 5322 addr-spec, common subset",
        near=Near.AT,
    ),
    Identifier(
        "online_profile",
        re.compile(
            r"(?:https?://)?(?:[\w-]+\.)?(?:facebook|instagram|twitter|tiktok|snapchat|linkedin|youtube|"
            r"threads)\.com/[\w.@/?=-]+"
            r"|https?://[^\s<>\"]+[/?&=](?:~|u/|user/|users/|profile/|people/|in/|id=)[^\s<>\"]+|"
            r"(?<![\w.@])@[A-Za-z_][\w.]{2,29}\b",
            re.I,
        ),
        "path of a personal page; handle after an at sign",
        near=Near.AT,
    ),
    Identifier(
        "phone",
        re.compile(
            r"(?<![\w/])(?:\+ ?44[ .-]?(?:\(0\))?|0044[ .-]?|\(0|0)\)?(?:[ .()\n-]{0,2}\d){9,11}(?!\d)|"
            r"(?<![\w/])\+[1-9](?:[ .-]?\d){7,13}(?!\d)"
        ),
        "Ofcom, National Telephone Numbering Plan",
        validators.is_phone,
        re.compile("$^"),
        near=Near.LONG_NUMBER,
    ),
    Identifier(
        "postcode",
        re.compile(
            r"(?<!\w)(?:[A-PR-UWYZa-pr-uwyz][A-HK-Ya-hk-y]?\d[\dA-HJKMNPR-Ya-hjkmnpr-y]?[ "
            r"]{1,3}\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}"
            r"|[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKMNPR-Y]?\d[ABD-HJLNP-UW-Z]{2}|GIR ?0AA)(?!\w)"
        ),
        "BS 7666-2, Royal Mail PAF",
        near=Near.LETTER,
    ),
    Identifier(
        "address",
        re.compile(
            rf"(?<![\w/.-])(?:(?:Flat|Apartment|Apt|Unit|Room) ?\w{{1,4}},? (?:[A-Z][\w']+ {_BUILDINGS},? )?)?"
            rf"\d{{1,4}}[A-Za-z]?,? (?:(?:[A-Z][\w'.-]*|of|the|on|St) ){{0,3}}[A-Z][\w'.-]* {_STREETS}\b(?:,? "
            rf"(?:North|South|East|West)\b)?"
            rf"|(?<![\w/.-])(?:Flat|Apartment|Apt) ?\d{{1,4}}[A-Za-z]?,? (?:[A-Z][\w'-]+ ){{1,3}}{_BUILDINGS}\b"
        ),
        "BS 7666, street descriptor",
        near=Near.STREET_NUMBER,
    ),
)
