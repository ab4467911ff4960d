"""Tags."""
def people_in(plain): return ()
