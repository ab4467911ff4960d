"""An index of shares and mailboxes, so that what has not changed since it was read is not read again for each case.

It holds the text of what lies there and the keys of each text (`workers.finding.text_keys`), and nothing of it in the
clear: whoever has the file without the key has sizes and numbers. A search first brings it up to date (`catalogue`), so
that it never answers from an older state of the store; what is gone from the store is gone from the index.
"""
