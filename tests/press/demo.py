"""``make demo``: crawl the invented press twice, take it in, and serve the archive that came of it."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.press import serve

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent


def main() -> int:
    """Run the demo; returns the exit code of the step that failed, else that of the server."""
    parser = argparse.ArgumentParser(description="Crawl the invented press and serve the archive made of it.")
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--crawl-only", action="store_true", help="leave the archive behind and serve nothing")
    options = parser.parse_args()
    folder = Path(os.environ.setdefault("ARCHIVE_DATA", str(Path(".demo").absolute())))
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "agencies.toml", folder / "agencies.toml")
    with serve() as press:
        print(f"the invented press answers at {press.address}; its archive goes to {folder}", flush=True)
        for visit in ("first", "second"):
            # Some pages change between two visits: only the second shows that editions are kept.
            print(f"{visit} crawl: about 80 addresses of 14 invented outlets, half a minute", flush=True)
            code = crawl(press.address) or take_in()
            if code:
                return code
    print("reading all again, without the lines that were learned meanwhile", flush=True)
    if code := subprocess.run([BIN / "archive", "reread"], check=False).returncode:
        return code
    if options.crawl_only:
        return 0
    print("serving it; Ctrl-C ends", flush=True)
    return subprocess.run([BIN / "archive", "serve", "--port", str(options.port)], check=False).returncode


def crawl(proxy: str) -> int:
    """Crawl the press once, through the proxy that answers for its hosts."""
    command = [BIN / "scrapy", "crawl", "outlets", "-a", f"sources={HERE / 'sources.toml'}"]
    environment = {**os.environ, "HTTP_PROXY": proxy, "http_proxy": proxy}
    return subprocess.run(command, env=environment, cwd=HERE.parents[1], check=False).returncode


def take_in() -> int:
    """Read, group and publish what the crawl brought."""
    return subprocess.run([BIN / "archive", "ingest"], check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
