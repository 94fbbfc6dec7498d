"""What the tests of verdicts share: the command on a changed consortium."""

import json

import pytest

from tests.eligibility.consortium_files import run


@pytest.fixture
def check(tmp_path):
    """Give a function that checks a consortium with options and reads the report."""

    def check(consortium, *options):
        path = tmp_path / "consortium.json"
        path.write_text(json.dumps(consortium), encoding="utf-8")
        return run(path, "--format", "json", *options)

    return check


@pytest.fixture
def sending(check):
    """Give a function that checks SEnDIng, changed, with the grant it needs."""

    def sending(consortium, *options):
        return check(consortium, "--grant", "900000.00", *options)

    return sending
