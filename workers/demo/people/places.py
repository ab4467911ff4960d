"""Addresses of a borough that does not exist; no post town has the postcode area BK."""

from __future__ import annotations

import random

from workers.demo.people.person import Address

BOROUGH = "Brackenford"
DOMAIN = "brackenford.example"

DISTRICTS = (
    ("Brackenford", "1"),
    ("Brackenford", "2"),
    ("Aldermoor", "3"),
    ("Nether Wick", "4"),
    ("Quarry Hill", "5"),
    ("Saltbrook", "6"),
    ("Tansley Green", "7"),
    ("Upper Holme", "8"),
)
_STREETS = (
    "Alder",
    "Amblecote",
    "Ashdown",
    "Barley",
    "Beacon",
    "Bellfield",
    "Birchwood",
    "Bracken",
    "Brindle",
    "Broomhill",
    "Caldwell",
    "Canal",
    "Chapel",
    "Clement",
    "Coppice",
    "Corporation",
    "Cradley",
    "Dell",
    "Dove",
    "Elmhurst",
    "Fairholme",
    "Farrier",
    "Fennel",
    "Furnace",
    "Garth",
    "Glebe",
    "Greystone",
    "Hawthorn",
    "Hollybush",
    "Inkerman",
    "Jubilee",
    "Kestrel",
    "Kiln",
    "Larkspur",
    "Lime",
    "Linnet",
    "Lodge",
    "Maltings",
    "Mason",
    "Meadow",
    "Mill",
    "Nailers",
    "Orchard",
    "Parkside",
    "Pinfold",
    "Priory",
    "Quarry",
    "Railway",
    "Rowan",
    "Salters",
    "Sedge",
    "Stour",
    "Tanner",
    "Tempest",
    "Thorn",
    "Turner",
    "Vicarage",
    "Walnut",
    "Wharf",
    "Windmill",
)
_WAYS = (
    "Road",
    "Street",
    "Close",
    "Avenue",
    "Lane",
    "Crescent",
    "Drive",
    "Grove",
    "Gardens",
    "Walk",
    "Terrace",
    "Rise",
)
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"


def postcode(rng: random.Random, district: str) -> str:
    """A postcode of valid form in an area that was never given out."""
    return f"BK{district} {rng.randrange(1, 10)}{rng.choice(_INWARD)}{rng.choice(_INWARD)}"


def address(rng: random.Random) -> Address:
    """A home in the borough."""
    town, district = rng.choice(DISTRICTS)
    flat = f"Flat {rng.randrange(1, 24)}, " if rng.random() < 0.18 else ""
    street = f"{flat}{rng.randrange(1, 190)} {rng.choice(_STREETS)} {rng.choice(_WAYS)}"
    return Address(street, town, postcode(rng, district))


def elsewhere(rng: random.Random) -> Address:
    """A home outside the borough, in towns that do not exist either."""
    town = rng.choice(("Marlow Heath", "Eastcombe", "Penmoor", "Llanfair Isaf", "Strathbeg"))
    street = f"{rng.randrange(1, 120)} {rng.choice(_STREETS)} {rng.choice(_WAYS)}"
    return Address(
        street, town, f"BK{rng.randrange(11, 30)} {rng.randrange(1, 10)}{rng.choice(_INWARD)}{rng.choice(_INWARD)}"
    )
