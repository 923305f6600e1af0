"""A shape as the API's answer."""

from flask import Response
from pydantic import BaseModel


def as_json(shape: BaseModel, status: int = 200) -> Response:
    """A shape as the answer's body."""
    return Response(shape.model_dump_json(), status, mimetype="application/json")
