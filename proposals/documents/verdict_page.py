"""An outcome as every page of a pack shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome as shape and word."""

    mark: str
    """The shape: `met` circle, `not_met` square, `unknown` diamond."""
    word: str
    """The word beside it; colour and shape never speak alone."""
