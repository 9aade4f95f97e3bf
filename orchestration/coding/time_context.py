"""What a time expression leans on: the day of publication, the times told before it, the tense of its clause."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from orchestration.coding.time_tense import FUTURE, UNKNOWN
from orchestration.coding.time_values import (
    TimeValue,
    day_value,
    make_day,
    month_value,
    partial_day_value,
    season_value,
    weekend_value,
)

if TYPE_CHECKING:
    from orchestration.coding.time_holidays import HolidayCalendar


JUST_OVER = 14  # days since a date without its year that a plan named, which is hardly that of next year


@dataclass(slots=True)
class TimeContext:
    """State while one article is read from its first to its last sentence.

    reference: the day against which times are resolved, None in an undated article. evidence: what that day was taken
    from. latest_full_day: the latest day that an undated article spells out with its year.
    """

    reference: date | None
    evidence: str
    latest_full_day: date | None = None
    told: list[TimeValue] = field(default_factory=list)
    told_in_sentence: list[TimeValue] = field(default_factory=list)
    last_day: TimeValue | None = None
    direction: str = UNKNOWN
    holidays: "HolidayCalendar | None" = None

    def tell(self, value: TimeValue) -> None:
        """Remember a time, as what "a day later" or "the same month" may lean on."""
        if value.precision in ("open", "unknown") or not value.start or value.timex_type == "DURATION":
            return
        self.told_in_sentence.append(value)
        day = value.day
        if value.precision == "day" and day and (self.reference is None or day <= self.reference):
            self.last_day = value
        self.told.append(value)

    def anchor_day(self, in_sentence_only: bool = False) -> TimeValue | None:
        """The day that a relative expression counts from: the last one told, those of the sentence first."""
        days = [value for value in self.told_in_sentence if value.precision == "day" and value.day]
        if days:
            return days[-1]
        if self.told_in_sentence or in_sentence_only:
            return self.told_in_sentence[-1] if self.told_in_sentence else None
        return self.last_day

    def anchor(self) -> TimeValue | None:
        """The last time told, whatever its precision."""
        if self.told_in_sentence:
            return self.told_in_sentence[-1]
        return next((value for value in reversed(self.told) if value.start and "X" not in value.start), None)

    def resolve_weekday(self, weekday: int, direction: str) -> TimeValue | None:
        """The latest such day up to the reference day, or the first from it on when the clause looks ahead."""
        if self.reference is None:
            return None
        back = (self.reference.weekday() - weekday) % 7
        shift = -back if direction != FUTURE else (weekday - self.reference.weekday()) % 7
        return day_value(self.reference + timedelta(days=shift)).from_evidence(self.evidence)

    def resolve_day(self, month: int, day: int, year: int | None, is_term: bool = False) -> TimeValue | None:
        """A day given without its year: the latest up to the reference day, the next one when the clause looks ahead.

        is_term: what is told goes on up to that day, which is then the nearest: "sealed off the camp until March 20".
        """
        if year is not None:
            known = make_day(year, month, day)
            return day_value(known).from_evidence("text") if known else None
        if self.reference is None:
            return self._from_text(month, day)
        candidates = [
            known for shift in (-1, 0, 1) if (known := make_day(self.reference.year + shift, month, day)) is not None
        ]
        past = [known for known in candidates if known <= self.reference]
        ahead = [known for known in candidates if known >= self.reference]
        if is_term and past and ahead:
            return day_value(min(past[-1], ahead[0], key=self._days_away)).from_evidence(self.evidence)
        is_near = bool(ahead) and (ahead[0] - self.reference).days <= 30
        is_just_over = bool(past) and 0 < (self.reference - past[-1]).days <= JUST_OVER
        if is_just_over and not is_near:
            return day_value(past[-1]).from_evidence(
                self.evidence
            )  # "promised to halt the strikes from October 29", told then
        if ahead and (self.direction == FUTURE or (is_near and self.direction == UNKNOWN) or not past):
            return day_value(ahead[0]).from_evidence(self.evidence)
        return day_value(past[-1]).from_evidence(self.evidence) if past else partial_day_value(month, day)

    def _days_away(self, day: date) -> int:
        return abs((day - self.reference).days) if self.reference is not None else 0

    def _from_text(self, month: int, day: int) -> TimeValue | None:
        if make_day(2000, month, day) is None:
            return None
        latest = self.latest_full_day
        if latest is not None:
            known = make_day(latest.year, month, day)
            if known is not None and known <= latest:
                return day_value(known).from_evidence("text")
        return partial_day_value(month, day)

    def month_year(self, month: int) -> int | None:
        """The year of a month named without one, None where nothing tells it: "in the first half of 2024, perhaps in May"."""
        if self.told_in_sentence and self.told_in_sentence[-1].evidence == "text":
            last = self.told_in_sentence[-1]
            if (
                last.start
                and last.end
                and last.start[:4] == last.end[:4]
                and (last.precision == "year" or last.start != last.end)
            ):
                return int(last.start[:4]) if last.start[:4].isdecimal() else None
        if self.reference is None:
            latest = self.latest_full_day
            return latest.year if latest is not None and month <= latest.month else None
        ahead = (month - self.reference.month) % 12
        is_future = self.direction == FUTURE or (self.direction == UNKNOWN and 1 <= ahead <= 2)
        if is_future or ahead == 0:
            return self.reference.year + (month < self.reference.month)
        return self.reference.year - (month > self.reference.month)

    def resolve_month(self, month: int, year: int | None) -> TimeValue:
        if year is not None:
            return month_value(year, month).from_evidence("text")
        return month_value(self.month_year(month), month).from_evidence(self.year_evidence)

    def resolve_season(self, season: int, year: int | None, shift: int = 0) -> TimeValue:
        """A season; shift -1 is the last one before the reference day, 1 the next, 0 as the clause's tense tells."""
        if year is not None:
            return season_value(year, season).from_evidence("text")
        if self.reference is None:
            return season_value(None, season)
        first_month = 3 * (season - 20)
        year = self.reference.year
        is_future = shift > 0 or (shift == 0 and self.direction == FUTURE)
        month = self.reference.month + (12 if season == 24 and self.reference.month < 3 else 0)
        if month != self.reference.month:
            year -= 1
        if is_future and month > first_month + 2:
            year += 1
        elif not is_future and month < first_month + (3 if shift < 0 else 0):
            year -= 1
        return season_value(year, season).from_evidence(self.evidence)

    def resolve_weekend(self, shift: int) -> TimeValue | None:
        """shift -1: the last weekend; 0: the coming or present one; 1: that of next week."""
        if self.reference is None:
            return None
        saturday = self.reference + timedelta(days=5 - self.reference.weekday() + 7 * shift)
        if shift == -1 and self.reference.weekday() >= 5 and self.direction != FUTURE:
            saturday += timedelta(days=7)
        return weekend_value(saturday).from_evidence(self.evidence)

    @property
    def year_evidence(self) -> str:
        if self.reference is not None:
            return self.evidence
        return "text" if self.latest_full_day is not None else "none"
