"""The asyncio skin around a session: TCP, TLS, connecting and listening.

``link`` joins one ``Session`` to one transport, with one ``alarm`` for its next deadline; ``connect`` reaches a host,
one address after another, and says which step failed, why (``causes``: one row a cause, with advice) and what to do;
``listen`` serves. ``tls`` builds contexts and tells what was negotiated, ``x509`` reads the facts of a certificate that
was not checked. ``tasks`` is the only place that creates tasks, so that each is named, referenced and reported.
"""
