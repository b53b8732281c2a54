"""Bad use: the root of every named error. Bad data is a `Finding`, never an exception."""


class TournageError(Exception):
    """Someone called us wrongly; subclasses are named after the fact."""


class MixedCurrencyError(TournageError):
    """Two currencies met where one was needed and no dated rate was given."""


class UnknownCurrencyError(TournageError):
    """The three-letter code is not an ISO 4217 currency."""


class DataFileError(TournageError):
    """A data file shipped with the product, or given by the user, breaks its own form."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why
