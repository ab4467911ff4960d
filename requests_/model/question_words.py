"""First words for a question to the requester, one row a reason: for somebody to fill in and change, never sent as is.

Each asks for as little as finds the information, and says that nothing has to be given which somebody does not know.
"""

from __future__ import annotations

from requests_.model.pauses import PauseReason

QUESTION_WORDS: dict[PauseReason, str] = {
    PauseReason.SUBJECT_MATTER: (
        "We hold a great deal of information about [name]. Can you tell us what it is about that you would like to "
        "see, for example school admissions, special educational needs or social care? If you want everything, tell"
        " us so: we will search for all of it."
    ),
    PauseReason.PERIOD: (
        "Can you tell us which years you are asking about? We hold records from [year] to [year]. A rough answer "
        "helps, and if you want all of them, tell us so."
    ),
    PauseReason.PLACE: (
        "Can you tell us which schools or services knew [name], and roughly when? If you do not remember them all, "
        "tell us those that you do."
    ),
    PauseReason.NAMES_USED: (
        "Has [name] been known by any other name, for example before an adoption or a marriage? Our records may be "
        "kept under it. You do not have to tell us why the name changed."
    ),
    PauseReason.OCCASION: (
        "You mention [what they mention]. Can you tell us roughly when that was, and who was there, so that we find"
        " the right record?"
    ),
    PauseReason.PROCESSING: (
        "Can you tell us which use of the information you mean, for example a letter that you had or a decision "
        "that was made? We will then look at that use of it."
    ),
}
