"""Which passwords will do: long ones that nobody guesses first. Nothing is asked about signs, capitals or digits."""

from __future__ import annotations

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 500
LEAST_DIFFERENT_CHARACTERS = 5
# Words that long passwords are made of when people do not want to think; what is left beside them must be long enough.
GUESSED_FIRST = (
    "password", "passw0rd", "letmein", "welcome", "qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm", "iloveyou",
    "administrator", "admin", "monkey", "dragon", "football", "liverpool", "arsenal", "chelsea", "sunshine", "princess",
    "spring", "summer", "autumn", "winter", "january", "february", "october", "november", "december", "monday",
    "changeme", "trustno1", "superman", "batman", "charlie", "council", "education", "school", "support", "service",
    "12345678901234567890", "1234567890", "123456789", "12345678", "1234567", "123456", "12345", "1234", "123",
    "0987654321", "987654321", "654321", "abcdefgh", "abcdef", "abc", "2024", "2025", "2026", "2027",
)  # fmt: skip
LEAST_BESIDE = 6


def why_not(password: str, *, email: str) -> str | None:
    """Why a password will not do, in one sentence; None when it will."""
    if len(password) < SHORTEST_PASSWORD:
        return f"A password has {SHORTEST_PASSWORD} characters at least. Three or four words you like are easy to keep."
    if len(password) > LONGEST_PASSWORD:
        return f"A password has {LONGEST_PASSWORD} characters at most."
    folded = password.casefold()
    if folded.strip() == email.casefold():
        return "This password is your own e-mail address. Choose another: three or four words do well."
    if len(set(folded)) < LEAST_DIFFERENT_CHARACTERS:
        return "This password repeats a few characters. Choose another."
    own = [part for part in email.casefold().replace("@", ".").split(".") if len(part) > 3]
    left = folded
    for word in (*sorted(own, key=len, reverse=True), *GUESSED_FIRST):
        left = left.replace(word, "")
    if len("".join(filter(str.isalnum, left))) < LEAST_BESIDE:
        return "This password is one that people guess first. Choose another: three or four words do well."
    return None
