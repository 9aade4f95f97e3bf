"""Which revision counts after each thing that can happen to an article, in whatever order it is read."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.articles.revisions import Arrival, Moment, RevisionHistory, Sighting, StandingChange, decide
from orchestration.tables import STANDING_REASONS, STANDINGS

KEY = "address:example.org/story"


def hour(number: float) -> datetime:
    return datetime(2025, 3, 1, tzinfo=UTC) + timedelta(hours=number)


def arrival(
    name: str,
    published: float | None = None,
    modified: float | None = None,
    word: str | None = None,
    notice: str | None = None,
    read: float = 100,
    key: str = KEY,
) -> Arrival:
    return Arrival(
        article_id=name,
        revision_key=key,
        landing_file=f"{name}.txt",
        landing_member=0,
        modified_at=None if modified is None else hour(modified),
        published_at=None if published is None else hour(published),
        ingested_at=hour(read),
        withdrawal_word=word,
        notice_phrase=notice,
    )


class Newsroom:
    """Decides run after run and keeps all changes, as the stored table does."""

    def __init__(self) -> None:
        self.changes: list[StandingChange] = []
        self.clock = 100.0

    def run(self, *arrivals: Arrival, seen: Sequence[Sighting] = (), continues: bool = True) -> dict[str, str]:
        self.clock += 1
        moment = Moment(hour(self.clock), f"run-{self.clock}")
        read = [Arrival(**{**vars(one), "ingested_at": moment.decided_at}) for one in arrivals]
        self.changes += decide(read, seen, self.histories(moment), lambda *_: continues, moment)
        return self.stands()

    def histories(self, moment: Moment) -> list[RevisionHistory]:
        names = sorted({change.canonical_article_id for change in self.changes})
        return [RevisionHistory(moment, [c for c in self.changes if c.canonical_article_id == name]) for name in names]

    def stands(self) -> dict[str, str]:
        return {change.article_id: change.standing for change in self.changes}

    def reasons(self, name: str) -> list[str]:
        return [change.reason for change in self.changes if change.article_id == name]

    def operate(self, act: str, name: str) -> dict[str, str]:
        self.clock += 1
        moment = Moment(hour(self.clock), "operator")
        history = next(history for history in self.histories(moment) if name in history.latest)
        getattr(history, act)(name, "because")
        self.changes += history.added
        return self.stands()


@pytest.fixture
def room() -> Newsroom:
    return Newsroom()


def test_the_newest_revision_counts_and_the_others_are_kept(room: Newsroom) -> None:
    assert room.run(arrival("v1", 8)) == {"v1": "current"}
    assert room.run(arrival("v2", 9)) == {"v1": "superseded", "v2": "current"}
    assert room.run(arrival("v3", 9, modified=12)) == {"v1": "superseded", "v2": "superseded", "v3": "current"}
    last = room.changes[-1]
    assert (last.article_id, last.reason, last.caused_by_article_id, last.landing_file) == ("v2", "replaced", "v3", "v3.txt")
    assert (last.canonical_article_id, last.revision_number, last.change_number) == ("v1", 2, 2)
    assert last.effective_at == hour(12)


def test_an_older_revision_that_is_read_late_does_not_count(room: Newsroom) -> None:
    room.run(arrival("v2", 9))
    assert room.run(arrival("v1", 8)) == {"v2": "current", "v1": "superseded"}
    assert room.reasons("v1") == ["read_late"]
    assert room.run(arrival("v3", 8.5)) == {"v2": "current", "v1": "superseded", "v3": "superseded"}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_revisions_read_in_one_run_count_by_their_times_whatever_their_order(room: Newsroom, order: tuple[int, ...]) -> None:
    revisions = [arrival("v1", 8), arrival("v2", 8, modified=10), arrival("notice", 11, notice="WITHDRAWN")]
    assert room.run(*(revisions[index] for index in order)) == {"v1": "superseded", "v2": "retracted", "notice": "notice"}
    assert [change.canonical_article_id for change in room.changes] == ["v1"] * len(room.changes)


def test_without_times_the_order_of_reading_counts_then_the_file_name(room: Newsroom) -> None:
    room.run(arrival("b"))
    assert room.run(arrival("a")) == {"b": "superseded", "a": "current"}
    other = Newsroom()
    assert other.run(arrival("b"), arrival("a")) == {"a": "superseded", "b": "current"}


def test_of_one_time_the_one_read_later_counts(room: Newsroom) -> None:
    room.run(arrival("v1", 8))
    assert room.run(arrival("v2", 8))["v2"] == "current"


def test_a_bare_day_says_nothing_within_that_day(room: Newsroom) -> None:
    room.run(arrival("v1", 8))
    assert room.run(arrival("v2", 0))["v2"] == "current"
    assert room.run(arrival("v3", -24))["v3"] == "superseded"


def test_a_notice_takes_the_story_back_and_a_new_revision_brings_it_back(room: Newsroom) -> None:
    room.run(arrival("v1", 8))
    room.run(arrival("v2", 9))
    assert room.run(arrival("n", 10, notice="WITHDRAWN")) == {"v1": "superseded", "v2": "retracted", "n": "notice"}
    retraction = room.changes[-1]
    assert (retraction.reason, retraction.detail, retraction.caused_by_article_id) == ("notice", "WITHDRAWN", "n")
    assert room.run(arrival("v0", 7))["v0"] == "superseded"
    assert room.run(arrival("v3", 8, modified=9.5))["v3"] == "retracted"
    stands = room.run(arrival("v4", 9))
    assert stands["v4"] == "current"
    assert stands["v2"] == "retracted"


def test_a_notice_older_than_the_story_as_it_stands_takes_nothing_back(room: Newsroom) -> None:
    room.run(arrival("v2", 8, modified=12))
    assert room.run(arrival("n", 10, notice="WITHDRAWN")) == {"v2": "current", "n": "notice"}
    assert room.run(arrival("n2", 13, notice="WITHDRAWN"))["v2"] == "retracted"


def test_a_notice_that_is_read_first_takes_back_the_story_of_before(room: Newsroom) -> None:
    room.run(arrival("n", 10, notice="WITHDRAWN"))
    assert room.run(arrival("v1", 8)) == {"n": "notice", "v1": "retracted"}
    assert room.changes[-1].caused_by_article_id == "n"
    assert room.run(arrival("v2", 12))["v2"] == "current"


def test_a_story_without_time_that_follows_a_notice_counts(room: Newsroom) -> None:
    room.run(arrival("n", notice="WITHDRAWN"))
    assert room.run(arrival("v1")) == {"n": "notice", "v1": "current"}


def test_a_field_takes_the_story_back_with_all_revisions_before(room: Newsroom) -> None:
    room.run(arrival("v1", 8))
    assert room.run(arrival("v2", 9, word="killed")) == {"v1": "retracted", "v2": "retracted"}
    assert room.run(arrival("v0", 7, word="killed"))["v0"] == "retracted"
    assert room.run(arrival("v3", 10))["v3"] == "current"


def test_the_same_bytes_landed_anew_bring_a_retracted_story_back(room: Newsroom) -> None:
    room.run(arrival("v1", 8))
    room.run(arrival("n", notice="WITHDRAWN"))
    old = Sighting("v1", "v1.txt", hour(1))
    assert room.run(seen=[old])["v1"] == "retracted"
    assert room.run(seen=[old, Sighting("v1", "again.txt", hour(room.clock + 0.5))])["v1"] == "current"
    assert room.reasons("v1") == ["first_revision", "notice", "came_back"]
    assert room.run(seen=[old, Sighting("v1", "again.txt", hour(103.5))])["v1"] == "current"
    landed_again = Sighting("n", "notice-2.txt", hour(room.clock + 0.5))
    assert room.run(seen=[landed_again])["v1"] == "retracted"


def test_a_landing_folder_that_is_copied_changes_nothing(room: Newsroom) -> None:
    room.run(arrival("v1", 8), arrival("n", 9, notice="WITHDRAWN"))
    copied = [Sighting(name, f"{name}.txt", hour(500)) for name in ("n", "v1")]
    before = room.stands()
    assert room.run(seen=copied) == before
    room.run(arrival("v2", 10))
    before = room.stands()
    copied = [Sighting(name, f"{name}.txt", hour(501)) for name in ("n", "v1", "v2")]
    assert room.run(seen=copied) == before


def test_a_superseded_revision_seen_again_stays_superseded(room: Newsroom) -> None:
    room.run(arrival("v1", 8))
    room.run(arrival("v2", 9))
    assert room.run(seen=[Sighting("v1", "again.txt", hour(900))]) == {"v1": "superseded", "v2": "current"}


def test_a_sidecar_takes_back_once_and_lifts_what_it_said(room: Newsroom) -> None:
    room.run(arrival("v1", 8))
    said, unsaid = (Sighting("v1", "v1.txt", hour(1), word) for word in ("retracted", None))
    assert room.run(seen=[said])["v1"] == "retracted"
    assert room.operate("restore", "v1")["v1"] == "current"
    assert room.run(seen=[said])["v1"] == "current"
    assert room.run(seen=[Sighting("v1", "copy.txt", hour(1))])["v1"] == "current"
    other = Newsroom()
    other.run(arrival("v1", 8, word="retracted"))
    assert other.run(seen=[said])["v1"] == "retracted"
    assert other.run(seen=[unsaid])["v1"] == "current"
    assert other.run(seen=[said])["v1"] == "retracted"
    assert other.reasons("v1") == ["declared", "declaration_lifted", "declared"]


def test_what_an_operator_decides_stays_until_another_text_comes(room: Newsroom) -> None:
    room.run(arrival("v1", 8))
    assert room.operate("retract", "v1")["v1"] == "retracted"
    assert room.run(seen=[Sighting("v1", "again.txt", hour(900))])["v1"] == "retracted"
    assert room.run(arrival("v2", 9)) == {"v1": "retracted", "v2": "current"}
    assert room.operate("restore", "v1") == {"v1": "current", "v2": "superseded"}
    with pytest.raises(ValueError, match="counts already"):
        room.operate("restore", "v1")
    with pytest.raises(ValueError, match="no story that counts"):
        room.run(arrival("n", 20, notice="KILL"))
        room.operate("retract", "n")


def test_another_story_under_the_same_address_is_another_article(room: Newsroom) -> None:
    room.run(arrival("v1", 8))
    assert room.run(arrival("other", 9), continues=False) == {"v1": "current", "other": "current"}
    assert {change.canonical_article_id for change in room.changes} == {"v1", "other"}


def test_other_keys_do_not_meet(room: Newsroom) -> None:
    assert room.run(arrival("a", 8), arrival("b", 9, key="text:b")) == {"a": "current", "b": "current"}


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["text", "notice", "word", "seen", "retract", "restore"]),
        st.integers(0, 30),
        st.one_of(st.none(), st.integers(1, 30)),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@given(EVENTS)
def test_whatever_happens_at_most_one_revision_counts_and_nothing_is_lost(
    events: list[tuple[str, int, int | None, bool]],
) -> None:
    room = Newsroom()
    names: list[str] = []
    for number, (kind, place, time, is_modified) in enumerate(events):
        name = f"a{number}"
        if kind in ("text", "notice", "word"):
            names.append(name)
            word, notice = ("killed" if kind == "word" else None), ("KILL" if kind == "notice" else None)
            room.run(arrival(name, time, time if is_modified else None, word, notice))
        elif names:
            chosen = names[place % len(names)]
            if kind == "seen":
                landed = hour(room.clock + 0.5 if is_modified else 0)
                room.run(seen=[Sighting(chosen, f"{place}.txt", landed, "killed" if time and time > 20 else None)])
            else:
                try:
                    room.operate(kind, chosen)
                except ValueError:
                    continue
        stands = room.stands()
        assert list(stands) == names
        assert list(stands.values()).count("current") <= 1
    assert {change.standing for change in room.changes} <= set(STANDINGS)
    assert {change.reason for change in room.changes} <= set(STANDING_REASONS)
    keys = [(change.article_id, change.change_number) for change in room.changes]
    assert len(set(keys)) == len(keys)
    assert [change.revision_number for change in room.changes if change.change_number == 1] == list(range(1, len(names) + 1))
    again = room.changes.copy()
    assert room.run() == {change.article_id: change.standing for change in again}
    assert room.changes == again
