"""What the documentation asks of the sample corpus, the warehouse answers as it is printed there."""

import pytest

from tests.conftest import FirstRun
from tests.end_to_end.questions import PAGES, Question, answer, read_questions

QUESTIONS = [question for page in PAGES for question in read_questions(page)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question.page}:{question.line}")
def test_the_printed_answer_is_the_answer(question: Question, sample_run: FirstRun) -> None:
    assert answer(sample_run.settings, question.sql) == question.answer, (
        "write the answers anew: python -m tests.end_to_end.questions --data DIR, on a run over data/landing"
    )


def test_there_are_ten_questions_with_answers() -> None:
    answered = [question for question in read_questions("docs/questions.md") if question.answer.count("\n") > 2]
    assert len(answered) >= 10
