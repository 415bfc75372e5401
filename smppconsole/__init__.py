"""smppconsole: debug SMPP binds, send test messages by hand, read what really went over the wire.

The house has one direction: ``__main__ > ui | cli > console > net | trace | compose > session > smpp``.
Each package knows only those to its right, siblings do not know each other, and import-linter holds that.

Octets are the truth: they are recorded as they were on the wire, and all that is shown is a function of them.
"""

__version__ = "0.1.0"
