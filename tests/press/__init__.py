"""The bundled press: an invented news agency and invented outlets, served on this machine.

``python -m tests.press --port 8130`` serves it; ``serve()`` does so inside a test; ``expected()`` says what an archive
of it must hold. No such agency and no such newspaper exists; the texts are written for testing.
"""

from tests.press.content import Expected, ExpectedCredit, expected
from tests.press.server import Press, serve

__all__ = ["Expected", "ExpectedCredit", "Press", "expected", "serve"]
