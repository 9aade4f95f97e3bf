"""Trains the English UD pipeline from the treebanks and writes the whole model folder.

    python -m orchestration.language.train TREEBANKS_DIR START_DIR --output data/models/english_ud

TREEBANKS_DIR holds `ewt-{train,dev,test}.conllu.gz`, `gumfree-{train,dev,test}.conllu.gz` and `pud-test.conllu.gz`. The
model learns from the train parts alone; the dev parts choose the best checkpoint; the test parts are for the card.
One seed and one thread: the same files give the same model.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run_training
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from orchestration.language import corpus, pretrained  # noqa: F401  (registers what training.cfg names)
from orchestration.language.build_lexicon import write_lexicon
from orchestration.language.evaluate import score_treebank
from orchestration.language.model_card import TESTS, write_card
from orchestration.language.pipeline import COMPATIBLE_FILE, LEXICON_FILE, Parser
from orchestration.language.tagging import count_pairs, join_label
from orchestration.language.treebank import Paragraph, TreebankError, read_treebank

TRAINING_CONFIG = Path(__file__).with_name("training.cfg")
TREEBANKS = ("ewt", "gumfree")
NAME = "english_ud"
VERSION = "1.4.0"
# Sections that only training needs; they name folders of the machine that trained.
TRAINING_SECTIONS = ("paths", "corpora", "training", "pretraining", "initialize")


def treebank_path(treebanks: Path, name: str, part: str) -> Path:
    """The file of one part of a treebank. Raises TreebankError when it is not there."""
    path = treebanks / f"{name}-{part}.conllu.gz"
    if not path.is_file():
        raise TreebankError(f"{path} is missing; TREEBANKS must hold {name}-{part}.conllu.gz from Universal Dependencies.")
    return path


def training_paragraphs(treebanks: Path) -> list[Paragraph]:
    """All paragraphs of the train parts."""
    return [paragraph for name in TREEBANKS for paragraph in read_treebank(treebank_path(treebanks, name, "train"))]


def train_weights(treebanks: Path, work: Path, start: Path) -> Path:
    """Run the training of `training.cfg`; give the folder of the checkpoint that did best on the dev parts."""
    # numpy's own OpenBLAS multiplies matrices about three times as fast as BLIS on current processors.
    set_current_ops(NumpyOps(use_blis=False))
    checkpoints = work / "checkpoints"
    checkpoints.mkdir(parents=True, exist_ok=True)
    lexicon = work / LEXICON_FILE
    write_lexicon(training_paragraphs(treebanks), lexicon)
    paths = {part: ",".join(str(treebank_path(treebanks, name, part)) for name in TREEBANKS) for part in ("train", "dev")}
    config = load_config(
        TRAINING_CONFIG,
        overrides={"paths.lexicon": str(lexicon), "paths.pretrained": str(start)}
        | {f"paths.{part}": path for part, path in paths.items()},
        interpolate=True,
    )
    run_training(init_nlp(config), checkpoints)
    set_current_ops(NumpyOps())
    return checkpoints / "model-best"


def write_model(checkpoint: Path, treebanks: Path, output: Path) -> None:
    """The folder that `Parser` loads, from a checkpoint and the train parts. Hand-kept files in it stay."""
    nlp = spacy.load(checkpoint)
    for section in TRAINING_SECTIONS:
        nlp.config.pop(section, None)
    nlp.meta.update(
        name=NAME,
        version=VERSION,
        description="Universal Dependencies parser of English: tags, features, trees.",
        author="Sitrep contributors",
        license="CC BY-SA 4.0",
        sources=[
            {
                "name": "UD_English-EWT",
                "license": "CC BY-SA 4.0",
                "url": "https://universaldependencies.org/treebanks/en_ewt/",
            },
            {
                "name": "en_core_web_sm 3.8.0 (embeddings and encoder to start from)",
                "license": "MIT",
                "url": "https://github.com/explosion/spacy-models",
            },
            {"name": "UD_English-GUM", "license": "CC BY 4.0", "url": "https://universaldependencies.org/treebanks/en_gum/"},
        ],
        performance={},
    )
    nlp.to_disk(output)
    paragraphs = training_paragraphs(treebanks)
    write_lexicon(paragraphs, output / LEXICON_FILE)
    compatible = count_pairs(_label_pairs(paragraphs))
    (output / COMPATIBLE_FILE).write_text(json.dumps(compatible, indent=0) + "\n", encoding="utf-8")


def _label_pairs(paragraphs: list[Paragraph]) -> Iterator[tuple[str, str]]:
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            for word in sentence:
                yield word.xpos, join_label("|".join(sorted(word.feats.split("|"))), word.upos)


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the English UD pipeline and write its model folder.")
    parser.add_argument("treebanks", type=Path, help="folder of the treebanks, see the module's description")
    parser.add_argument("start", type=Path, help="folder of en_core_web_sm with its config.cfg, the weights to start from")
    parser.add_argument("--output", type=Path, default=Path("data/models/english_ud"))
    parser.add_argument("--work", type=Path, help="folder for checkpoints, kept; a temporary one without it")
    parser.add_argument("--checkpoint", type=Path, help="write the model from this checkpoint instead of training")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        checkpoint = options.checkpoint or train_weights(options.treebanks, options.work or Path(work), options.start)
        write_model(checkpoint, options.treebanks, options.output)
    trained = Parser(options.output)
    parts = {test.name: read_treebank(treebank_path(options.treebanks, test.name, "test")) for test in TESTS}
    scores = {name: score_treebank(trained, part) for name, part in parts.items()}
    write_card(options.output, trained.version, scores)


if __name__ == "__main__":
    main()
