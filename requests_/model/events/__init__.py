"""Everything that can happen to a case, in the past tense: a module for each part of the work.

An event holds identifiers, enumerations, dates, counts and digests; never a name, never free text. `kind` is the stored
name and `version` the shape of the payload, so that an old event can always be read again.
"""
