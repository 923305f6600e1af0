"""What was found out a moment ago, and for how long."""

from landlord_watch.infra.lately import A_MOMENT, Lately


class Hands:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


def test_it_is_known_for_a_moment_and_not_longer() -> None:
    clock = Hands()
    lately = Lately[str, int](clock=clock)
    lately.note("a", 1)

    clock.at += A_MOMENT - 0.001
    within = lately.find("a")
    clock.at += 0.001
    after = lately.find("a")

    assert (within, after, lately.find("b")) == (1, None, None)


def test_what_is_found_out_again_is_known_for_a_moment_more() -> None:
    clock = Hands()
    lately = Lately[str, int](clock=clock)
    lately.note("a", 1)
    clock.at += A_MOMENT - 1
    lately.note("a", 2)
    clock.at += A_MOMENT - 1

    assert lately.find("a") == 2


def test_it_never_grows_beyond_its_most() -> None:
    lately = Lately[int, int](most=3)
    for number in range(100):
        lately.note(number, number)

    assert lately.find(99) == 99
    assert sum(lately.find(number) is not None for number in range(100)) <= 3
