"""Loads all that is trained on, and sets questions aside to measure with."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence

import numpy as np
from tokenizers import Tokenizer

import data
from batches import ASKING_WORDS, Sources
from held_out import HeldOut
from lexicon_pairs import make_lexicon_pairs

LEXICON_ARTICLES = 40_000
LEXICON_NEWS_SHARE = 3
"""For lexicon pairs, every third of the news articles that are read."""


def load_sources(given: Namespace, rng: np.random.Generator) -> tuple[Sources, HeldOut]:
    """Reads the files that the command line names; statute questions on every N-th article may be held out."""
    tokenizer = data.open_tokenizer(given.tokenizer)
    given.tokenizer_size = tokenizer.get_vocab_size()
    articles = data.read_articles(given.texts / "laws.tsv.gz")
    statutes = data.read_statute_questions(given.pairs / "statute-questions.tsv", articles)
    reports = data.read_report_questions(given.pairs / "report-questions.tsv")
    lexicon = data.read_lexicon(given.pairs / "lexicon.tsv")
    news = data.read_news(given.texts / "news.txt.gz", given.news_every)
    reworded = make_lexicon_pairs(lexicon, _lexicon_sentences(articles, news, rng), rng)
    is_held = [given.hold_out > 0 and row % given.hold_out == 0 for row, _ in statutes]
    kept = [pair for pair, held in zip(statutes, is_held) if not held]
    held = [pair for pair, held in zip(statutes, is_held) if held]
    print(
        f"{len(kept)} statute questions, {len(held)} held out; {len(reports)} report questions; "
        f"{len(reworded)} lexicon pairs; {len(news)} news and {len(articles)} statute articles as running text",
        flush=True,
    )
    siblings = _group_by_law(articles, statutes)
    rows = [row for group in siblings.values() for row in group]
    heads = data.encode(tokenizer, [f"{articles[row].law} {articles[row].chapter}" for row in rows])
    bodies = dict(zip(rows, data.encode(tokenizer, [articles[row].text for row in rows])))
    statute_pairs = list(zip(data.encode(tokenizer, [text for _, text in kept]), [row for row, _ in kept]))
    answers: dict[bytes, set[int]] = {}
    for question, row in statute_pairs:
        answers.setdefault(question.tobytes(), set()).add(row)
    sources = Sources(
        articles=articles,
        heads=dict(zip(rows, heads)),
        bodies=bodies,
        siblings=siblings,
        statute_pairs=statute_pairs,
        answers=answers,
        report_pairs=_encode_pairs(tokenizer, [(question, passage) for passage, question in reports]),
        lexicon_pairs=_encode_pairs(tokenizer, reworded),
        news=data.encode_documents(tokenizer, news),
        laws=data.encode_documents(tokenizer, [data.split_article(article) for article in articles]),
        asking_words=data.encode(tokenizer, ASKING_WORDS),
    )
    held_questions = list(zip(data.encode(tokenizer, [text for _, text in held]), [row for row, _ in held]))
    return sources, HeldOut.collect(held_questions, articles, bodies, siblings)


def _group_by_law(articles: Sequence[data.Article], statutes: Sequence[tuple[int, str]]) -> dict[str, list[int]]:
    """The articles of each law that has a question."""
    siblings: dict[str, list[int]] = {articles[row].law: [] for row, _ in statutes}
    for row, article in enumerate(articles):
        if article.law in siblings:
            siblings[article.law].append(row)
    return siblings


def _lexicon_sentences(
    articles: Sequence[data.Article], news: Sequence[Sequence[str]], rng: np.random.Generator
) -> Iterator[str]:
    for row in rng.permutation(len(articles))[:LEXICON_ARTICLES]:
        yield articles[row].text[:160]
    for document in news[::LEXICON_NEWS_SHARE]:
        yield from document


def _encode_pairs(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]) -> list[tuple[np.ndarray, np.ndarray]]:
    questions = data.encode(tokenizer, [question for question, _ in pairs])
    return list(zip(questions, data.encode(tokenizer, [passage for _, passage in pairs])))
