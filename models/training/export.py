"""Reads a token table out of a model folder, and writes one as a model folder in transformers.js layout."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

MODELS = Path(__file__).resolve().parent.parent
GRAPH = "onnx/model_quantized.onnx"

try:
    import numpy as np
    import onnx
    from onnx import numpy_helper
except ModuleNotFoundError as missing:
    sys.exit(f"package {missing.name} is missing: pip install -r {Path(__file__).parent / 'requirements.txt'}")


def read_table(folder: Path) -> np.ndarray:
    """The table of the model in `folder`, float32 of tokens × dimensions."""
    values = {part.name: numpy_helper.to_array(part) for part in _load_graph(folder).graph.initializer}
    return values["table"].astype(np.float32) * values["scale"]


def write_model(table: np.ndarray, template: Path, folder: Path) -> None:
    """Writes `table` in int8, one scale a row, into a copy of the model `template`.

    It may have more or fewer dimensions than the template. Raises ValueError when it has not a row for each token of the
    template or holds what is no number.
    """
    graph = _load_graph(template)
    stored = {part.name: part for part in graph.graph.initializer}
    tokens = stored["table"].dims[0]
    if table.ndim != 2 or len(table) != tokens:
        raise ValueError(f"the table has shape {table.shape}, the model {template} wants {tokens} rows")
    if not np.isfinite(table).all():
        raise ValueError("the table holds values that are no numbers: the training has failed")
    scale = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-12).astype(np.float32)
    rows = np.rint(table / scale).clip(-127, 127).astype(np.int8)
    stored["table"].CopyFrom(numpy_helper.from_array(rows, "table"))
    stored["scale"].CopyFrom(numpy_helper.from_array(scale, "scale"))
    graph.graph.output[0].type.tensor_type.shape.dim[-1].dim_value = table.shape[1]
    onnx.checker.check_model(graph)
    (folder / GRAPH).parent.mkdir(parents=True, exist_ok=True)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        if (folder / name).resolve() != (template / name).resolve():
            shutil.copyfile(template / name, folder / name)
    config = json.loads((template / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "hidden_size": table.shape[1]}, indent=1))
    onnx.save(graph, folder / GRAPH)


def _load_graph(folder: Path) -> onnx.ModelProto:
    if not (folder / GRAPH).is_file():
        raise FileNotFoundError(f"{folder / GRAPH} is missing: a model folder in transformers.js layout is expected")
    graph = onnx.load(folder / GRAPH)
    if not {"table", "scale"} <= {part.name for part in graph.graph.initializer}:
        raise ValueError(f"{folder / GRAPH} is no static model: it has no table and scale")
    return graph


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path, help="what train.py wrote (.npy)")
    parser.add_argument("folder", type=Path, help="model folder to write; made when it is not there")
    parser.add_argument(
        "--template",
        type=Path,
        default=MODELS / "fawen-static-v3",
        help="model whose other files are taken (%(default)s)",
    )
    given = parser.parse_args()
    try:
        write_model(np.load(given.table), given.template, given.folder)
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    print(f"{given.folder}: {(given.folder / GRAPH).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
