"""The four-fifths rule: which relative likelihoods count as no adverse impact."""

from math import inf, log

from wres_excel.domain.numbers import Number

FOUR_FIFTHS = (0.8, 1.25)
"""Ratios between these, ends included, are treated as no adverse impact."""
_NOISE = 1e-9


def within_four_fifths(ratio: Number) -> bool:
    """Return whether a relative likelihood counts as no adverse impact."""
    low, high = FOUR_FIFTHS
    return low - _NOISE <= ratio <= high + _NOISE


def distance_from_equal(ratio: Number) -> float:
    """Return how far a ratio is from 1: half as likely is as far as twice as likely."""
    return abs(log(ratio)) if ratio > 0 else inf
