"""Why two landlords may belong together, a sentence for each thing it rests on, with its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from landlord_watch.landlords.rules.network.facts import (
    Against,
    Found,
    Mark,
    MarkKind,
    Shared,
    Tier,
)
from landlord_watch.landlords.rules.network.judgements import Judgement, Verdict
from landlord_watch.landlords.rules.network.states import Due, Link, LinkState
from landlord_watch.web import format as written

LINK_STATES: Mapping[str, LazyString] = {
    LinkState.CONFIRMED.value: lazy_gettext("Bekräftad"),
    LinkState.PROPOSED.value: lazy_gettext("Förslag"),
    LinkState.REJECTED.value: lazy_gettext("Avvisad"),
}
LINK_COLOURS: Mapping[str, str] = {
    LinkState.CONFIRMED.value: "success",
    LinkState.PROPOSED.value: "warning",
}
TIERS: Mapping[str, LazyString] = {
    Tier.IDENTITY.value: lazy_gettext("Samma nummer"),
    Tier.STRONG.value: lazy_gettext("Starkt stöd"),
    Tier.SUPPORTED.value: lazy_gettext("Flera uppgifter talar för det"),
    Tier.ACCOUNT_ALONE.value: lazy_gettext("Bara samma konto"),
}
#: What is shared, where it may be shown.
SHARED: Mapping[MarkKind, LazyString] = {
    MarkKind.ORGANISATION_NUMBER: lazy_gettext("Båda har organisationsnummer %(shown)s."),
    MarkKind.PERSON_NUMBER: lazy_gettext("Båda har samma personnummer eller samordningsnummer."),
    MarkKind.SIGNATORY: lazy_gettext("%(shown)s tecknar firma för båda eller sitter i styrelsen."),
    MarkKind.ACCOUNT: lazy_gettext("Båda får betalt till %(shown)s."),
    MarkKind.EMAIL: lazy_gettext("Båda har e-postadressen %(shown)s."),
    MarkKind.PHONE: lazy_gettext("Båda har telefonnumret %(shown)s."),
    MarkKind.POSTAL_ADDRESS: lazy_gettext("Båda har postadressen %(shown)s."),
    MarkKind.BOX: lazy_gettext("Båda har boxadressen %(shown)s."),
}
#: What a landlord is known by, as a row of what is known of two.
MARKS: Mapping[MarkKind, LazyString] = {
    MarkKind.ORGANISATION_NUMBER: lazy_gettext("Organisationsnummer"),
    MarkKind.PERSON_NUMBER: lazy_gettext("Personnummer eller samordningsnummer"),
    MarkKind.SIGNATORY: lazy_gettext("Tecknar firma"),
    MarkKind.ACCOUNT: lazy_gettext("Konto"),
    MarkKind.EMAIL: lazy_gettext("E-post"),
    MarkKind.PHONE: lazy_gettext("Telefon"),
    MarkKind.POSTAL_ADDRESS: lazy_gettext("Postadress"),
    MarkKind.BOX: lazy_gettext("Boxadress"),
}
VERDICT_CHOICES: Mapping[str, LazyString] = {
    Verdict.POSITIVE.value: lazy_gettext("De hör ihop"),
    Verdict.NEGATIVE.value: lazy_gettext("De hör inte ihop"),
    Verdict.UNSURE.value: lazy_gettext("Går inte att avgöra nu"),
}
DUES: Mapping[str, LazyString] = {
    Due.EXPIRED.value: lazy_gettext(
        "Bekräftelsen har blivit för gammal och räknas inte förrän någon har sett över den."
    ),
    Due.GROUNDS_GONE.value: lazy_gettext(
        "Det som kopplingen bekräftades på finns inte kvar. Den räknas inte förrän någon har sett"
        " över den."
    ),
    Due.NEW_GROUNDS.value: lazy_gettext(
        "Något nytt talar för kopplingen sedan den avvisades. Den är fortfarande avvisad."
    ),
}
AGAINST: Mapping[Against, LazyString] = {
    Against.OTHER_NUMBERS: lazy_gettext(
        "Emot talar att båda också har varsitt annat nummer av samma slag. Det går inte ihop."
    ),
    Against.PERSON_AND_COMPANY: lazy_gettext(
        "Emot talar att den ena är en människa och den andra ett företag. Det går inte ihop."
    ),
    Against.OTHER_SIGNATORIES: lazy_gettext(
        "Emot talar att ingen tecknar firma för båda, så vitt registret vet."
    ),
}
ACCOUNTS: Mapping[str, LazyString] = {
    "bankgiro": lazy_gettext("bankgiro"),
    "plusgiro": lazy_gettext("plusgiro"),
}
TWO = 2


@dataclass(frozen=True, slots=True)
class Named:
    """What those in a link are called, by id, and who judged it."""

    parties: Mapping[UUID, str]
    staff: Mapping[UUID, str]


def link_sentences(link: Link, named: Named) -> list[str]:
    """All there is to say of a link: what was judged, what is due, and each thing it rests on."""
    said: list[str] = []
    if link.judgement:
        said.append(_judged(link, link.judgement, named))
    if link.due:
        said.append(str(DUES[link.due.value]))
    return [*said, *(_grounds(link.found, named) if link.found else ())]


def link_grounds(link: Link, named: Named) -> list[str]:
    """What a link rests on, without who judged it: what its landlords themselves may read."""
    return list(_grounds(link.found, named)) if link.found else []


def _grounds(found: Found, named: Named) -> Iterator[str]:
    if found.owned:
        yield gettext(
            "%(owner)s äger %(owned)s, enligt %(source)s %(day)s.",
            owner=named.parties[found.owned.owner_id],
            owned=named.parties[found.owned.owned_id],
            source=found.owned.source,
            day=written.day(found.owned.seen_on),
        )
    for each in found.shared:
        yield " ".join(_shared(each, found, named))
    if found.likeness is not None:
        alike = written.number(int(found.likeness))
        yield gettext("Namnen liknar varandra (%(alike)s av 100).", alike=alike)
    yield from (str(words) for against, words in AGAINST.items() if against in found.against)


def _shared(each: Shared, found: Found, named: Named) -> Iterator[str]:
    yield str(SHARED[each.first.kind]) % {"shown": shown_words(each.first)}
    yield gettext(
        "Källa: %(one_source)s för %(one)s, %(other_source)s för %(other)s.",
        one_source=_source(each.first),
        one=named.parties[found.first],
        other_source=_source(each.second),
        other=named.parties[found.second],
    )
    if each.holders > TWO:
        yield ngettext(
            "%(num)s hyresvärd i registret delar uppgiften.",
            "%(num)s hyresvärdar i registret delar uppgiften.",
            each.holders,
        )


def _source(mark: Mark) -> str:
    return f"{source_words(mark)} {written.day(mark.seen_on)}"


def source_words(mark: Mark) -> str:
    """Where something was read; what the register itself says of a landlord names no paper."""
    return mark.source or gettext("registret")


def shown_words(mark: Mark) -> str:
    """A mark as it is shown; an account by the name of its system."""
    if mark.kind is MarkKind.ACCOUNT and " " in mark.shown:
        kind, number = mark.shown.split(" ", 1)
        return f"{ACCOUNTS.get(kind, kind)} {number}"
    return mark.shown or gettext("(visas inte)")


def _judged(link: Link, judgement: Judgement, named: Named) -> str:
    values = {
        "who": named.staff[judgement.judged_by],
        "day": written.day(judgement.judged_on),
        "one": named.parties[link.first],
        "other": named.parties[link.second],
        "reason": judgement.reason,
    }
    return str(VERDICTS[judgement.verdict]) % values


VERDICTS: Mapping[Verdict, LazyString] = {
    Verdict.POSITIVE: lazy_gettext(
        "%(who)s bekräftade %(day)s att %(one)s och %(other)s hör ihop: %(reason)s"
    ),
    Verdict.NEGATIVE: lazy_gettext(
        "%(who)s sade %(day)s att %(one)s och %(other)s inte hör ihop: %(reason)s"
    ),
    Verdict.UNSURE: lazy_gettext(
        "%(who)s kunde %(day)s inte avgöra om %(one)s och %(other)s hör ihop: %(reason)s"
    ),
}
