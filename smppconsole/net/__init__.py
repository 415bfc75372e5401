"""The asyncio skin around a session: TCP, TLS, connecting and listening.

``link`` joins one ``Session`` to one transport, with one timer for its next deadline; ``connect`` reaches a host, one
address after another, and says which step failed and why; ``listen`` serves; ``tls`` builds contexts and tells
what was negotiated; ``tasks`` is the only place that creates tasks, so that each is named, referenced and reported.
"""
