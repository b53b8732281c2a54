"""The calendar of a file as iCalendar, one all-day entry a milestone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tournage.incentives.model import Assessment
from tournage.kernel.words import phrase, say

SUFFIXES = (".ics",)
ALARM_DAYS = 14


def write(assessment: Assessment, lang: str) -> bytes:
    """Every milestone that has a day, with its rule, what it needs and what is lost if it passes.

    Entries keep their identity from one writing to the next, so that a calendar updates them.
    """
    from icalendar import Alarm, Calendar, Event

    book = Calendar()
    book.add("prodid", "-//Tournage//incentives//EN")
    book.add("version", "2.0")
    book.add("x-wr-calname", say(assessment.name, lang))
    stamp = datetime(assessment.on.year, assessment.on.month, assessment.on.day, tzinfo=UTC)
    for milestone in assessment.calendar:
        if milestone.due_on is None:
            continue
        event = Event()
        event.add("uid", f"{assessment.scheme}-{milestone.id}-{assessment.on.isoformat()}@tournage")
        event.add("dtstamp", stamp)
        event.add("dtstart", milestone.due_on)
        event.add("dtend", milestone.due_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", say(milestone.label, lang))
        told = [say(milestone.rule, lang)]
        if milestone.lost:
            told.append(say(phrase("formats.ics.lost", what=milestone.lost), lang))
        if milestone.missing:
            told.append(say(phrase("formats.ics.missing", what=milestone.missing), lang))
        event.add("description", "\n".join(told))
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", say(milestone.label, lang))
        alarm.add("trigger", timedelta(days=-ALARM_DAYS))
        event.add_component(alarm)
        book.add_component(event)
    text: bytes = book.to_ical()
    return text
