"""UTF-8 that was read as something else is set right; sound text of any language stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.articles.characters import clean_characters
from orchestration.articles.mojibake import is_garbled, repair_mojibake

SOUND = [
    "The army’s spokesman said no – and left. Café.",
    "L’armée ivoirienne a quitté la ville – « hier », dit-elle à Abidjan.",
    "Войска вошли в город Гома в понедельник, «сообщили» власти.",
    "Зеленський заявив, що їхні війська зайняли місто Київ.",
    "Żołnierze zajęli Łódź – gdzieś",
    "قالت القوات إنها دخلت المدينة",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_stays(text: str) -> None:
    assert repair_mojibake(text) == text
    assert not is_garbled(text)


@pytest.mark.parametrize("wrong", ["latin-1", "cp1251"])
@pytest.mark.parametrize("text", SOUND[:5])
def test_mojibake_is_repaired(text: str, wrong: str) -> None:
    garbled = text.encode().decode(wrong)
    assert is_garbled(garbled)
    assert clean_characters(f"Sound first line.\n{garbled}") == f"Sound first line.\n{text}"


def test_what_was_spoilt_twice_is_repaired_twice() -> None:
    text = SOUND[1]
    assert repair_mojibake(text.encode().decode("latin-1").encode().decode("latin-1")) == text


def test_unseen_characters_go_and_joiners_stay_where_a_script_needs_them() -> None:
    assert clean_characters("at\u200dtack\u202e\u2066\u200b\u061c \U000e0041") == "attack "
    assert clean_characters("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_any_text_is_cleaned_and_can_be_stored(text: str) -> None:
    clean_characters(text).encode("utf-8")
    is_garbled(text)
