"""An officer with a tablet in the field, and the homes of the day."""

from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Page

from e2e.pages.eyes import Eyes
from e2e.pages.tablet import Tablet
from e2e.serving import FieldOfficer, Home

FAMILY = Home(
    children=(2, 8),
    language="ar",
    interpreter="Arabiska, telefontolk 010-123 45 67",
    note="Ring på porten vid parkeringen. Hissen är trasig.",
)
PLAIN = Home(street="Kyrkvägen 12 B", hour=13)
ASKED_LATE = Home(street="Ågatan 7", hour=15, asked_before=timedelta(hours=2))
TOMORROW = Home(street="Norra Långgatan 118", days_ahead=1)
DAY = (FAMILY, PLAIN, ASKED_LATE, TOMORROW)


@dataclass
class Field:
    """A tablet in an officer's hands, and who looks over the shoulder."""

    tablet: Tablet
    eyes: Eyes
    officer: FieldOfficer

    @property
    def page(self) -> Page:
        return self.tablet.page

    def is_offline(self, truth: bool) -> None:
        self.page.context.set_offline(truth)
