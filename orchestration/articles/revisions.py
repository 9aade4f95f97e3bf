"""Which revision of an article counts, from what was read of it and in which order. No files, no clock.

The revisions of one article make a history. A newer revision takes the place of the one before; a notice or a field takes
the article back; a newer revision, or the same bytes landed once more, bring it back. Every change of standing is one
`StandingChange`, and none is ever altered: the last one of a revision says how it stands.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

# One story after the other may stand under an address such as `/live`: an arrival is compared with the last ones.
STORIES_COMPARED = 20


@dataclass(frozen=True)
class Arrival:
    """A revision that is new. `withdrawal_word`: its file takes it back; `notice_phrase`: its text takes the story back."""

    article_id: str
    revision_key: str
    landing_file: str
    landing_member: int
    modified_at: datetime | None
    published_at: datetime | None
    ingested_at: datetime
    withdrawal_word: str | None = None
    notice_phrase: str | None = None

    @property
    def at(self) -> datetime:
        """Its place in time: when the publisher changed it last, else published it, else when it was read."""
        return self.modified_at or self.published_at or self.ingested_at


@dataclass(frozen=True)
class Sighting:
    """A file that holds an article which is stored already. `landed_at` is the time of the file's last change."""

    article_id: str
    landing_file: str
    landed_at: datetime
    withdrawal_word: str | None = None


@dataclass(frozen=True)
class StandingChange:
    """One row of `raw.article_revisions`, but its partition."""

    article_id: str
    change_number: int
    canonical_article_id: str
    revision_key: str
    revision_number: int
    standing: str
    reason: str
    detail: str | None
    caused_by_article_id: str | None
    landing_file: str | None
    modified_at: datetime | None
    published_at: datetime | None
    ingested_at: datetime
    effective_at: datetime
    decided_at: datetime
    run_id: str

    @property
    def at(self) -> datetime:
        """The revision's place in time, as of an arrival."""
        return self.modified_at or self.published_at or self.ingested_at


@dataclass(frozen=True)
class Moment:
    """When, and in which run, changes are decided."""

    decided_at: datetime
    run_id: str


class RevisionHistory:
    """All changes of the revisions of one article, and the changes that are added to them."""

    def __init__(self, moment: Moment, changes: Iterable[StandingChange] = ()) -> None:
        self.added: list[StandingChange] = []
        self._moment = moment
        self._changes = sorted(changes, key=lambda change: (change.decided_at, change.revision_number, change.change_number))

    @property
    def latest(self) -> dict[str, StandingChange]:
        """How every revision stands now, by article_id, in the order of reading."""
        stands: dict[str, StandingChange] = {}
        for change in sorted((*self._changes, *self.added), key=lambda change: (change.revision_number, change.change_number)):
            stands[change.article_id] = change
        return stands

    @property
    def revision_key(self) -> str:
        """What its revisions have in common."""
        return self._all()[0].revision_key

    @property
    def canonical_article_id(self) -> str:
        """The revision that was read first."""
        return self._all()[0].canonical_article_id

    @property
    def current(self) -> StandingChange | None:
        """The revision that counts; None while the article is taken back."""
        return next((change for change in self.latest.values() if change.standing == "current"), None)

    @property
    def newest(self) -> StandingChange | None:
        """The newest revision, as it stands now, whether it counts or not; notices are none."""
        late = {change.article_id for change in self._all() if change.change_number == 1 and change.reason == "read_late"}
        texts = [change for change in self.latest.values() if change.standing != "notice" and change.article_id not in late]
        return texts[-1] if texts else None

    def changes_of(self, article_id: str) -> list[StandingChange]:
        """The changes of one revision, oldest first."""
        return [change for change in self._all() if change.article_id == article_id]

    def arrive(self, arrival: Arrival) -> None:
        """Take in a new revision or notice."""
        if arrival.notice_phrase:
            self._take_back_by_notice(arrival)
            return
        newest, current = self.newest, self.current
        retraction = None if current else self._retraction_of(arrival)
        if newest and _is_older(arrival, newest):
            standing = "retracted" if arrival.withdrawal_word else "superseded"
            self._add(arrival, standing, "read_late", arrival.withdrawal_word, newest)
        elif arrival.withdrawal_word:
            self._add(arrival, "retracted", "declared", arrival.withdrawal_word)
            if current:
                self._change(current, "retracted", "declared", arrival.withdrawal_word, arrival)
        elif retraction:
            self._add(arrival, "retracted", "read_late", retraction.detail, retraction)
        else:
            self._add(arrival, "current", "newer_revision" if newest else "first_revision")
            if current:
                self._change(current, "superseded", "replaced", None, arrival)

    def see_again(self, sightings: Sequence[Sighting]) -> None:
        """Take in that files hold revisions of this article which were read before.

        A word in field or sidecar counts once, until it is gone from that file. A retracted revision comes back when its
        bytes were landed anew after the retraction, and a notice landed anew takes the article back again; where both
        were landed anew (a folder was copied), nothing changes. What an operator decided only an operator or another
        text undoes.
        """
        fresh = [sighting for sighting in sightings if not self._follow_word(sighting) and self._is_landed_anew(sighting)]
        stands, current = self.latest, self.current
        again = {sighting.article_id: sighting for sighting in fresh}
        notices = [sighting for key, sighting in again.items() if stands[key].standing == "notice"]
        if current and notices and current.article_id not in again and current.reason != "operator":
            self._change(current, "retracted", "notice", stands[notices[-1].article_id].detail, notices[-1])
        back = [key for key in stands if key in again and stands[key].standing == "retracted"]
        if not current and back and not notices and stands[back[-1]].reason != "operator":
            self._change(stands[back[-1]], "current", "came_back", None, again[back[-1]])

    def retract(self, article_id: str, detail: str | None) -> None:
        """Take one revision back, by an operator. Raises ValueError for one that does not count or is a notice."""
        stands = self.latest[article_id]
        if stands.standing not in ("current", "superseded"):
            raise ValueError(f"article {article_id} is no story that counts: it is {stands.standing} already")
        self._change(stands, "retracted", "operator", detail)

    def restore(self, article_id: str, detail: str | None) -> None:
        """Make one revision the one that counts, by an operator. Raises ValueError where it counts already."""
        stands, current = self.latest[article_id], self.current
        if stands.standing == "current":
            raise ValueError(f"article {article_id} counts already")
        self._change(stands, "current", "operator", detail)
        if current:
            self._change(current, "superseded", "operator", detail)

    def _take_back_by_notice(self, notice: Arrival) -> None:
        current = self.current
        self._add(notice, "notice", "notice", notice.notice_phrase)
        dated = notice.modified_at or notice.published_at
        is_outdated = current is not None and current.modified_at is not None and dated is not None
        if current and not (is_outdated and dated and current.modified_at and dated < current.modified_at):
            self._change(current, "retracted", "notice", notice.notice_phrase, notice)

    def _retraction_of(self, arrival: Arrival) -> StandingChange | None:
        """The retraction that was meant for this text too, though it is read after it: by the times that are known.

        A story that was taken back and is sent again keeps its time of publication: only a time of change tells that a
        text is older. Where no story was read yet, the time of publication does.
        """
        newest = self.newest
        if newest:
            is_earlier = arrival.modified_at is not None and arrival.modified_at <= newest.effective_at
            return newest if is_earlier else None
        notice = next(reversed(self.latest.values()), None)
        known = (arrival.modified_at or arrival.published_at, notice and (notice.modified_at or notice.published_at))
        return notice if notice and known[0] and known[1] and known[0] < known[1] else None

    def _follow_word(self, sighting: Sighting) -> bool:
        """Whether the sighting is about a word in field or sidecar, which is then acted on."""
        stands = self.latest[sighting.article_id]
        told = [change for change in self.changes_of(sighting.article_id) if change.reason.startswith("declar")]
        is_declared = bool(told) and told[-1].reason == "declared"
        if sighting.withdrawal_word:
            if not is_declared and stands.standing in ("current", "superseded"):
                self._change(stands, "retracted", "declared", sighting.withdrawal_word, sighting)
            return True
        if is_declared and stands is told[-1] and stands.landing_file == sighting.landing_file:
            current = self.current
            self._change(stands, "superseded" if current else "current", "declaration_lifted", None, sighting)
            return True
        return False

    def _is_landed_anew(self, sighting: Sighting) -> bool:
        """Whether the file was put there after the last change of the article."""
        return sighting.landed_at > max(change.decided_at for change in self._all())

    def _all(self) -> list[StandingChange]:
        return [*self._changes, *self.added]

    def _add(
        self,
        arrival: Arrival,
        standing: str,
        reason: str,
        detail: str | None = None,
        cause: StandingChange | None = None,
    ) -> None:
        stands = self.latest
        first = next(iter(stands.values()), None)
        change = StandingChange(
            article_id=arrival.article_id,
            change_number=1,
            canonical_article_id=first.canonical_article_id if first else arrival.article_id,
            revision_key=arrival.revision_key,
            revision_number=len(stands) + 1,
            standing=standing,
            reason=reason,
            detail=detail,
            caused_by_article_id=cause.article_id if cause else None,
            landing_file=arrival.landing_file,
            modified_at=arrival.modified_at,
            published_at=arrival.published_at,
            ingested_at=arrival.ingested_at,
            effective_at=cause.effective_at if cause else self._since(arrival),
            decided_at=self._moment.decided_at,
            run_id=self._moment.run_id,
        )
        self.added.append(change)

    def _change(
        self,
        stands: StandingChange,
        standing: str,
        reason: str,
        detail: str | None,
        cause: Arrival | Sighting | None = None,
    ) -> None:
        is_other = cause is not None and cause.article_id != stands.article_id
        self.added.append(
            replace(
                stands,
                change_number=stands.change_number + 1,
                standing=standing,
                reason=reason,
                detail=detail,
                caused_by_article_id=cause.article_id if cause and is_other else None,
                landing_file=cause.landing_file if cause else None,
                effective_at=self._since(cause) if isinstance(cause, Arrival) else self._moment.decided_at,
                decided_at=self._moment.decided_at,
                run_id=self._moment.run_id,
            )
        )

    def _since(self, arrival: Arrival) -> datetime:
        """The publisher's time, unless it dates the change before the state that it ends."""
        dated = arrival.modified_at or arrival.published_at
        earlier = [change.effective_at for change in self._all() if change.article_id != arrival.article_id]
        return dated if dated and (not earlier or dated > max(earlier)) else self._moment.decided_at


def decide(
    arrivals: Iterable[Arrival],
    sightings: Iterable[Sighting],
    histories: Iterable[RevisionHistory],
    continues: Callable[[Arrival, RevisionHistory], bool],
    moment: Moment,
) -> list[StandingChange]:
    """The changes that new revisions and sightings bring, in an order that depends on nothing but them.

    `histories` are those of the articles concerned; `continues` says whether an arrival with the key of a history is a
    revision of that article or another story under its address.
    """
    by_key: dict[str, list[RevisionHistory]] = {}
    for history in histories:
        by_key.setdefault(history.revision_key, []).append(history)
    for arrival in sorted(arrivals, key=_reading_order):
        known = by_key.setdefault(arrival.revision_key, [])
        fitting = next((one for one in reversed(known[-STORIES_COMPARED:]) if continues(arrival, one)), None)
        if fitting is None:
            fitting = RevisionHistory(moment)
            known.append(fitting)
        fitting.arrive(arrival)
    by_article = {key: history for known in by_key.values() for history in known for key in history.latest}
    telling = [sighting for sighting in sightings if sighting.article_id in by_article]
    seen: dict[str, list[Sighting]] = {}
    for sighting in sorted(telling, key=lambda sighting: (sighting.landed_at, sighting.landing_file)):
        seen.setdefault(by_article[sighting.article_id].canonical_article_id, []).append(sighting)
    for group in seen.values():
        by_article[group[0].article_id].see_again(group)
    return [change for known in by_key.values() for history in known for change in history.added]


def _reading_order(arrival: Arrival) -> tuple[datetime, bool, str, int, str]:
    """Of revisions read in one run the older comes first; of one time, the notice after the story."""
    is_notice = arrival.notice_phrase is not None
    return arrival.at, is_notice, arrival.landing_file, arrival.landing_member, arrival.article_id


def _is_older(arrival: Arrival, newest: StandingChange) -> bool:
    """Whether an arrival is older than the newest revision. A bare day, which has no hour, says nothing within that day."""
    if time.min in (arrival.at.time(), newest.at.time()):
        return arrival.at.date() < newest.at.date()
    return arrival.at < newest.at
