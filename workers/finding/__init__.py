"""One person among all that the stores hold.

The stores are read as they stand; all cleverness is on the side of the question (`expansion`): other spellings, short
forms, former names, swapped dates. Each comparison has a weight (`weights.json`) and a reason in plain words, and what
is found falls into one of three bands (`bands`): a match, a possible one for a person to decide, or somebody else.
"""
