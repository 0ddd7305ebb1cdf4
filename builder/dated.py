"""The dates of pages that are known to have one: of incidents, and of sources."""

from builder.dates import EdtfDate
from builder.model import Entry, Page
from builder.schema import Incident, Source


def fields_of(entry: Entry) -> Incident:
    """Return the fields of an incident."""
    fields = entry.page.fields
    if not isinstance(fields, Incident):
        raise TypeError(entry.page.id)
    return fields


def date_of(entry: Entry) -> EdtfDate:
    """Return the date of an incident."""
    return fields_of(entry).date


def in_time(page: Page) -> tuple[object, ...]:
    """Return the key by which incidents and sources come in order of time."""
    match page.fields:
        case Incident(date=date, time=time):
            return (*date.sort_key, time.earliest if time else -1, page.id)
        case Source(published=published):
            return (*published.sort_key, page.id)
        case _:
            return ()


def published_of(entry: Entry) -> EdtfDate:
    """Return when a source was published."""
    fields = entry.page.fields
    if not isinstance(fields, Source):
        raise TypeError(entry.page.id)
    return fields.published
