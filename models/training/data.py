"""Reads and checks what the embedding model is trained on, and turns it into token numbers."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

TEXTS_AT_ONCE = 20_000
SENTENCE_END = re.compile(r"(?<=[。！？；])|\s{2,}")
CLAUSE_END = re.compile(r"(?<=[。；：])|(?<=，)(?=.{12})")
"""Articles of statutes are often one long sentence: a comma ends a clause when 12 characters or more follow."""


class DataError(Exception):
    """A file is missing or not what it should be; the message says which, where, and what was expected."""


@dataclass(frozen=True)
class Article:
    """One article of a statute."""

    law: str
    chapter: str
    text: str


@dataclass(frozen=True)
class RunningText:
    """Documents as one row of tokens; sentence i is tokens[starts[i]:starts[i + 1]] and stands in document[i]."""

    tokens: np.ndarray
    starts: np.ndarray
    document: np.ndarray


def read_articles(path: Path) -> list[Article]:
    """Reads `laws.tsv.gz`: law, chapter, article text. Row n of the file, from 1, is entry n - 1."""
    return [Article(*fields) for fields in _read_fields(path, 3, may_be_empty=True)]


def read_statute_questions(path: Path, articles: Sequence[Article]) -> list[tuple[int, str]]:
    """Reads row, law, question; gives index into `articles` and question, and checks that the row is of that law."""
    pairs = []
    for number, (row, law, question) in enumerate(_read_fields(path, 3), 1):
        if not row.isdigit() or not 1 <= int(row) <= len(articles):
            raise DataError(f"{path}:{number}: row {row}, expected 1 to {len(articles)}")
        article = articles[int(row) - 1]
        if article.law != law:
            raise DataError(f"{path}:{number}: row {row} is of {article.law}, not of {law}: other edition of the laws?")
        if not article.text:
            raise DataError(f"{path}:{number}: row {row} has no text")
        pairs.append((int(row) - 1, question))
    return pairs


def read_report_questions(path: Path) -> list[tuple[str, str]]:
    """Reads passage, question."""
    return [(passage, question) for passage, question in _read_fields(path, 2)]


def read_lexicon(path: Path) -> dict[str, list[str]]:
    """Reads an official term and the everyday wordings for it, parted by spaces."""
    return {term: wordings.split() for term, wordings in _read_fields(path, 2)}


def read_news(path: Path, every: int) -> list[list[str]]:
    """Reads every n-th article of `news.txt.gz` (one a line) as sentences; short and repeated ones are left out."""
    documents, seen = [], set()
    for number, line in enumerate(_read_lines(path)):
        text = line.strip()
        if number % every or len(text) < 80 or text[:50] in seen:
            continue
        seen.add(text[:50])
        sentences = [part for part in SENTENCE_END.split(text[:4000]) if part and len(part) >= 6]
        if len(sentences) >= 3:
            documents.append(sentences)
    return documents


def split_article(article: Article) -> list[str]:
    """An article as sentences for running text, the first of them its law and chapter."""
    return [f"{article.law} {article.chapter}", *(part for part in CLAUSE_END.split(article.text) if part)]


def open_tokenizer(path: Path) -> Tokenizer:
    """Opens the `tokenizer.json` of a model."""
    if not path.is_file():
        raise DataError(f"{path} is missing: the tokenizer of the model is expected there")
    return Tokenizer.from_file(str(path))


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[np.ndarray]:
    """Token numbers of each text, without special tokens."""
    rows: list[np.ndarray] = []
    for start in range(0, len(texts), TEXTS_AT_ONCE):
        batch = tokenizer.encode_batch_fast(list(texts[start : start + TEXTS_AT_ONCE]), add_special_tokens=False)
        rows += [np.array(encoding.ids, np.int64) for encoding in batch]
    return rows


def encode_documents(tokenizer: Tokenizer, documents: Sequence[Sequence[str]]) -> RunningText:
    """Documents, each a list of sentences, as running text."""
    sentences = encode(tokenizer, [sentence for document in documents for sentence in document])
    starts = np.concatenate([[0], np.cumsum([len(sentence) for sentence in sentences])]).astype(np.int64)
    owner = np.repeat(np.arange(len(documents)), [len(document) for document in documents])
    return RunningText(np.concatenate(sentences).astype(np.int32), starts, owner)


def _read_fields(path: Path, count: int, *, may_be_empty: bool = False) -> Iterator[list[str]]:
    """Fields of each line; without `may_be_empty`, an empty field or a line that stood before is an error."""
    seen = set()
    for number, line in enumerate(_read_lines(path), 1):
        fields = line.rstrip("\n").split("\t")
        if len(fields) != count:
            raise DataError(f"{path}:{number}: {len(fields)} fields, expected {count} parted by tabs")
        if not may_be_empty:
            if not all(field.strip() for field in fields):
                raise DataError(f"{path}:{number}: an empty field")
            if line in seen:
                raise DataError(f"{path}:{number}: the same line as one before")
            seen.add(line)
        yield fields


def _read_lines(path: Path) -> Iterator[str]:
    if not path.is_file():
        raise DataError(f"{path} is missing: models/training/README.md says where each file comes from")
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as file:
        try:
            yield from file
        except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
            raise DataError(f"{path} cannot be read as UTF-8 text: {error}") from error
