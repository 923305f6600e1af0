"""What a person's own file is put together from: what every part is, and a letter."""

from datetime import date

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A piece of the file; it is read and never changed."""

    model_config = ConfigDict(frozen=True)


class OwnLetter(Part):
    """A letter that was written in a case; `sent_on` None: it has not left."""

    number: str
    made_on: date
    sent_on: date | None
    recipient: str
    subject: str
    body: str
    is_discarded: bool
