"""The app some days later: what a server is started with by `Server.let_pass`."""

import os
from datetime import timedelta

import time_machine

from landlord_watch.infra.clock import utc_now

days = timedelta(days=int(os.environ["TEST_DAYS_LATER"]))
time_machine.travel(utc_now() + days, tick=True).start()

from landlord_watch.wsgi import app  # noqa: E402 -- it looks at the clock as it is made

__all__ = ["app"]
