"""The app as a server finds it: `gunicorn landlord_watch.wsgi:app`."""

from landlord_watch.infra.collecting import collect_seldom
from landlord_watch.settings import read_settings
from landlord_watch.web.app import create_app, log_to_stderr
from landlord_watch.web.beside import begin_in_each_worker
from landlord_watch.web.db import let_go
from landlord_watch.web.store import refuse_unsafe_settings, refuse_without_keys, warn_of_keys

log_to_stderr()
settings = read_settings()
refuse_unsafe_settings(settings)
app = create_app(settings)
refuse_without_keys(app)
warn_of_keys(app)
let_go(app)
collect_seldom()
begin_in_each_worker(app)
