"""What can go wrong between a text and its findings.

ExtractionError
 ├ ModelUnavailableError   the endpoint can't be reached, is overloaded or times out: try again
 ├ ModelRefusedError       the endpoint answers, and says no: trying again changes nothing
 └ BadModelOutputError     the answer can't be read, even after one repair call
"""


class ExtractionError(Exception):
    """The text could not be read."""

    def __init__(self, message: str | None = None) -> None:
        """Take the class's docstring as the message when none is given."""
        super().__init__(message or self.__doc__)


class ModelUnavailableError(ExtractionError):
    """The model endpoint can't be reached."""


class ModelRefusedError(ExtractionError):
    """The model endpoint refused the request."""


class BadModelOutputError(ExtractionError):
    """The model's answer can't be read."""
