"""``python -m tests.press [--port 8130]``: serve the bundled press until interrupted; prints its address."""

import argparse
import contextlib
import sys
import threading

from tests.press.server import serve


def main() -> int:
    """Return the exit code: 1 when the port is taken."""
    parser = argparse.ArgumentParser(prog="tests.press", description="Serve the invented press of the tests.")
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    port = parser.parse_args().port
    try:
        with serve(port) as press, contextlib.suppress(KeyboardInterrupt):
            print(press.address, flush=True)
            threading.Event().wait()
    except OSError as error:
        print(f"press: port {port} cannot be used ({error.strerror}); give another with --port", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
