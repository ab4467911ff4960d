"""What letters to other people, what came of them, and readers of letters are called on a page."""

CONSENT_LABELS: dict[str, dict[str, str]] = {
    "consent_answer": {
        "agrees": "Agreed that it is shown",
        "refuses": "Said no",
        "unable": "Is not able to agree or to say no",
        "no_answer": "Did not answer",
    },
    "audience": {"adult": "For an adult", "young": "For a young person"},
    "road": {"email": "By email", "paper": "By post"},
    "consent_letter": {"request": "The question", "reminder": "The reminder"},
}
CONSENT_MESSAGES = {
    "consent_request": "Question to another person",
    "consent_reminder": "Reminder to another person",
}
CONSENT_JOBS = {
    "ask_third_party": "Asking another person",
    "remind_third_party": "Reminding another person",
}
