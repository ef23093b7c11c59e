"""Finds articles that a table takes for near to a question although they do not answer it."""

from __future__ import annotations

import numpy as np

from batches import PASSAGE_TOKENS, Near, Sources
from held_out import embed

SKIPPED = 2
"""The very nearest articles often answer too, though nobody wrote so."""
KEPT = 24
QUESTIONS_AT_ONCE = 512


def find_near(table: np.ndarray, sources: Sources) -> Near:
    """Rows of `KEPT` articles for each statute pair: nearest by the table, right answers and the first few left out."""
    rows = np.array([row for row, body in sources.bodies.items() if len(body) > 4])
    passages = embed(table, [sources.bodies[row][:PASSAGE_TOKENS] for row in rows])
    near = np.empty((len(sources.statute_pairs), KEPT), np.int64)
    for start in range(0, len(near), QUESTIONS_AT_ONCE):
        pairs = sources.statute_pairs[start : start + QUESTIONS_AT_ONCE]
        likeness = embed(table, [question for question, _ in pairs]) @ passages.T
        for place, (question, _) in enumerate(pairs):
            right = sources.answers[question.tobytes()]
            count = SKIPPED + KEPT + len(right)
            nearest = np.argpartition(-likeness[place], count)[:count]
            ordered = rows[nearest[np.argsort(-likeness[place, nearest], kind="stable")]]
            near[start + place] = [row for row in ordered if row not in right][SKIPPED : SKIPPED + KEPT]
    return near
