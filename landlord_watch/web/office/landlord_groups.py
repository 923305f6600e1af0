"""Groups of landlords: who is in them and why, what contradicts them, and their versions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.infra.paging import PAGE_ROWS, Page
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.landlords.errors import GroupsContradict, JudgedMeanwhile
from landlord_watch.landlords.many import names_of_landlords
from landlord_watch.landlords.queries import get_landlord, groups, network
from landlord_watch.landlords.rules.network.groups import (
    Contradiction,
    Group,
    too_large,
)
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.landlords.rules.network.register import Pair
from landlord_watch.landlords.rules.network.states import Link, LinkState
from landlord_watch.landlords.services.linking import Judged, judge_links, make_group_version
from landlord_watch.web import forms, link_words, lists
from landlord_watch.web.db import db
from landlord_watch.web.group_picture import picture_of
from landlord_watch.web.guard import actor_id, requires, showed
from landlord_watch.web.link_pages import chosen_links, listed, names_in
from landlord_watch.web.paging import page_number
from landlord_watch.web.sentences import sentence

bp = Blueprint("landlord_groups", __name__, url_prefix="/office/landlord-groups")

#: Of a group and of what was judged of it, no more is shown at once.
MOST_LINKS, MOST_JUDGEMENTS, MOST_VERSIONS = 200, 50, 20


@bp.get("/")
@requires(Permission.REGISTER_READ)
def all_groups() -> ResponseReturnValue:
    """The groups there are by what is confirmed today, the largest first."""
    version = groups.version_now(db(), on=clock.today())
    ordered = sorted(version.groups, key=lambda group: (-len(group), min(group)))
    page = _sliced(ordered, page_number())
    names = _names(page.rows)
    versions = groups.list_versions(db(), limit=MOST_VERSIONS)
    return render_template(
        "office/landlord_groups/all_groups.html",
        page=page,
        rows=[(min(group), listed(names[each] for each in group), group) for group in page.rows],
        url_of=lists.url_of_page(".all_groups"),
        version=version,
        versions=versions,
        staff=names_of(db(), {row.made_by_id for row in versions}),
    )


def _sliced(ordered: Sequence[Group], number: int) -> Page[Group]:
    start = (number - 1) * PAGE_ROWS
    return Page(ordered[start : start + PAGE_ROWS], number, len(ordered))


def _names(some: Iterable[Iterable[UUID]]) -> dict[UUID, str]:
    return names_of_landlords(db(), {each for group in some for each in group})


@dataclass(frozen=True, slots=True)
class LinkOfGroup:
    """A link of a group with its sentences, and by what a form names it."""

    link: Link
    sentences: Sequence[str]
    key: str


class SplitForm(forms.OfficeForm):
    """Why some links of a group are wrong."""

    reason = forms.LongTextField(
        lazy_gettext("Varför hör de inte ihop?"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(2000)],
    )


@bp.get("/<uuid:landlord_id>")
@requires(Permission.REGISTER_READ)
def group(landlord_id: UUID) -> ResponseReturnValue:
    """The group a landlord is in: its links as sentences and as a picture, and what was judged."""
    return _group(landlord_id, SplitForm(formdata=None))


def _group(landlord_id: UUID, form: SplitForm) -> str:
    today, party = clock.today(), get_landlord(db(), landlord_id)
    members = groups.group_of(groups.confirmed_pairs(db(), on=today), party.id)
    links = _links(members)
    named = names_in(db(), links, members)
    version = groups.version_of_group(db(), members, on=today)
    judgements = network.list_judgements_among(db(), members, limit=MOST_JUDGEMENTS)
    showed(members)
    return render_template(
        "office/landlord_groups/group.html",
        party=party,
        members=sorted(members, key=lambda each: named.parties[each]),
        names=named.parties,
        links=_with_sentences(links, named),
        picture=picture_of(links, named.parties) if links else None,
        ways_round=[(each.pair, _way(each, named.parties)) for each in version.contradictions],
        judgements=judgements,
        staff=names_of(db(), {row.judged_by_id for row in judgements}),
        versions=_versions_with(members),
        form=form,
        words=link_words,
    )


def _way(contradiction: Contradiction, names: Mapping[UUID, str]) -> str:
    return " – ".join(names[each] for each in contradiction.path)


def _links(members: Group) -> list[Link]:
    pairs = groups.pairs_of_landlords(db(), members)
    within = [pair for pair in pairs if members.issuperset(pair)]
    return network.links_now(db(), within[:MOST_LINKS], on=clock.today()).links


def _with_sentences(links: Sequence[Link], named: link_words.Named) -> list[LinkOfGroup]:
    newest = network.newest_judgements(db(), {link.pair for link in links})
    turns = {pair: row.turn for pair, row in newest.items()}
    return [
        LinkOfGroup(
            link,
            link_words.link_sentences(link, named),
            f"{link.first}_{link.second}_{turns.get(link.pair, 0)}",
        )
        for link in sorted(links, key=lambda link: (STATES.index(link.state), link.pair))
    ]


#: What holds the group together before what does not.
STATES = (LinkState.CONFIRMED, LinkState.PROPOSED, LinkState.REJECTED)


def _versions_with(members: Group) -> list[object]:
    """The versions in which just these were a group."""
    wanted = sorted(str(each) for each in members)
    versions = groups.list_versions(db(), limit=MOST_VERSIONS)
    return [row for row in versions if wanted in row.content["groups"]]


@bp.post("/<uuid:landlord_id>/split")
@requires(Permission.LANDLORD_LINKS_JUDGE)
def split(landlord_id: UUID) -> ResponseReturnValue:
    """Say which links of a group are wrong; each is rejected for good."""
    form, chosen = SplitForm(), chosen_links("pair")
    if not form.validate_on_submit() or not _rejected(form, chosen):
        return _group(landlord_id, form), 422
    flash(
        ngettext(
            "%(num)s koppling är avvisad. Gruppen är det som fortfarande hänger ihop.",
            "%(num)s kopplingar är avvisade. Gruppen är det som fortfarande hänger ihop.",
            len(chosen),
        )
    )
    return redirect(url_for(".group", landlord_id=landlord_id), code=303)


def _rejected(form: SplitForm, chosen: dict[Pair, int]) -> bool:
    try:
        judge_links(
            db(),
            seen=chosen,
            judged=Judged(Verdict.NEGATIVE, form.reason.data),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
    except (RuleBroken, JudgedMeanwhile) as refusal:
        form.refuse(refusal)
        return False
    return True


@bp.get("/contradictions")
@requires(Permission.REGISTER_READ)
def contradictions() -> ResponseReturnValue:
    """Those who were said not to belong together and are in one group: no edition until solved."""
    version = groups.version_now(db(), on=clock.today())
    return render_template(
        "office/landlord_groups/contradictions.html",
        contradictions=version.contradictions,
        names=_names(each.path for each in version.contradictions),
        steps=_steps,
    )


def _steps(contradiction: Contradiction) -> list[Pair]:
    """The links on the way from the one to the other."""
    path = contradiction.path
    return list(pairwise(path))


@bp.get("/large")
@requires(Permission.REGISTER_READ)
def large() -> ResponseReturnValue:
    """The groups that are larger than they should be, with what holds them together."""
    today = clock.today()
    version = groups.version_now(db(), on=today)
    parameters = network.link_parameters(db(), on=today)
    reviews = sorted(
        too_large(version, parameters.largest_group), key=lambda each: -len(each.group)
    )
    shown = [{*sum(each.bridges, ()), *(one for one, _ in each.busiest)} for each in reviews]
    return render_template(
        "office/landlord_groups/large.html",
        reviews=reviews,
        names=_names(shown),
        largest=parameters.largest_group,
    )


@bp.get("/hubs")
@requires(Permission.REGISTER_READ)
def hubs() -> ResponseReturnValue:
    """What so many landlords share that it says nothing of any two of them."""
    parameters = network.link_parameters(db(), on=clock.today())
    return render_template(
        "office/landlord_groups/hubs.html",
        hubs=groups.list_hubs(db(), parameters=parameters),
        parameters=parameters,
        words=link_words,
    )


@bp.post("/versions")
@requires(Permission.GROUP_VERSIONS_MAKE)
def make_version() -> ResponseReturnValue:
    """Freeze the groups of the day, for editions to rest on."""
    try:
        make_group_version(db(), today=clock.today(), actor_id=actor_id(), at=clock.utc_now())
    except GroupsContradict as refusal:
        flash(sentence(refusal))
        return redirect(url_for(".contradictions"), code=303)
    flash(gettext("Grupperna är frysta som de är i dag."))
    return redirect(url_for(".all_groups"), code=303)
