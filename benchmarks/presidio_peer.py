"""The peer of `detection.py`: presidio-analyzer on the same text and the same names, in an environment of its own.

Run by `detection.py --peer PYTHON`, where PYTHON is an interpreter that has presidio-analyzer; reads JSON on standard
input (`pages`, `names`) and prints its megabytes a processor second as JSON. Without a language model, as the project
runs it here: a list of names to deny, and its recognisers of UK identifiers.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version

from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine.no_op_nlp_engine import NoOpNlpEngine
from presidio_analyzer.predefined_recognizers import (
    EmailRecognizer,
    NhsRecognizer,
    PhoneRecognizer,
    UkNinoRecognizer,
    UkPostcodeRecognizer,
)


def main() -> None:
    given = json.load(sys.stdin)
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.add_recognizer(PatternRecognizer("PERSON", name="names", deny_list=given["names"]))
    for kind in (EmailRecognizer, NhsRecognizer, PhoneRecognizer, UkNinoRecognizer, UkPostcodeRecognizer):
        registry.add_recognizer(kind(supported_language="en"))
    engine = AnalyzerEngine(
        registry=registry, nlp_engine=NoOpNlpEngine([{"lang_code": "en", "model_name": ""}]), supported_languages=["en"]
    )
    engine.analyze(given["pages"][0], language="en")  # what it loads when it is first used
    size = sum(map(len, given["pages"])) / 1e6
    start = time.process_time()
    found = sum(len(engine.analyze(page, language="en")) for page in given["pages"])
    taken = time.process_time() - start
    print(json.dumps({"version": version("presidio-analyzer"), "speed": round(size / taken, 3), "found": found}))


if __name__ == "__main__":
    main()
