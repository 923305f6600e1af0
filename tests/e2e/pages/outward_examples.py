"""What the pages of own outward moves and of statistics are shown with."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select

from landlord_watch.outward_moves.models import (
    OutwardAssessment,
    OutwardFinding,
    OutwardMove,
    OutwardPayment,
)
from landlord_watch.oversight.models import (
    EditionKind,
    StatisticsAnswer,
    StatisticsEdition,
    StatisticsReply,
)

EDITION = select(StatisticsEdition.id.label("edition_id"))

#: What the arguments of an address stand for, by their names; columns bear the same.
OUTWARD_EXAMPLES: tuple[Select[Any], ...] = (
    select(OutwardMove.id.label("move_id")),
    select(OutwardFinding.move_id, OutwardFinding.id.label("outward_finding_id")),
    select(OutwardPayment.move_id, OutwardPayment.id.label("outward_payment_id")),
    select(OutwardAssessment.move_id, OutwardAssessment.id.label("outward_assessment_id")),
    EDITION.where(StatisticsEdition.kind == EditionKind.CASES),
    select(StatisticsReply.request_id),
    select(StatisticsReply.request_id, StatisticsReply.serial),
    select(StatisticsAnswer.request_id, StatisticsAnswer.id.label("answer_id")),
)

#: Pages that need something of a particular kind.
OUTWARD_CHOSEN: Mapping[str, Select[Any]] = {
    "own_moves.year": EDITION.where(StatisticsEdition.kind == EditionKind.OWN_MOVES),
}
