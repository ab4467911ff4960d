"""The texts of attendance work, one module a kind of document; each takes a dossier and a day and gives a draft."""
