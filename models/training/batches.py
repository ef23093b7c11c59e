"""Draws batches of training pairs: written questions, lexicon pairs, and sentences out of running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data import Article, RunningText

PASSAGE_TOKENS = 200
WINDOW_TOKENS = 80
NEWS_SHARE = 0.6
"""Of the running text, how much is news; the rest is statutes."""
ASKING_WORDS = (
    "是什么 什么 怎么 怎么办 怎样 如何 为什么 多少 几个 哪些 哪个 哪里 谁 有没有 能不能 可以吗 是不是 吗 呢 请问 想知道 "
    "了解一下 到底 我 你们 老百姓 什么时候 多久 要不要 该 会不会 咋 啥 情况 一下"
).split()

Tokens = np.ndarray
Near = np.ndarray
"""For each statute pair, rows of articles that the table takes for near to its question (see `find_near`)."""


@dataclass(frozen=True)
class Sources:
    """All that is trained on, as token numbers."""

    articles: Sequence[Article]
    heads: dict[int, Tokens]
    """Law and chapter of an article, for the articles in `bodies`."""
    bodies: dict[int, Tokens]
    """Text of an article: those with questions and those that may stand beside them as wrong answers."""
    siblings: dict[str, list[int]]
    """Articles in `bodies` by law."""
    statute_pairs: Sequence[tuple[Tokens, int]]
    answers: dict[bytes, set[int]]
    """Articles that answer a question, by its tokens: some questions stand at several."""
    report_pairs: Sequence[tuple[Tokens, Tokens]]
    lexicon_pairs: Sequence[tuple[Tokens, Tokens]]
    news: RunningText
    laws: RunningText
    asking_words: Sequence[Tokens]


@dataclass(frozen=True)
class Shares:
    """Which part of a batch comes from where; what is left is running text."""

    statute: float
    report: float
    lexicon: float


@dataclass(frozen=True)
class Batch:
    """Question i belongs to passage i; passages beyond the questions answer none of them."""

    questions: list[Tokens]
    passages: list[Tokens]
    articles: np.ndarray
    """Row of the article that a passage is; -1 for other passages."""
    accepted: list[set[int]]
    """Articles that answer question i: none of them counts as a wrong answer to it."""


def draw_batch(sources: Sources, size: int, shares: Shares, near: Near | None, rng: np.random.Generator) -> Batch:
    """Draws about `size` pairs, and beside every second statute pair an article that does not answer it."""
    statutes, others = _draw_statutes(sources, int(size * shares.statute), near, rng)
    pairs = [(question, passage) for question, passage, _, _ in statutes]
    for row in _choose(len(sources.report_pairs), int(size * shares.report), rng):
        question, passage = sources.report_pairs[row]
        pairs.append((_drop(question, rng.random() * 0.3, rng), passage))
    for row in _choose(len(sources.lexicon_pairs), int(size * shares.lexicon), rng):
        question, passage = sources.lexicon_pairs[row]
        pairs.append((_drop(question, 0.1, rng), passage))
    rest = size - len(pairs)
    from_news = int(rest * NEWS_SHARE)
    pairs += _draw_running(sources.news, from_news, sources.asking_words, rng)
    pairs += _draw_running(sources.laws, rest - from_news, sources.asking_words, rng)
    rows = [row for _, _, row, _ in statutes] + [-1] * (len(pairs) - len(statutes)) + [row for row, _ in others]
    accepted = [rows for _, _, _, rows in statutes] + [set()] * (len(pairs) - len(statutes))
    kept = [place for place, (question, passage) in enumerate(pairs) if len(question) and len(passage)]
    return Batch(
        questions=[pairs[place][0] for place in kept],
        passages=[pairs[place][1] for place in kept] + [text for _, text in others],
        articles=np.array([rows[place] for place in [*kept, *range(len(pairs), len(rows))]]),
        accepted=[accepted[place] for place in kept],
    )


def _draw_statutes(
    sources: Sources, count: int, near: Near | None, rng: np.random.Generator
) -> tuple[list[tuple[Tokens, Tokens, int, set[int]]], list[tuple[int, Tokens]]]:
    """Question, passage, row and all right rows; then rows and texts of wrong articles."""
    pairs, others = [], []
    for pair in _choose(len(sources.statute_pairs), count, rng):
        question, row = sources.statute_pairs[pair]
        right = sources.answers[question.tobytes()]
        asked = _add_asking_words(_drop(question, rng.random() * 0.3, rng), sources.asking_words, rng)
        pairs.append((asked, _show(sources, row, rng), row, right))
        siblings = sources.siblings[sources.articles[row].law] if near is None else near[pair]
        other = int(siblings[rng.integers(len(siblings))])
        if other not in right and len(others) < count // 2 and len(sources.bodies[other]) > 4:
            others.append((other, _show(sources, other, rng)))
    return pairs, others


def _show(sources: Sources, row: int, rng: np.random.Generator) -> Tokens:
    """An article, half of the time with law and chapter before it, as the index has both kinds of passage."""
    body = sources.bodies[row]
    return (body if rng.random() < 0.5 else np.concatenate([sources.heads[row], body]))[:PASSAGE_TOKENS]


def _draw_running(
    text: RunningText, count: int, asking_words: Sequence[Tokens], rng: np.random.Generator
) -> list[tuple[Tokens, Tokens]]:
    """Pieces of sentences and the text around them; four times of five the sentence itself is taken out of it."""
    pairs: list[tuple[Tokens, Tokens]] = []
    for row in rng.integers(0, len(text.document), count * 2):
        if len(pairs) == count:
            break
        start, end = text.starts[row], text.starts[row + 1]
        if end - start < 4:
            continue
        low, high = _window(text, row)
        if rng.random() < 0.8:
            passage = np.concatenate([text.tokens[low:start], text.tokens[end:high]])
        else:
            passage = text.tokens[low:high]
        if len(passage) < 8:
            continue
        length = min(end - start, rng.integers(4, 29))
        at = start + rng.integers(0, end - start - length + 1)
        piece = _drop(text.tokens[at : at + length], rng.random() * 0.6, rng)
        pairs.append((_add_asking_words(piece, asking_words, rng), passage))
    return pairs


def _window(text: RunningText, row: int) -> tuple[int, int]:
    """Tokens of the sentences of the same document within WINDOW_TOKENS before and after sentence `row`."""
    first, last = row, row + 1
    while first > 0 and text.document[first - 1] == text.document[row]:
        if text.starts[row] - text.starts[first - 1] >= WINDOW_TOKENS:
            break
        first -= 1
    while last < len(text.document) and text.document[last] == text.document[row]:
        if text.starts[last + 1] - text.starts[row + 1] >= WINDOW_TOKENS:
            break
        last += 1
    return text.starts[first], text.starts[last]


def _choose(total: int, count: int, rng: np.random.Generator) -> np.ndarray:
    """`count` different rows of `total`, or all of them where there are fewer."""
    return rng.choice(total, min(total, count), replace=False)


def _drop(tokens: Tokens, share: float, rng: np.random.Generator) -> Tokens:
    """Leaves out about `share` of the tokens, never so that fewer than two are left."""
    if len(tokens) < 4:
        return tokens
    kept = tokens[rng.random(len(tokens)) >= share]
    return kept if len(kept) >= 2 else tokens


def _add_asking_words(tokens: Tokens, asking_words: Sequence[Tokens], rng: np.random.Generator) -> Tokens:
    """Adds one or two asking words two times of five, so that they come to weigh little."""
    if rng.random() >= 0.4:
        return tokens
    rows = rng.integers(0, len(asking_words), rng.integers(1, 3))
    return np.concatenate([tokens, *(asking_words[row] for row in rows)])
