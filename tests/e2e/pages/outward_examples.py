"""What the pages of own outward moves and of statistics are shown with."""

from typing import Any

from sqlalchemy import Select, exists, literal, select

from landlord_watch.outward_moves.models import (
    OutwardAssessment,
    OutwardFinding,
    OutwardMove,
    OutwardPayment,
)
from landlord_watch.oversight.models import (
    EditionKind,
    EditionWithdrawal,
    LandlordEdition,
    StatisticsAnswer,
    StatisticsEdition,
    StatisticsReply,
)

NEWEST = (
    select(LandlordEdition.id.label("landlord_edition_id"))
    .where(~exists().where(EditionWithdrawal.edition_id == LandlordEdition.id))
    .order_by(LandlordEdition.ends_on.desc())
)
REQUEST = StatisticsReply.request_id.label("statistics_request_id")


def _edition(name: str, kind: EditionKind) -> Select[Any]:
    return select(StatisticsEdition.id.label(name)).where(StatisticsEdition.kind == kind)


#: What the arguments of an address stand for, by their names; columns bear the same.
OUTWARD_EXAMPLES: tuple[Select[Any], ...] = (
    select(OutwardMove.id.label("move_id")),
    select(OutwardFinding.move_id, OutwardFinding.id.label("outward_finding_id")),
    select(OutwardPayment.move_id, OutwardPayment.id.label("outward_payment_id")),
    select(OutwardAssessment.move_id, OutwardAssessment.id.label("outward_assessment_id")),
    _edition("edition_id", EditionKind.CASES),
    NEWEST,
    NEWEST.add_columns(literal("people").label("row_code")),
    _edition("year_id", EditionKind.OWN_MOVES),
    select(REQUEST),
    select(REQUEST, StatisticsReply.serial),
    select(
        StatisticsAnswer.request_id.label("statistics_request_id"),
        StatisticsAnswer.id.label("answer_id"),
    ),
)
