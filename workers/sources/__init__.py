"""The stores of the Education Support Service and how each kind is read.

A source only reads: it hands over people, rows and texts as they stand. Whether one of them is about the data subject
is decided in `workers.finding`. A new kind is one module here and one row in `stores.StoreKind`.
"""
