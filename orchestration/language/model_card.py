"""Writes the model card of the UD pipeline: what it is, how good, how fast, under which licence, how to make it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from orchestration.language.evaluate import Scores

COMPARED = {"upos": "UPOS", "lemma": "lemma", "uas": "UAS", "las": "LAS", "sentences": "sentences"}
MOST_SHOWN_RELATIONS = 36
START_HASH = "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090"


@dataclass(frozen=True, slots=True)
class TestPart:
    """A test part with the scores that Stanza 1.5.1 published for it (F1, raw text; none for PUD)."""

    name: str
    title: str
    stanza: Mapping[str, float] | None


# https://stanfordnlp.github.io/stanza/performance.html, version 1.5.1; its GUM model saw all genres of GUM.
TESTS = (
    TestPart("ewt", "EWT test (web)", {"upos": 96.2, "lemma": 96.6, "uas": 88.9, "las": 86.8, "sentences": 89.2}),
    TestPart("gumfree", "GUM test (free genres)", {"upos": 97.6, "lemma": 98.2, "uas": 90.5, "las": 88.2, "sentences": 95.3}),
    TestPart("pud", "PUD (news and encyclopedia, never trained on)", None),
)

CARD = """# english_ud: a Universal Dependencies parser of English

Version `{version}`. A spaCy pipeline (hash embeddings, convolutional encoder, tagger, morphologizer, arc-eager parser)
trained on UD English EWT and GUM, with the closed rules of `orchestration/language` around it: sentence boundaries, joint
choice of tag and features within a word lexicon, lemmas, attachment of punctuation. The embeddings and the encoder start
from those of spaCy's en_core_web_sm 3.8.0, which was trained on OntoNotes 5 (news, talk, telephone speech, web); tagger and
parser start from nothing. All weights lie here: no vectors beside them, no download.

## Scores
F1 from raw text, as the CoNLL 2018 shared task counts (a word is right when it covers the same characters; LAS compares
universal relations). Paragraphs are given, everything else is predicted.

{scores}

Stanza is a neural biaffine parser over pretrained word vectors, many times larger and slower. Its GUM figures are for all
genres of GUM. PUD attaches commas by an older convention than EWT and GUM, which costs about three points of UAS and LAS:
"no punctuation" leaves punctuation out.

Speed: {speed:,.0f} words a second of processor time on one thread, with all rules.

## By relation
F1 of head and relation with subtype, on the three test parts, most frequent relations first.

{relations}

Weak: conj, acl, advcl, appos, parataxis, ellipsis. Rules that read the tree should trust nsubj, obj, nsubj:pass,
obl:agent, nummod and nmod:poss most.

## What lies here
| file | what |
|---|---|
| `config.cfg`, `meta.json`, `tokenizer`, `vocab/`, a folder for each component | the spaCy pipeline; `spacy.load` reads it |
| `lexicon.tsv.gz` | word forms with their tags and lemmas, from the treebanks' train parts and lemminflect |
| `compatible_tags.json` | which features go with which Penn tag in the train parts |
| `abbreviations.csv` | abbreviations that do not end a sentence; kept by hand |
| `LICENSE` | CC BY-SA 4.0 and attribution |

## Training it again
    make train TREEBANKS=DIR START=SM

SM is the folder with `config.cfg` in the unpacked wheel of en_core_web_sm 3.8.0 (its `tok2vec/model` has the SHA-256
`{start}`).

DIR holds `ewt-{{train,dev,test}}.conllu.gz` and `gumfree-{{train,dev,test}}.conllu.gz` (GUM without the genres whow,
fiction, essay, letter, podcast and reddit, whose texts are not free for commercial use) and `pud-test.conllu.gz`. The
recipe is `orchestration/language/training.cfg`: seed 1, one thread, half an hour to an hour. Train parts only are learnt
from; dev parts choose the checkpoint. To the texts the training adds headlines in title case, curly quotes, changed case
and place names of the whole world (GeoNames) in the stead of rare proper nouns; and to the treebanks, on every pass, 3,400
paragraphs of invented news with their trees (`orchestration/language/news_sentences.py`), since the treebanks hardly have
the verbs and the sentences of conflict. Scores alone:
`python -m orchestration.language.evaluate`.

## Limits
Modern edited English. Speech, verse, text of other languages and tables parse badly. Bodies above two million characters are
refused; words above 120 characters are parted.
"""


def write_card(folder: Path, version: str, scores: Mapping[str, Scores]) -> None:
    """`README.md` of the model folder. `scores` by the names of `TESTS`."""
    speed = max(score.words_per_second for score in scores.values())
    text = CARD.format(
        version=version, scores=_score_table(scores), relations=_relation_table(scores), speed=speed, start=START_HASH
    )
    (folder / "README.md").write_text(text, encoding="utf-8")


def _score_table(scores: Mapping[str, Scores]) -> str:
    lines = ["| | " + " | ".join([*COMPARED.values(), "UAS / LAS, no punctuation"]) + " |", "|---" * (len(COMPARED) + 2) + "|"]
    for test in TESTS:
        ours = scores[test.name].f1
        figures = [f"**{ours[metric]:.1f}**" for metric in COMPARED]
        figures.append(f"{ours['uas_words']:.1f} / {ours['las_words']:.1f}")
        lines.append(f"| {test.title} | " + " | ".join(figures) + " |")
        if test.stanza is not None:
            lines.append("| Stanza 1.5.1 | " + " | ".join(f"{test.stanza[metric]:.1f}" for metric in COMPARED) + " | |")
    return "\n".join(lines)


def _relation_table(scores: Mapping[str, Scores]) -> str:
    lines = ["| relation | " + " | ".join(test.name for test in TESTS) + " |", "|---" * (len(TESTS) + 1) + "|"]
    for relation in list(scores[TESTS[-1].name].relations)[:MOST_SHOWN_RELATIONS]:
        values = [scores[test.name].relations.get(relation) for test in TESTS]
        lines.append(f"| {relation} | " + " | ".join("" if value is None else f"{value:.0f}" for value in values) + " |")
    return "\n".join(lines)
