"""Builds `.venv` for the Makefile: `python3 config/bootstrap.py requirements.txt`.

Runs before anything is installed, on whatever `python3` is, so it uses the standard
library only and syntax an old Python can at least read. A stamp per requirements
file makes the second run instant.
"""

import ctypes.util
import hashlib
import os
import shutil
import subprocess  # nosec B404  # fixed commands, no shell
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
VENV = BASE / ".venv"
INSTALLER = BASE / "requirements-installer.txt"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
NEWER_NAMES = ("python3.13", "python3.12", "python3.11", "python3.14")
SECONDS_FOR_APT = 300

# What WeasyPrint loads at run time: library to look for, Debian package.
LIBRARIES = {
    "gobject-2.0": "libglib2.0-0",
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "fontconfig": "libfontconfig1",
    "harfbuzz": "libharfbuzz0b",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(arguments):  # noqa: ANN001, ANN201  # an old Python must be able to read this
    """Do what each argument names: a requirements file, `libraries` or `browser`."""
    use_new_enough_python()
    steps = {"libraries": offer_libraries, "browser": require_browser}
    for argument in arguments:
        if argument in steps:
            steps[argument]()
        else:
            install(BASE / argument)


def use_new_enough_python():  # noqa: ANN201  # an old Python must be able to read this
    """Go on under a Python we support, or end with one sentence."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER_NAMES:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])  # noqa: S606  # no shell wanted
    sys.exit(
        "Python 3.11 or newer is needed; this is {}.".format(sys.version.split()[0])
    )


def install(requirements):  # noqa: ANN001, ANN201  # an old Python must be able to read this
    """Install a locked file with hashes unless its stamp says it is there."""
    stamp = VENV / (requirements.stem + ".ok")
    wanted = state_of(requirements)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    make_environment()
    print("Installing {} ...".format(requirements.name), flush=True)
    if not (install_with_uv(requirements) or install_with_pip(requirements)):
        sys.exit("The packages of {} could not be installed.".format(requirements.name))
    stamp.write_text(wanted, encoding="utf-8")


def install_with_uv(requirements):  # noqa: ANN001, ANN201  # an old Python must be able to read this
    """Install in seconds; pip is there for machines set up for pip only."""
    if not install_with_pip(INSTALLER):
        return False
    command = [str(VENV / "bin" / "uv"), "pip", "install", "-q", "--require-hashes"]
    command += ["--python", str(PYTHON), "-r", str(requirements)]
    # The machine's own certificates and Python; uv would fetch both otherwise.
    environment = dict(os.environ, UV_SYSTEM_CERTS="1", UV_PYTHON_DOWNLOADS="never")
    return not subprocess.call(command, env=environment, stdin=subprocess.DEVNULL)


def install_with_pip(requirements):  # noqa: ANN001, ANN201  # an old Python must be able to read this
    """Install with what every virtual environment has."""
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--no-input"]
    command += [
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        str(requirements),
    ]
    return not subprocess.call(command, stdin=subprocess.DEVNULL)


def make_environment():  # noqa: ANN201  # an old Python must be able to read this
    """Create `.venv`, anew when another Python made it."""
    if PYTHON.exists() and version_of(PYTHON) == sys.version:
        return
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.call(command, stdin=subprocess.DEVNULL):
        sys.exit("Python's venv module is missing: `apt-get install python3-venv`.")


def version_of(python):  # noqa: ANN001, ANN201  # an old Python must be able to read this
    """Return the version an interpreter reports, or nothing when it does not run."""
    command = [str(python), "-c", "import sys; print(sys.version, end='')"]
    try:
        return subprocess.run(
            command, stdout=subprocess.PIPE, check=True
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return ""


def state_of(requirements):  # noqa: ANN001, ANN201  # an old Python must be able to read this
    """Return what a stamp holds: this Python and the content of the lock file."""
    content = hashlib.sha256(requirements.read_bytes()).hexdigest()
    return "{}\n{}\n".format(sys.version, content)


def offer_libraries():  # noqa: ANN201  # an old Python must be able to read this
    """Install what PDF rendering needs where we may, else say what is missing."""
    stamp = VENV / "libraries.ok"
    if stamp.exists():
        return
    missing = [name for name in LIBRARIES if not ctypes.util.find_library(name)]
    if missing and apt_install([LIBRARIES[name] for name in missing]):
        missing = [name for name in LIBRARIES if not ctypes.util.find_library(name)]
    if not missing:
        stamp.write_text("", encoding="utf-8")
    elif missing == ["harfbuzz-subset"]:
        print("Packs are drawn slowly until you install libharfbuzz-subset0.")
    else:
        packages = " ".join(LIBRARIES[name] for name in missing)
        print("Packs cannot be drawn until you install: {}.".format(packages))


def require_browser():  # noqa: ANN201  # an old Python must be able to read this
    """Have a Chromium for the browser tests, or end with one sentence."""
    if not browser() and not (apt_install(["chromium"]) and browser()):
        sys.exit("The browser tests need Chromium: `apt-get install chromium`.")


def browser():  # noqa: ANN201  # an old Python must be able to read this
    """Return the path of an installed Chromium, or nothing."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def apt_install(packages):  # noqa: ANN001, ANN201  # an old Python must be able to read this
    """Try to install Debian packages; say whether that worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print("Installing {} ...".format(" ".join(packages)), flush=True)
    options = ["-qq", "-y", "--no-install-recommends"]
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["update", "-qq"], ["install", *options, *packages]):
        if not apt(command, environment):
            return False
    return True


def apt(command, environment):  # noqa: ANN001, ANN201  # an old Python must be able to read this
    """Run apt-get quietly; say whether it succeeded in time."""
    try:
        finished = subprocess.run(
            ["apt-get", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=SECONDS_FOR_APT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return finished.returncode == 0


if __name__ == "__main__":
    main(sys.argv[1:])
