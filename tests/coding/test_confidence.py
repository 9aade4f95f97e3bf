"""Doubts lower the confidence as the fitted weights say, and a fitted file that does not fit the coder is refused."""

from pathlib import Path

import pytest

from orchestration.coding.confidence import DOUBTS, Calibration
from orchestration.reference.words import load_calibration
from orchestration.settings import Settings


def test_confidence_is_the_chance_of_the_summed_weights() -> None:
    calibration = Calibration({"base": 0.0, "no_actor": -2.0, "type:AID": 1.0})
    assert calibration.confidence([]) == 0.5
    assert calibration.confidence(["no_actor"]) == pytest.approx(0.119, abs=0.001)
    assert calibration.confidence(["type:AID"]) > calibration.confidence(["type:AID", "no_actor"])
    assert calibration.confidence(["a doubt without a weight"]) == 0.5


def test_the_fitted_weights_know_every_doubt_and_keep_confidences_apart() -> None:
    calibration = load_calibration(Settings.from_environment().reference_dir)
    assert set(DOUBTS) <= set(calibration.weights)
    best, worst = calibration.confidence([]), calibration.confidence(["single_word", "no_actor", "no_detail"])
    assert 0.0 < worst < best - 0.1 < 1.0


def test_unknown_doubts_are_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "confidence.csv").write_text("doubt,weight\nbase,1.0\nbad_weather,-1.0\n", encoding="utf-8")
    with pytest.raises(ValueError, match="calibrate --write"):
        load_calibration(tmp_path)
