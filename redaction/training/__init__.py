"""How the name tagger and its word lists are made, so that anyone can make them again.

`python -m redaction.training.lexicon` writes the word lists, `python -m redaction.training.train` the model.
`tab.jsonl.gz` holds court judgments of the Text Anonymization Benchmark (Norsk Regnesentral, MIT licence).
"""
