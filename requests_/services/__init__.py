"""The verbs: each loads a case, asks the model whether it may, appends events and writes outbox rows. None commits."""
