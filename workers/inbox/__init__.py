"""The council's own mailbox: each mail becomes a reply in its case, a request to be logged, or a failed delivery."""
