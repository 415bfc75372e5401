"""Characters that word processors put in, and what GSM 7-bit has that reads the same.

One character outside the alphabet more than halves what fits into a part; the composer offers these ways out and
never takes them by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LOOKALIKES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "\u00a0": " ",  # no-break space
        "\u2002": " ",
        "\u2003": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u202f": " ",
        "\u3000": " ",
        "\t": " ",
        "\u00ad": "",  # soft hyphen
        "\u200b": "",  # zero-width space
        "\u200c": "",
        "\u200d": "",
        "\u2060": "",
        "\ufeff": "",
        "\ufe0e": "",  # variation selectors
        "\ufe0f": "",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u2032": "'",
        "\u00b4": "'",
        "`": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u201f": '"',
        "\u2033": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2039": "<",
        "\u203a": ">",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2015": "-",
        "\u2212": "-",
        "\u2026": "...",
        "\u2022": "*",
        "\u00b7": ".",
        "\u2192": "->",
        "\u2190": "<-",
        "\u2194": "<->",
        "\u21d2": "=>",
        "\u00d7": "x",
        "\u00f7": "/",
        "\u2044": "/",
        "\u00ba": "o",
        "\u00aa": "a",
        "\u00b9": "1",
        "\u00b2": "2",
        "\u00b3": "3",
        "\u00bd": "1/2",
        "\u00bc": "1/4",
        "\u00be": "3/4",
        "\u00a9": "(c)",
        "\u00ae": "(R)",
        "\u2122": "TM",
        "\u2116": "No.",
        "\u00e7": "\u00c7",  # the table has the capital only
        "\u00e1": "a",
        "\u00e2": "a",
        "\u00e3": "a",
        "\u00ea": "e",
        "\u00eb": "e",
        "\u00ed": "i",
        "\u00ee": "i",
        "\u00ef": "i",
        "\u00f3": "o",
        "\u00f4": "o",
        "\u00f5": "o",
        "\u00fa": "u",
        "\u00fb": "u",
        "\u00c1": "A",
        "\u00c0": "A",
        "\u00c2": "A",
        "\u00c3": "A",
        "\u00c8": "E",
        "\u00ca": "E",
        "\u00cb": "E",
        "\u00cd": "I",
        "\u00cc": "I",
        "\u00ce": "I",
        "\u00d3": "O",
        "\u00d2": "O",
        "\u00d4": "O",
        "\u00d5": "O",
        "\u00da": "U",
        "\u00d9": "U",
        "\u00db": "U",
    }
)
"""What to write instead, by character; only characters outside GSM 7-bit are keys."""
