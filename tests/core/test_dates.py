"""Dates as they are typed become dates as they are kept, and back."""

import pytest

from nhipcau.core import dates


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("24/12/2021", "2021-12-24"),
        ("08:00 24/12/2021", "2021-12-24T08:00"),
        ("24/12/2021 8h30", "2021-12-24T08:30"),
        ("7 giờ 24-12-2021", "2021-12-24T07:00"),
        ("2021-12-24T08:00", "2021-12-24T08:00"),
        ("2021-12-24", "2021-12-24"),
        ("  ", None),
    ],
)
def test_typed_dates_are_understood(typed: str, kept: str | None) -> None:
    assert dates.kept(typed) == kept


@pytest.mark.parametrize("typed", ["31/02/2021", "mai", "24/12/2021 sáng", "25:00 24/12/2021", "24/12"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller words it for the field
        dates.kept(typed)


@pytest.mark.parametrize("kept", ["2021-12-24", "2021-12-24T08:00"])
def test_written_dates_can_be_typed_again(kept: str) -> None:
    assert dates.kept(dates.written(kept)) == kept


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("08:00", "08:00"), ("8h30", "08:30"), ("14 giờ", "14:00"), ("7 giờ 15", "07:15"), ("9g", "09:00")],
)
def test_typed_hours_are_understood(typed: str, hour: str) -> None:
    assert f"{dates.hour(typed):%H:%M}" == hour


@pytest.mark.parametrize("typed", ["", "sáng", "25:00", "08:61", "8h mai", "lúc 8h"])
def test_what_is_no_hour_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller words it for the field
        dates.hour(typed)
