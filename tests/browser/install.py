"""Find a Chromium for the browser tests, or install Debian's where that is allowed; never fail.

Where none can be had, the browser tests are skipped with a plain message.
"""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> str:
    """Return the path of a Chromium on this machine, or an empty string."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def main() -> None:
    """Install Chromium with apt when this is Debian and we may; say in one line what happens."""
    if browser():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print("no Chromium here: the browser tests will be skipped (install the package `chromium` to run them)")
        return
    print("installing Chromium for the browser tests: about 100 MB, a minute or two", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
            print(f"`{' '.join(command)}` failed: the browser tests will be skipped")
            return


if __name__ == "__main__":
    main()
