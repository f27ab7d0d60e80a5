"""`python -m extraction.training [train|score]` makes the English pipeline and measures it."""

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, cast

from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, registry

from extraction import lemmas, parsing
from extraction.training.corpus import sentences_of
from extraction.training.lemma_table import lemma_table
from extraction.training.scores import Score, encoded, measure
from extraction.training.tokenization import tokenization

_TRAINED: Final = ("ewt_train", "gum_train")
_HERE: Final = Path(__file__).parent
_FILES: Final = (
    *(
        f"{corpus}_{part}.conllu.gz"
        for corpus in ("ewt", "gum")
        for part in ("train", "dev", "test")
    ),
    "gum_conversation_eval.conllu.gz",
    "uner_ewt_test.iob2.gz",
)


def main(task: str = "train") -> int:
    """Train if asked, score always; 1 when the corpora are not there."""
    folder = Path(os.environ.get("RELATA_SHARED", "../shared")) / "corpora"
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        sys.stderr.write(f"{folder} lacks {missing[0]}: set RELATA_SHARED to the shared folder.\n")
        return 1
    if task == "train":
        _keep(_trained(folder))
    scores = measure(parsing.load(), folder)
    (parsing.MODEL / "scores.json").write_bytes(encoded(scores))
    sys.stdout.write(_table(scores))
    return 0


def _trained(folder: Path) -> Language:
    parsing.use_one_fast_thread()
    registry.callbacks.register("relata.tokenization.v1", func=tokenization)
    config = load_config(
        _HERE / "config.cfg", overrides={"paths.corpora": str(folder)}, interpolate=False
    )
    with TemporaryDirectory() as made:
        train(init_nlp(config), Path(made), stdout=sys.stdout, stderr=sys.stderr)
        return _with_known_lemmas(parsing.load(Path(made) / "model-best"), folder)


def _with_known_lemmas(nlp: Language, folder: Path) -> Language:
    known = cast("lemmas.KnownLemmas", nlp.add_pipe(lemmas.NAME, after="lemmatizer"))
    known.learn(
        lemma_table(sentence for name in _TRAINED for sentence in sentences_of(folder, name))
    )
    return nlp


def _keep(nlp: Language) -> None:
    """Put the pipeline into its folder; the licence note there stays."""
    for part in parsing.MODEL.iterdir():
        if part.is_dir():
            shutil.rmtree(part)
    nlp.meta.update(name="relata", version="1", license="CC BY-SA 4.0", author="Relata")
    nlp.config["paths"]["corpora"] = None
    nlp.to_disk(parsing.MODEL)


def _table(scores: dict[str, Score]) -> str:
    columns = max(scores.values(), key=len)
    head = f"{'':24}" + "".join(f"{column:>13}" for column in columns)
    rows = [
        f"{name:24}" + "".join(f"{score.get(column, float('nan')):13.2f}" for column in columns)
        for name, score in scores.items()
    ]
    return "\n".join([head, *rows, ""])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
