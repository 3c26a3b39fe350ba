"""Dates as sitemaps write them."""

from __future__ import annotations

from datetime import UTC, datetime


def w3c_date(text: str) -> datetime | None:
    """Return the moment of a W3C date (https://www.w3.org/TR/NOTE-datetime), a day being its midnight in UTC.

    None for what is no date.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
