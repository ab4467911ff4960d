"""Which scanner a setting names."""

from __future__ import annotations

from requests_.settings import SettingsFault
from workers.scanners.base import NoScanner, Scanner, Unchecked
from workers.scanners.clamd import Clamd


def scanner_for(address: str) -> Scanner:
    """The scanner that RIGHTS_VIRUS_SCANNER names. Raises SettingsFault for anything else."""
    kind, _, place = address.partition(":")
    host, _, port = place.rpartition(":")
    if not address:
        return NoScanner()
    if address == "none":
        return Unchecked()
    if kind == "clamd" and place.startswith("/"):
        return Clamd(place)
    if kind == "clamd" and host and port.isascii() and port.isdigit() and 0 < int(port) < 65536:
        return Clamd(host, int(port))
    raise SettingsFault("RIGHTS_VIRUS_SCANNER must be clamd:HOST:PORT, clamd:/path/of/its/socket, or none.")
