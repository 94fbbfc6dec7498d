"""What every test may ask for: engines, a worker, a browser, no network."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.stack import environment, folders, garbage, network

SERVER_FIXTURES = {"db", "transactional_db", "worker", "live_server", "engine"}

# The same examples on every machine: a red test must be red for everybody. Longer
# hunts run with `--hypothesis-profile=hunt`.
hypothesis_settings.register_profile(
    "fixed",
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.register_profile("hunt", deadline=None, max_examples=3000)
hypothesis_settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("stack")
    group.addoption(
        "--engine",
        choices=["sqlite", "postgresql"],
        default="sqlite",
        help="sqlite with a folder queue, or a real PostgreSQL with a real Valkey",
    )
    group.addoption(
        "--pooled",
        action="store_true",
        help="reach PostgreSQL through PgBouncer, which lends it for one transaction",
    )
    group.addoption(
        "--require-browser",
        action="store_true",
        help="fail instead of skip where there is no Chromium",
    )
    group.addoption(
        "--artefacts",
        default="var/artefacts",
        help="folder in which journeys leave pictures, and what they failed at",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Set the environment up before pytest-django asks for the settings."""
    if settings.configured:
        raise pytest.UsageError(
            "Unset DJANGO_SETTINGS_MODULE: the tests set their own."
        )
    garbage.look_seldom()
    is_pooled = bool(config.getoption("--pooled"))
    environment.prepare(config.getoption("--engine"), is_pooled=is_pooled)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let nothing a test supposed outlive it: a module may build its rows next."""
    start_afresh(item)


def pytest_runtest_teardown() -> None:
    """Leave no reader's language behind: a request keeps it in its thread."""
    if settings.configured:
        translation.deactivate()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say where journeys left their pictures, if any did."""
    from tests.stack import artefacts  # noqa: PLC0415  # Playwright is slow to import

    if (folder := artefacts.folder_of(config)).exists():
        terminalreporter.write_line(f"Pictures of journeys: {folder}")


def pytest_unconfigure() -> None:
    environment.clean_up()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if "artefacts" in getattr(item, "fixturenames", ()):
        from tests.stack import artefacts  # noqa: PLC0415  # Playwright is slow to import

        artefacts.note(item, report)
    return report


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a file unread if whatever it holds would be deselected by its folder."""
    if collection_path.name == "pooled" and not config.getoption("--pooled"):
        return True
    if not collection_path.name.startswith("test_"):
        return None
    given = folders.marks_of(collection_path)
    return None if folders.may_be_wanted(given, config.getoption("markexpr")) else True


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark tests by their folder; keep only what the server or pooler can change."""
    for item in items:
        for mark in folders.marks_of(item.path):
            item.add_marker(mark)
    if config.getoption("--engine") == "postgresql":
        wanted = commits if config.getoption("--pooled") else uses_a_server
        others = [item for item in items if not wanted(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if wanted(item)]


def pytest_collection_finish() -> None:
    garbage.leave_what_stays()


def start_afresh(item: pytest.Item) -> None:
    """Let this process suppose what holds at the start of every test."""
    if item.get_closest_marker("core") is None:
        from tests.stack import afresh  # noqa: PLC0415  # the core runs without settings

        afresh.start()


def uses_a_server(item: pytest.Item) -> bool:
    """Say whether a test touches the database or the queue."""
    asked = set(getattr(item, "fixturenames", ()))
    return bool(asked & SERVER_FIXTURES or item.get_closest_marker("django_db"))


def commits(item: pytest.Item) -> bool:
    """Say whether a test ends transactions of its own.

    Behind a pooler any other has one connection all along, as without one.
    """
    mark = item.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:  # noqa: ARG001  # the tables
    """Add to the tables what migrations do beyond the models."""
    from django.db import connection  # noqa: PLC0415  # needs the settings

    from tests.stack import tables  # noqa: PLC0415  # as above

    with django_db_blocker.unblock():
        tables.add_what_no_model_says(connection)
        tables.flush_what_tests_wrote(connection)


@pytest.fixture(scope="module")
def built_once(django_db_setup, django_db_blocker):  # noqa: ARG001  # the tables
    """Give what builds rows that each test of a module finds as they were built.

    A test changes them inside its own transaction, which is rolled back to where they
    stand. Objects are handed on as copies; no test of the module may commit.
    """
    from tests.stack.worlds import standing_rows  # noqa: PLC0415  # needs the settings

    with standing_rows(django_db_blocker) as build:
        yield build


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        network.refuse_network(patch)
        yield


@pytest.fixture(autouse=True)
def _afresh_after_what_its_module_built(request: pytest.FixtureRequest) -> None:
    """Start the test itself as its module started: building signs in and counts too."""
    start_afresh(request.node)


@pytest.fixture
def client():
    """Give a browser in which whoever signs in has just proved who they are."""
    from tests.clients import Window  # noqa: PLC0415  # needs the settings

    return Window()


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """Return which engine this run uses: sqlite or postgresql."""
    return str(request.config.getoption("--engine"))


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path):  # noqa: ARG001  # a committed database
    """Run a real Celery worker with beat on the test's database and queue."""
    from tests.stack.workers import running_worker  # noqa: PLC0415  # needs the settings

    with running_worker(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def chromium(request: pytest.FixtureRequest):
    """Run one Chromium for the session; skip, or fail if required, without one."""
    from tests.stack import browsers  # noqa: PLC0415  # Playwright is slow to import

    required = request.config.getoption("--require-browser")
    path = browsers.require_or_explain(required=required)
    if not path:
        pytest.skip("There is no Chromium: `make browser` installs it.")
    with browsers.running_browser(path) as browser:
        yield browser


@pytest.fixture
def artefacts(request: pytest.FixtureRequest):
    """Give where this test keeps pictures of its steps."""
    from tests.stack import artefacts  # noqa: PLC0415  # Playwright is slow to import

    return artefacts.of_test(request.node)


@pytest.fixture
def visitor(request, chromium, live_server, artefacts):
    """Give a person with browser windows on the live server.

    Fails the test when a page logged an error or asked for anything elsewhere; what was
    in the windows of a test that failed is kept.
    """
    from tests.stack import artefacts as kept  # noqa: PLC0415  # Playwright is slow to import
    from tests.stack.browsers import Visitor  # noqa: PLC0415  # the same

    somebody = Visitor(browser=chromium, base_url=live_server.url)
    try:
        yield somebody
    finally:
        if kept.has_failed(request.node):
            kept.keep_failure(artefacts, somebody.pages, somebody.console)
        somebody.close()
    assert somebody.complaints == []


@pytest.fixture
def no_writes():
    """Give a context manager in which any write to the database fails the test."""
    from tests.stack.reading import only_reading  # noqa: PLC0415  # needs the settings

    return only_reading
