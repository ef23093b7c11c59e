"""Measures a table on questions that were held out, among their articles and a few others of the same laws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data import Article

OTHERS = (3, 7, 11, 19)
"""Places in a law of the articles that are put beside the held-out ones."""


@dataclass(frozen=True)
class HeldOut:
    """Questions and, for each, the place of its article among `passages`."""

    questions: list[np.ndarray]
    answers: np.ndarray
    passages: list[np.ndarray]

    @staticmethod
    def collect(
        questions: Sequence[tuple[np.ndarray, int]],
        articles: Sequence[Article],
        bodies: Mapping[int, np.ndarray],
        siblings: Mapping[str, Sequence[int]],
    ) -> HeldOut:
        """Puts the pool together, each article once."""
        rows = sorted({row for _, row in questions})
        laws = dict.fromkeys(articles[row].law for row in rows)
        beside = [siblings[law][place] for law in laws for place in OTHERS if place < len(siblings[law])]
        pool = [row for row in dict.fromkeys(rows + beside) if len(bodies[row])]
        place_of = {row: place for place, row in enumerate(pool)}
        answers = np.array([place_of[row] for _, row in questions], np.int64)
        return HeldOut([question for question, _ in questions], answers, [bodies[row] for row in pool])


def measure_held_out(table: np.ndarray, held: HeldOut) -> str:
    """Recall@10 and MRR@10 in percent, mean over questions (one article answers each)."""
    likeness = embed(table, held.questions) @ embed(table, held.passages).T
    of_answer = likeness[np.arange(len(held.answers)), held.answers]
    place = (likeness > of_answer[:, None]).sum(1)
    found = place < 10
    return f"held out: R@10 {found.mean() * 100:.1f}, MRR@10 {(found / (place + 1)).mean() * 100:.1f}"


def embed(table: np.ndarray, texts: Sequence[np.ndarray]) -> np.ndarray:
    """One row of length 1 for each text; of length 0 for a text without tokens."""
    vectors = np.stack([table[text].mean(0) if len(text) else np.zeros(table.shape[1], table.dtype) for text in texts])
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
