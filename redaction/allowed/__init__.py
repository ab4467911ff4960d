"""What may be carried from one PDF into another: an allow-list for every kind of object that paints a page.

Everything is written anew, key by key; what is not on a list does not exist in the result.
"""
