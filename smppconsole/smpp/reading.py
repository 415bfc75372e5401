"""What an account says about how to read: the standard leaves some things to the two ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo


@dataclass(frozen=True, slots=True)
class Reading:
    """``default_alphabet`` is what data_coding 0 means (a name of ``coding.ALPHABETS``), ``zone`` the reader's own
    time zone (None tells times as written), ``receipt_pattern`` a pattern with named groups for receipt texts of a
    form of their own (None for the usual ones).
    """

    default_alphabet: str = "gsm7"
    zone: tzinfo | None = None
    receipt_pattern: str | None = None


AS_USUAL = Reading()
"""How a PDU is read where no account says otherwise."""
