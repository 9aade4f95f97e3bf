"""The weights that training starts from: spaCy's en_core_web_sm (MIT), which has read a million words of news and speech.

Its embeddings of norm, prefix, suffix and shape and its convolutions are copied into the encoder of `training.cfg`, which
has the same form and one embedding more; tagger and parser are learnt from the treebanks alone, since it knows no Universal
Dependencies. Its table of norms ("colour" is "color") goes with them: the embeddings were learnt over it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.attrs import NORM
from spacy.language import Language
from spacy.util import add_lookups, registry
from thinc.api import Model

from orchestration.language.tokenizer import configure_tokenizer

Encoder = Model[Any, Any]
NORMS = "lexeme_norm"
OTHER_COMPONENTS = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "ner")


class PretrainedModelError(ValueError):
    """The folder holds no pipeline, or one whose encoder has another form than `training.cfg`; the message says which."""


def load_pretrained(path: Path) -> Language:
    """The pipeline of a folder, its encoder alone. Raises PretrainedModelError."""
    if not (path / "config.cfg").is_file():
        raise PretrainedModelError(
            f"{path} holds no spaCy pipeline. Unpack the wheel of en_core_web_sm 3.8.0 and name the folder with config.cfg."
        )
    return spacy.load(path, exclude=OTHER_COMPONENTS)


def copy_norms(source: Language, target: Language) -> None:
    """Let the target read words as the source does, before it has read any."""
    table = source.vocab.lookups.get_table(NORMS)
    vocab: Any = target.vocab
    vocab.lookups.add_table(NORMS, dict(table))
    vocab.lex_attr_getters[NORM] = add_lookups(vocab.lex_attr_getters[NORM], table)


def copy_encoder(source: Encoder, target: Encoder) -> None:
    """Copy all weights of an encoder into one with the same layers, or with further embeddings behind the same first ones.

    The mixing layer reads the embeddings side by side: columns of further embeddings keep their random start.
    Raises PretrainedModelError when the layers do not match.
    """
    embeddings, others = _layers(source)
    further = _layers(target)
    if len(further[0]) < len(embeddings) or len(further[1]) != len(others):
        raise PretrainedModelError("The encoder of the pretrained pipeline has other layers than training.cfg.")
    for layer, into in [*zip(embeddings, further[0], strict=False), *zip(others, further[1], strict=True)]:
        for name in layer.param_names:
            weights: Any = layer.get_param(name)
            fresh: Any = into.get_param(name).copy()
            if weights.shape[:-1] != fresh.shape[:-1] or weights.shape[-1] > fresh.shape[-1]:
                raise PretrainedModelError(f"{layer.name}: {weights.shape} does not fit into {fresh.shape} of training.cfg.")
            fresh[..., : weights.shape[-1]] = weights
            into.set_param(name, fresh)


def _layers(model: Encoder) -> tuple[list[Encoder], list[Encoder]]:
    """The embeddings, and the other layers with weights, in order."""
    layers = [layer for layer in model.walk() if layer.param_names]
    return [x for x in layers if x.name == "hashembed"], [x for x in layers if x.name != "hashembed"]


@registry.callbacks("sitrep.ud_tokenizer.v1")  # type: ignore[untyped-decorator]
def ud_tokenizer(pretrained: str) -> Callable[[Language], Language]:
    """The callback that gives a new pipeline its tokenizer rules and norms before training."""

    def configure(nlp: Language) -> Language:
        configure_tokenizer(nlp)
        copy_norms(load_pretrained(Path(pretrained)), nlp)
        return nlp

    return configure


@registry.callbacks("sitrep.pretrained_encoder.v1")  # type: ignore[untyped-decorator]
def pretrained_encoder(pretrained: str) -> Callable[[Language], Language]:
    """The callback that fills the encoder of an initialized pipeline."""

    def fill(nlp: Language) -> Language:
        source: Any = load_pretrained(Path(pretrained)).get_pipe("tok2vec")
        target: Any = nlp.get_pipe("tok2vec")
        copy_encoder(source.model, target.model)
        return nlp

    return fill
