"""What an account says about how to read: the standard leaves some things to the two ends."""

from __future__ import annotations

from datetime import tzinfo

from smppconsole.smpp.coding import alphabet_of
from smppconsole.values import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """``default_alphabet`` is what data_coding 0 means (a name of ``coding.ALPHABETS``), ``zone`` the reader's own
    time zone (None tells times as written), ``receipt_pattern`` a pattern with named groups for receipt texts of a
    form of their own (None for the usual ones), ``alphabets`` what other values of data_coding mean where that is not
    what the standard says (``coding.alphabet_table``).
    """

    default_alphabet: str = "gsm7"
    zone: tzinfo | None = None
    receipt_pattern: str | None = None
    alphabets: str = ""

    def alphabet_of(self, data_coding: object) -> str:
        """The alphabet that a data_coding names here; no number is read as 0."""
        number = data_coding if isinstance(data_coding, int) else 0
        return alphabet_of(number, self.default_alphabet, self.alphabets)


AS_USUAL = Reading()
"""How a PDU is read where no account says otherwise."""
