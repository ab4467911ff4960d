"""Rights requests: their law, their cases and their deadlines.

A rights request becomes one case per right and data subject. A case is the fold of its events (`model.timeline`), kept
in a hash chain (`store.cases`); personal data is never in an event but in erasable tables beside it. `services` holds
the verbs: each loads a case, asks the model, appends events and writes outbox rows in one transaction that its caller
commits. `deadlines` works out every statutory date and says why. Nothing here knows the web, the queue or rendering.
"""
