"""What stands in the way between a page and the office."""

from playwright.sync_api import Page, Route


class HeldBack:
    """What a page asks for at an address from now on; all of it waits until it is let go."""

    def __init__(self, page: Page, where: str) -> None:
        self._held: list[Route] = []
        self._is_held = True
        page.route(where, self._take)

    def _take(self, route: Route) -> None:
        if self._is_held:
            self._held.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        """All that waits, and all that comes."""
        self._is_held = False
        for route in self._held:
            route.continue_()
