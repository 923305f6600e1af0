"""How it is said whose turn it is, how long something has waited, and why a notice failed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.alarms.models import Notice
from landlord_watch.alarms.queries import AlarmRow, Call
from landlord_watch.alarms.rules import AlarmKind, Channel
from landlord_watch.web.format import instant, lately

MINUTES_AN_HOUR, MINUTES_A_DAY = 60, 1440
KINDS: Mapping[AlarmKind, LazyString] = {
    AlarmKind.CONCERN: lazy_gettext("Oro för barn"),
    AlarmKind.UNREAD_CONCERN: lazy_gettext("Oro för barn som inte går att läsa"),
    AlarmKind.SILENT_TABLET: lazy_gettext("Platta som tystnat"),
}
CHANNELS: Mapping[Channel, LazyString] = {
    Channel.MAIL: lazy_gettext("E-post"),
    Channel.WEBHOOK: lazy_gettext("Webbanrop"),
}
FAILURES: Mapping[str, LazyString] = {
    "no_way_out": lazy_gettext("inställningen är borttagen"),
    "no_answer": lazy_gettext("servern svarar inte"),
    "no_tls": lazy_gettext("servern kan inte kryptera"),
    "not_trusted": lazy_gettext("serverns certifikat går inte att lita på"),
    "not_let_out": lazy_gettext("adressen får inte anropas"),
    "not_signed_in": lazy_gettext("servern godtar inte vår inloggning"),
    "refused": lazy_gettext("servern sade nej"),
    "receiver_refused": lazy_gettext("servern känner inte mottagaren"),
}


def waited(since: datetime, *, now: datetime) -> str:
    """`12 min`, `1 h 5 min`, `2 dygn 3 h`; the page's script counts on in the same words."""
    minutes = max(0, int((now - since).total_seconds()) // 60)
    if minutes < MINUTES_AN_HOUR:
        return gettext("%(minutes)s min", minutes=minutes)
    if minutes < MINUTES_A_DAY:
        hours, minutes = divmod(minutes, MINUTES_AN_HOUR)
        return gettext("%(hours)s h %(minutes)s min", hours=hours, minutes=minutes)
    days, minutes = divmod(minutes, MINUTES_A_DAY)
    return gettext("%(days)s dygn %(hours)s h", days=days, hours=minutes // MINUTES_AN_HOUR)


def turn_words(alarm: AlarmRow | None, *, now: datetime) -> str:
    """Whose turn it is to see something, and until when."""
    if alarm is None or not alarm.calls:
        return gettext("Ingen har kallats ännu.")
    latest = alarm.calls[-1]
    if latest.name is None:
        return gettext("Ingen står på jourlistan, så ingen har kallats.")
    if alarm.alarm.round_number > 1:
        return gettext(
            "Ingen på jourlistan har svarat. Alla kallades igen %(when)s.",
            when=lately(latest.called_at, now),
        )
    return gettext(
        "Väntar på %(who)s till %(when)s.",
        who=latest.name,
        when=lately(alarm.alarm.next_call_at, now),
    )


def called_words(call: Call, *, now: datetime) -> str:
    """That somebody was called, and when."""
    return f"{call.name or '–'} {lately(call.called_at, now)}"


def notice_words(notice: Notice, *, now: datetime) -> str:
    """What came of a notice."""
    if notice.sent_at is not None:
        return gettext("Skickat %(when)s", when=instant(notice.sent_at))
    if notice.overtaken_at is not None:
        return gettext("Behövdes inte: någon hade redan sett det")
    why = FAILURES.get(notice.failed_because, notice.failed_because)
    if notice.given_up_at is not None:
        return gettext("Gick aldrig fram: %(why)s", why=why)
    if notice.failed_because:
        again = notice.next_try_at or now + timedelta(0)
        return gettext(
            "Gick inte fram: %(why)s. Försök %(number)s gjort, nästa %(when)s.",
            why=why,
            number=notice.tries,
            when=lately(again, now),
        )
    return gettext("Skickas")
