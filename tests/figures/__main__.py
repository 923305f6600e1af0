"""Measure and print: `python -m figures`, or `python -m figures full` for all of every sample."""

import json
import sys

from figures import (
    access_authorisation,
    access_flood,
    access_headers,
    access_log,
    access_oidc,
    access_other_guardian,
    access_protected,
    access_retention,
    access_review,
    access_rotation,
    access_scripts,
    access_sessions,
    access_timing,
    cases_law,
    cases_letters,
    cases_statistics,
    imports,
    oversight_edition,
    oversight_network,
    oversight_replay,
    oversight_statistics,
    oversight_suppression,
    receiving,
    rents,
    rents_law,
    rents_page,
    rents_year,
    sync_clients,
    sync_clocks,
    sync_contract,
    sync_convergence,
    sync_drift,
    sync_faults,
    sync_flushes,
    sync_kills,
    sync_merges,
    sync_parallel,
    tablet,
    tablet_at_rest,
    tablet_damage,
    tablet_failures,
    tablet_fetched,
    tablet_kills,
    tablet_locked,
    tablet_quota,
    tablet_screens,
    tablet_speed,
    understanding,
)
from tools.steps import BUILD, say

#: What has `all_figures` measures a sample of them unless it is asked for all.
AREAS = (
    rents,
    rents_law,
    rents_page,
    rents_year,
    imports,
    cases_law,
    cases_letters,
    sync_drift,
    tablet,
    tablet_fetched,
    tablet_speed,
    tablet_kills,
    tablet_damage,
    tablet_quota,
    tablet_locked,
    tablet_at_rest,
    tablet_screens,
    tablet_failures,
    access_authorisation,
    access_protected,
    access_timing,
    access_other_guardian,
    access_retention,
    access_sessions,
    access_flood,
    access_oidc,
    access_headers,
    access_scripts,
    access_rotation,
    access_log,
    access_review,
    receiving,
    understanding,
    sync_flushes,
    sync_kills,
    sync_contract,
    sync_clocks,
    sync_parallel,
    sync_convergence,
    sync_faults,
    sync_merges,
    sync_clients,
    cases_statistics,
    oversight_suppression,
    oversight_statistics,
    oversight_edition,
    oversight_network,
    oversight_replay,
)


def main(words: list[str]) -> int:
    """Print every figure as it is known; the number of those that fall short is the answer."""
    rows = []
    wanted = "all_figures" if words == ["full"] else "figures"
    for area in AREAS:
        for figure in getattr(area, wanted, area.figures)():
            say(figure.line())
            rows.append(figure.row())
    BUILD.mkdir(exist_ok=True)
    (BUILD / "figures.json").write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    return sum(not row["ok"] for row in rows)


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
