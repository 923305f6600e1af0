"""Print the newest checklist as the tablet gets it: the one its tests are held to."""

import json
import sys

from landlord_watch.visits.rules.checklist import as_document, newest_checklist

json.dump(as_document(newest_checklist()), sys.stdout, ensure_ascii=False, indent=1)
sys.stdout.write("\n")
