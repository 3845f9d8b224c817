"""Which verbs call for a preposition."""

import importlib.util
from collections import Counter
from pathlib import Path

TRAINING = Path(__file__).parents[2] / "training"


def _calls_for():
    spec = importlib.util.spec_from_file_location("training_calls_for", TRAINING / "calls_for.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_verb_calls_for_what_follows_it_often():
    """Once is chance, a rare verb is no row, and one that nothing follows is a row without a preposition."""
    verbs = Counter({"live": 10, "eat": 80, "sit": 4, "put": 10})
    followed = Counter({("live", "in"): 5, ("eat", "in"): 5, ("put", "on"): 1})
    assert _calls_for().table(verbs, followed) == "verb\tprepositions\neat\nlive\tin\nput\n"
