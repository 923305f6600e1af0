"""PDFs, set by Typst from a template of ours and data; what people wrote is never read as code."""

import json
from collections.abc import Mapping
from typing import Any

import typst

from landlord_watch.infra.bundled import bundled


def typeset(name: str, content: Mapping[str, Any]) -> bytes:
    """
    The PDF of a template in templates/documents, which reads `content` as JSON.

    Only the fonts that Typst carries, and those of static/dist/fonts, are used, so that it looks
    the same everywhere.
    """
    folder = bundled("templates") / "documents"
    return typst.compile(
        str(folder / name),
        root=str(folder),
        ignore_system_fonts=True,
        font_paths=[str(bundled("static") / "dist" / "fonts")],
        format="pdf",
        pdf_standards="ua-1",  # for who listens to a page as well as for who looks at it
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
    )
