"""Turns the lexicon (official term, everyday wordings) into training pairs, with sentences in which the term stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

SENTENCES_KEPT = 400
SENTENCES_USED = 150
BARE_COPIES = 10
"""How often a wording is paired with the bare term."""


def make_lexicon_pairs(
    lexicon: dict[str, list[str]], sentences: Iterable[str], rng: np.random.Generator
) -> list[tuple[str, str]]:
    """Pairs of everyday wording, alone or in the place of the term, and the sentence with the term itself."""
    pairs = []
    for term, found in _find_sentences(lexicon, sentences, rng).items():
        for row in rng.permutation(len(found))[:SENTENCES_USED]:
            pairs.append((_reword(found[row], term, lexicon[term], rng), found[row]))
        pairs += [(wording, term) for wording in lexicon[term] for _ in range(BARE_COPIES)]
    return pairs


def _find_sentences(
    lexicon: dict[str, list[str]], sentences: Iterable[str], rng: np.random.Generator
) -> dict[str, list[str]]:
    """For each term up to SENTENCES_KEPT sentences of 12 to 160 characters; later ones replace some of the first."""
    pattern = re.compile("|".join(re.escape(term) for term in sorted(lexicon, key=len, reverse=True)))
    found: dict[str, list[str]] = {term: [] for term in lexicon}
    for sentence in sentences:
        if not 12 <= len(sentence) <= 160:
            continue
        for term in dict.fromkeys(pattern.findall(sentence)):
            if len(found[term]) < SENTENCES_KEPT:
                found[term].append(sentence)
            elif rng.random() < 0.1:
                found[term][rng.integers(SENTENCES_KEPT)] = sentence
    return found


def _reword(sentence: str, term: str, wordings: list[str], rng: np.random.Generator) -> str:
    """A question-like text: one wording (40 %), two (15 %), or one among up to 12 characters either side (45 %)."""
    wording, chance = wordings[rng.integers(len(wordings))], rng.random()
    if chance < 0.4:
        return wording
    if chance < 0.55:
        return wording + wordings[rng.integers(len(wordings))]
    start = sentence.index(term)
    end = start + len(term)
    before, after = rng.integers(0, 13, 2)
    return sentence[max(0, start - before) : start] + wording + sentence[end : end + after]
