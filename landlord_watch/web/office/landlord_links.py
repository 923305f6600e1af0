"""Links between landlords: looked at, judged one by one or several at once, and judged again."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import NotFound, RuleBroken
from landlord_watch.landlords.errors import JudgedMeanwhile
from landlord_watch.landlords.many import names_of_landlords
from landlord_watch.landlords.models import LinkJudgement
from landlord_watch.landlords.queries import groups, network
from landlord_watch.landlords.rules.network.facts import LinkParameters, Tier
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.landlords.rules.network.register import Pair
from landlord_watch.landlords.services.linking import Judged, judge_links
from landlord_watch.landlords.services.noting import decide_link_parameters, search_all_links
from landlord_watch.web import forms, link_words, lists
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, is_allowed, requires, showed
from landlord_watch.web.link_pages import (
    JudgeForm,
    LinkShown,
    chosen_links,
    read_pair,
    shown_links,
)
from landlord_watch.web.paging import page_number

bp = Blueprint("landlord_links", __name__, url_prefix="/office/landlord-links")


@bp.get("/")
@requires(Permission.REGISTER_READ)
def queue() -> ResponseReturnValue:
    """The links that ask for somebody, those that rest on most first."""
    return _queue(JudgeForm(formdata=None))


def _queue(form: JudgeForm) -> str:
    today, tier = clock.today(), lists.chosen("tier", Tier)
    page = groups.list_links_to_look_at(db(), on=today, tier=tier, number=page_number())
    shown = shown_links(db(), [tuple(row) for row in page.rows], on=today)
    _note_people(shown)
    return render_template(
        "office/landlord_links/queue.html",
        page=page,
        shown=shown,
        form=form,
        tier=tier,
        chosen=set(chosen_links("pair")) if form.errors else set(),
        just_judged=_just_judged(),
        url_of=lists.url_of_page(".queue", tier=tier),
        words=link_words,
    )


def _note_people(shown: list[LinkShown]) -> None:
    people = {
        party.party_id for each in shown for party in (each.one, each.other) if party.is_person
    }
    showed(people)


@dataclass(frozen=True, slots=True)
class JustJudged:
    """What who is signed in judged last in one go, and what it was called."""

    rows: list[LinkJudgement]
    names: dict[UUID, str]


def _just_judged() -> JustJudged | None:
    """What may be undone; None: nothing."""
    if not is_allowed(Permission.LANDLORD_LINKS_JUDGE):
        return None
    rows = network.list_judged_together(db(), actor_id=actor_id(), on=clock.today())
    rows = [row for row in rows if row.verdict is not Verdict.UNSURE]
    if not rows:
        return None
    ids = {each for row in rows for each in (row.first_id, row.second_id)}
    return JustJudged(rows, names_of_landlords(db(), ids))


@bp.post("/judge")
@requires(Permission.LANDLORD_LINKS_JUDGE)
def judge_several() -> ResponseReturnValue:
    """Judge the links that were ticked, for one reason."""
    form, chosen = JudgeForm(), chosen_links("pair")
    number = _judged(form, chosen)
    if number is None:
        return _queue(form), 422
    flash(ngettext("%(num)s koppling är bedömd.", "%(num)s kopplingar är bedömda.", number))
    return redirect(url_for(".queue", tier=lists.chosen("tier", Tier)), code=303)


def _judged(form: JudgeForm, chosen: dict[Pair, int]) -> int | None:
    """How many were judged; None: it was refused, and the form says why."""
    if not form.validate_on_submit():
        return None
    try:
        return judge_links(
            db(),
            seen=chosen,
            judged=Judged(Verdict(form.verdict.data), form.reason.data),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
    except (RuleBroken, JudgedMeanwhile) as refusal:
        form.refuse(refusal, field="reason" if refusal.code == "link_without_reason" else None)
        return None


@bp.post("/undo")
@requires(Permission.LANDLORD_LINKS_JUDGE)
def undo() -> ResponseReturnValue:
    """Put back what was judged last in one go: each of it is open again."""
    judged = _just_judged()
    if judged is None:
        flash(gettext("Det finns inget att ångra."))
        return redirect(url_for(".queue"), code=303)
    judge_links(
        db(),
        seen={(row.first_id, row.second_id): row.turn for row in judged.rows},
        judged=Judged(Verdict.UNSURE, gettext("Bedömningen ångrades.")),
        today=clock.today(),
        actor_id=actor_id(),
        at=clock.utc_now(),
    )
    number = len(judged.rows)
    flash(ngettext("%(num)s bedömning är ångrad.", "%(num)s bedömningar är ångrade.", number))
    return redirect(url_for(".queue"), code=303)


@bp.get("/<uuid:first_id>/<uuid:second_id>")
@requires(Permission.REGISTER_READ)
def link(first_id: UUID, second_id: UUID) -> ResponseReturnValue:
    """What speaks for and against a link, what is known of the two, and what was judged."""
    return _link(read_pair(first_id, second_id), JudgeForm(formdata=None))


def _link(pair: Pair, form: JudgeForm) -> str:
    shown = shown_links(db(), [pair], on=clock.today())
    names = names_of_landlords(db(), pair)
    if set(names) != set(pair):
        raise NotFound(first_id=pair[0], second_id=pair[1])
    _note_people(shown)
    judgements = network.list_judgements(db(), pair)
    return render_template(
        "office/landlord_links/link.html",
        pair=pair,
        shown=shown[0] if shown else None,
        names=names,
        judgements=judgements[::-1],
        staff=names_of(db(), {row.judged_by_id for row in judgements}),
        form=form,
        words=link_words,
    )


@bp.post("/<uuid:first_id>/<uuid:second_id>/judge")
@requires(Permission.LANDLORD_LINKS_JUDGE)
def judge(first_id: UUID, second_id: UUID) -> ResponseReturnValue:
    """Judge one link."""
    pair, form = read_pair(first_id, second_id), JudgeForm()
    if _judged(form, chosen_links("pair")) is None:
        return _link(pair, form), 422
    flash(gettext("Kopplingen är bedömd."))
    return redirect(url_for(".link", first_id=pair[0], second_id=pair[1]), code=303)


@bp.get("/lapsed")
@requires(Permission.REGISTER_READ)
def lapsed() -> ResponseReturnValue:
    """The confirmed links that no longer count, or soon will not: the oldest first."""
    today = clock.today()
    page = groups.list_lapsed(db(), on=today, number=page_number())
    ids = {each for row in page.rows for each in (row.first_id, row.second_id)}
    return render_template(
        "office/landlord_links/lapsed.html",
        page=page,
        names=names_of_landlords(db(), ids),
        url_of=lists.url_of_page(".lapsed"),
        today=today,
    )


@bp.get("/about")
@requires(Permission.REGISTER_READ)
def about() -> ResponseReturnValue:
    """How landlords are linked, and what that cannot tell."""
    parameters = network.link_parameters(db(), on=clock.today())
    return render_template("office/landlord_links/about.html", parameters=parameters)


class ParametersForm(forms.OfficeForm):
    """By which numbers landlords are linked, and by whose decision."""

    decided = forms.TextField(
        lazy_gettext("Beslut"),
        [forms.required(lazy_gettext("Skriv vilket beslut det är.")), forms.at_most(200)],
    )
    most_sharing = forms.WholeNumberField(
        lazy_gettext("Så många får dela en uppgift innan den inte säger något"),
        [forms.required(lazy_gettext("Skriv ett antal."))],
        least=2,
        most=1000,
    )
    most_signed_for = forms.WholeNumberField(
        lazy_gettext("Så många får en och samma person teckna firma för"),
        [forms.required(lazy_gettext("Skriv ett antal."))],
        least=2,
        most=1000,
    )
    least_likeness = forms.WholeNumberField(
        lazy_gettext("Så lika ska två namn vara, av 100"),
        [forms.required(lazy_gettext("Skriv ett tal."))],
        least=50,
        most=100,
    )
    review_months = forms.WholeNumberField(
        lazy_gettext("Efter så många månader ska en bekräftad koppling ses över"),
        [forms.required(lazy_gettext("Skriv ett antal."))],
        least=1,
        most=120,
    )
    largest_group = forms.WholeNumberField(
        lazy_gettext("En grupp med fler än så ses över"),
        [forms.required(lazy_gettext("Skriv ett antal."))],
        least=2,
        most=10_000,
    )
    places = forms.TextField(
        lazy_gettext("Ortnamn som inte skiljer ett namn från ett annat"), [forms.at_most(1000)]
    )


@bp.route("/parameters", methods=["GET", "POST"])
@requires(Permission.LANDLORD_LINKS_JUDGE)
def parameters() -> ResponseReturnValue:
    """Decide by which numbers landlords are linked, and have all links weighed by them."""
    standing = network.link_parameters(db(), on=clock.today())
    form = ParametersForm(data={**_as_typed(standing), "decided": ""})
    if form.carries(lambda: _decide(form), at="decided"):
        flash(gettext("Talen gäller från i dag, och alla kopplingar är prövade igen."))
        return redirect(url_for(".about"), code=303)
    page = render_template("office/landlord_links/parameters.html", form=form, standing=standing)
    return page, 422 if form.errors else 200


NUMBERS = ("most_sharing", "most_signed_for", "review_months", "largest_group")


def _as_typed(standing: LinkParameters) -> dict[str, object]:
    numbers = {name: getattr(standing, name) for name in NUMBERS}
    return {
        **numbers,
        "least_likeness": int(standing.least_likeness),
        "places": " ".join(sorted(standing.places)),
    }


def _decide(form: ParametersForm) -> object:
    return decide_link_parameters(
        db(),
        parameters=LinkParameters(
            starts_on=clock.today(),
            decided=form.decided.data,
            least_likeness=float(forms.must(form.least_likeness.data)),
            places=frozenset((form.places.data or "").casefold().split()),
            **{name: forms.must(form[name].data) for name in NUMBERS},
        ),
        actor_id=actor_id(),
        at=clock.utc_now(),
    )


@bp.post("/search-all")
@requires(Permission.LANDLORD_LINKS_JUDGE)
def search_all() -> ResponseReturnValue:
    """Weigh every link of the register anew."""
    search_all_links(db(), today=clock.today(), actor_id=actor_id(), at=clock.utc_now())
    flash(gettext("Hela registret är genomsökt."))
    return redirect(url_for(".queue"), code=303)
