"""What training starts from: weights copied layer by layer, norms carried over, other shapes refused."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.lookups import Lookups

from orchestration.language.pretrained import PretrainedModelError, copy_encoder, copy_norms, load_pretrained

OWN = ["NORM", "SHAPE"]


def pipeline(attributes: list[str], width: int = 8, depth: int = 2) -> Language:
    """An initialized pipeline of an encoder alone, of its own random weights."""
    nlp = spacy.blank("en")
    rows = [50] * len(attributes)
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": width, "attrs": attributes, "rows": rows}
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": depth, "window_size": 1}
    model = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": embed | {"include_static_vectors": False},
        "encode": encode | {"maxout_pieces": 3},
    }
    nlp.add_pipe("tok2vec", config={"model": model})
    nlp.initialize()
    return nlp


def encoder(nlp: Language) -> Any:
    component: Any = nlp.get_pipe("tok2vec")
    return component.model


def weights(nlp: Language) -> list[np.ndarray[Any, Any]]:
    return [layer.get_param(name) for layer in encoder(nlp).walk() for name in layer.param_names]


def test_an_encoder_of_the_same_form_reads_the_same_afterwards() -> None:
    source, target = pipeline(OWN), pipeline(OWN)
    for array in weights(source):
        array += 0.5
    text = "Rebels seized the town."
    assert not np.array_equal(source(text).tensor, target(text).tensor)
    copy_encoder(encoder(source), encoder(target))
    assert np.array_equal(source(text).tensor, target(text).tensor)


def test_further_embeddings_keep_their_random_start() -> None:
    source, target = pipeline(OWN), pipeline([*OWN, "LEMMA"])
    for array in weights(source):
        array[...] = 7
    before = [array.copy() for array in weights(target)]
    copy_encoder(encoder(source), encoder(target))
    after = weights(target)
    assert [array.shape for array in after[:4]] == [(50, 8), (50, 8), (50, 8), (8, 3, 24)]
    assert (after[0] == 7).all() and (after[1] == 7).all()
    assert np.array_equal(after[2], before[2])
    assert (after[3][..., :16] == 7).all()
    assert np.array_equal(after[3][..., 16:], before[3][..., 16:])


@pytest.mark.parametrize(
    "other",
    [{"attributes": OWN, "width": 16}, {"attributes": OWN, "depth": 3}, {"attributes": OWN[:1]}],
    ids=["wider", "deeper", "fewer embeddings"],
)
def test_another_form_is_refused(other: dict[str, Any]) -> None:
    with pytest.raises(PretrainedModelError):
        copy_encoder(encoder(pipeline(OWN)), encoder(pipeline(**other)))


def test_norms_are_carried_over_and_kept_on_disk(tmp_path: Path) -> None:
    source, target = spacy.blank("en"), spacy.blank("en")
    tables = Lookups()
    tables.add_table("lexeme_norm", {"harbour": "harbor"})
    source.vocab.lookups = tables
    copy_norms(source, target)
    target.to_disk(tmp_path)
    for nlp in (target, spacy.load(tmp_path)):
        assert [token.norm_ for token in nlp("harbour Town")] == ["harbor", "town"]


def test_a_folder_without_a_pipeline_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(PretrainedModelError, match="en_core_web_sm"):
        load_pretrained(tmp_path)
