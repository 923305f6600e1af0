"""What the room of files refuses."""

from landlord_watch.kernel.errors import RuleBroken


class FileNotPdf(RuleBroken):
    """A paper that is not a PDF."""

    code = "file_not_pdf"


class PaperTooLarge(RuleBroken):
    """A paper larger than we keep."""

    code = "paper_too_large"

    def __init__(self, *, most_bytes: int) -> None:
        super().__init__(most_mb=most_bytes // 1_000_000)
