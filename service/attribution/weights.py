"""Weights of the pronoun ranking (see pronouns.py), fitted by models/evaluation/speakers.py."""

from __future__ import annotations

NOBODY = "nobody"
"""The weight of the choice that the pronoun stands for none of the candidates."""

_PERSON = {
    NOBODY: 0.0, "rank 0": 0.8, "rank 1": 0.0, "rank 2": -0.6, "rank 3": -1.0, "distance 0": 0.6, "distance 1": 0.6,
    "distance 2": 0.0, "distance 3": -0.5, "distance 5": -1.0, "subject": 0.5, "near subject": 0.6, "possessive": -0.6,
    "oblique": -0.7, "source": 0.6, "in quoted speech": -1.0, "gender known": 0.8, "unnamed": -0.5, "bare name": -0.7, "last speaker": 0.9,
    "same pronoun before": 0.7, "speaker of the enclosing report": 1.0, "same paragraph": 0.4, "first of its sentence": 0.6,
    "most named": 0.4, "often near": 0.3,
}
WEIGHTS: dict[str, dict[str, float]] = {
    "person": _PERSON,
    "it": {**_PERSON, NOBODY: 1.0},
    "they": {**_PERSON, NOBODY: 1.0},
}
