"""The steps of `make run` that need no server."""

import hashlib
import io
import socket
import stat
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpResponse

from config import bootstrap, probe, staticfiles, supervisor


@pytest.fixture
def calls(monkeypatch):
    """Record Django commands instead of running them."""
    made: list[str] = []

    def record(name, **options):
        made.append(name)
        if name == "load_demo":
            options["stdout"].write("ada@example.org")

    monkeypatch.setattr("config.supervisor.call_command", record)
    monkeypatch.setattr("config.staticfiles.call_command", record)
    return made


@pytest.fixture
def empty(settings, tmp_path):
    """A data folder nobody prepared yet."""
    settings.DATA_DIR = tmp_path / "data"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.SECRET_KEY_FILE = settings.DATA_DIR / "secret-key"
    settings.SECRET_KEY_IS_SHARED = False
    return settings


def test_preparing_keeps_a_private_key_and_loads_the_demo(empty, calls):
    empty.DEMO = True

    accounts = supervisor.prepare()

    assert accounts == "ada@example.org"
    assert calls == [
        "migrate",
        "load_calls",
        "load_forms",
        "load_demo",
        "collectstatic",
    ]
    assert empty.SECRET_KEY_FILE.read_text() == empty.SECRET_KEY
    assert stat.S_IMODE(empty.SECRET_KEY_FILE.stat().st_mode) == 0o600


@pytest.mark.usefixtures("calls")
def test_data_folder_is_closed_to_other_people(empty):
    # It holds the database and, without a mail server, letters with reset links.
    supervisor.prepare()

    assert stat.S_IMODE(empty.DATA_DIR.stat().st_mode) == 0o700


def test_preparing_without_demo_opens_no_account(empty, calls):
    empty.SECRET_KEY_IS_SHARED = True

    assert supervisor.prepare() == ""
    assert calls == ["migrate", "load_calls", "load_forms", "collectstatic"]
    assert not empty.SECRET_KEY_FILE.exists()


@pytest.mark.usefixtures("empty")
def test_static_files_are_collected_once(calls):
    assert staticfiles.collect_if_changed() is True
    assert staticfiles.collect_if_changed() is False
    assert calls == ["collectstatic"]


@pytest.mark.usefixtures("empty")
def test_static_files_are_collected_by_one_of_two_servers_that_start_together(
    calls, monkeypatch
):
    def collect(name, **_options):
        time.sleep(0.2)  # as long as the other would need to begin
        calls.append(name)

    monkeypatch.setattr("config.staticfiles.call_command", collect)

    with ThreadPoolExecutor() as pool:
        ran = pool.map(lambda _: staticfiles.collect_if_changed(), range(2))

    assert sorted(ran) == [False, True]
    assert calls == ["collectstatic"]


@pytest.mark.usefixtures("calls")
def test_static_files_are_collected_again_after_a_change(empty, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    empty.STATICFILES_DIRS = [source]
    staticfiles.collect_if_changed()
    before = staticfiles.sources_digest()

    (source / "new.css").write_text("p {}")

    from django.contrib.staticfiles import finders  # noqa: PLC0415  # to forget its cache

    finders.get_finder.cache_clear()  # type: ignore[attr-defined]  # an lru_cache
    assert staticfiles.sources_digest() != before
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]  # an lru_cache


def test_taken_port_is_named(settings):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        settings.PORT = listener.getsockname()[1]

        with pytest.raises(SystemExit, match=f"Port {settings.PORT} cannot be used"):
            supervisor.refuse_taken_port()


def test_probe_asks_the_live_page(live_server, settings):
    port = int(live_server.url.rpartition(":")[2])

    assert probe.status_of("/health/live", port=port) == 200
    settings.PORT = port
    assert probe.main(["live"]) == 0
    settings.ALLOWED_HOSTS = ["*"]
    assert probe.main(["nothing-there"]) == 1


def test_probe_fails_where_nobody_listens(settings):
    settings.PORT = 1

    assert probe.main([]) == 1


def test_stamp_names_python_and_content(tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("Django==5.2")
    before = bootstrap.state_of(lock)

    lock.write_text("Django==5.3")

    assert sys.version in before
    assert hashlib.sha256(b"Django==5.2").hexdigest() in before
    assert bootstrap.state_of(lock) != before


@pytest.fixture
def new_environment(monkeypatch, tmp_path):
    """A `.venv` in a temporary folder; pip and venv are only recorded."""
    venv = tmp_path / ".venv"
    monkeypatch.setattr(bootstrap, "VENV", venv)
    monkeypatch.setattr(bootstrap, "PYTHON", venv / "bin" / "python")
    made: list[list[str]] = []

    def record(command, **_):
        made.append(command)
        venv.mkdir(exist_ok=True)
        return 0

    monkeypatch.setattr("config.bootstrap.subprocess.call", record)
    return made


def test_packages_are_installed_once(new_environment, tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("Django==5.2")

    bootstrap.install(lock)
    bootstrap.install(lock)

    venv, installer, packages = new_environment
    assert venv[1:3] == ["-m", "venv"]
    assert installer[-1].endswith("requirements-installer.txt")
    assert packages[0].endswith("/uv")
    assert packages[-1] == str(lock)
    assert "--require-hashes" in installer
    assert "--require-hashes" in packages


def test_pip_installs_where_uv_cannot(new_environment, monkeypatch, tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("Django==5.2")
    monkeypatch.setattr(bootstrap, "install_with_uv", lambda _: False)

    bootstrap.install(lock)

    assert new_environment[-1][1:3] == ["-m", "pip"]
    assert new_environment[-1][-1] == str(lock)


def test_old_python_is_told(monkeypatch):
    monkeypatch.setattr("config.bootstrap.sys.version_info", (3, 8))
    monkeypatch.setattr("config.bootstrap.shutil.which", lambda _: None)

    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed"):
        bootstrap.use_new_enough_python()


def test_missing_libraries_are_named(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr("config.bootstrap.ctypes.util.find_library", lambda _: None)
    monkeypatch.setattr(bootstrap, "apt_install", lambda _: False)

    bootstrap.offer_libraries()

    assert "Packs cannot be drawn until you install: " in capsys.readouterr().out


def test_missing_browser_is_an_error(monkeypatch):
    monkeypatch.setattr(bootstrap, "browser", lambda: None)
    monkeypatch.setattr(bootstrap, "apt_install", lambda _: False)

    with pytest.raises(SystemExit, match="need Chromium"):
        bootstrap.require_browser()


def test_ordinary_people_do_not_run_apt(monkeypatch):
    monkeypatch.setattr("config.bootstrap.os.geteuid", lambda: 1000)

    assert bootstrap.apt_install(["chromium"]) is False


@pytest.mark.django_db
def test_wsgi_application_answers():
    from config.wsgi import application  # noqa: PLC0415  # builds the middleware

    heard: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/health/live",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": "http",
    }

    body = application(environ, lambda status, _headers: heard.append(status))  # type: ignore[arg-type]  # the least a server does

    assert heard == ["200 OK"]
    assert isinstance(body, HttpResponse)
