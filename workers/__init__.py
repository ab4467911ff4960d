"""Background work: searching the ESS stores, reading and marking documents, building packs, sending messages.

A piece of work is a row of the outbox. `relay` hands it to RQ, a worker performs it (`context`), and its effect and its
end are written in one transaction: losing Redis or a worker loses nothing and repeats no effect.
"""
