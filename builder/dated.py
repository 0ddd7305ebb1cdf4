"""The dates of pages that are known to have one: of incidents, and of sources."""

from builder.dates import EdtfDate
from builder.model import Entry
from builder.schema import Incident, Source


def fields_of(entry: Entry) -> Incident:
    """Return the fields of an incident."""
    fields = entry.page.fields
    if not isinstance(fields, Incident):  # pragma: no cover
        raise TypeError(entry.page.id)
    return fields


def date_of(entry: Entry) -> EdtfDate:
    """Return the date of an incident."""
    return fields_of(entry).date


def published_of(entry: Entry) -> EdtfDate:
    """Return when a source was published."""
    fields = entry.page.fields
    if not isinstance(fields, Source):  # pragma: no cover
        raise TypeError(entry.page.id)
    return fields.published
