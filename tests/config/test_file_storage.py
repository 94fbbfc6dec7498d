"""Private files in folders of this machine, and in a bucket."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from config.file_storage import private_storages
from tests.config.test_environment import settings_of
from tests.stack.bucket import files_in_a_bucket

ADDRESS = "s3://key:se%2Fcret@s3.example.org:9000/kept?region=eu-west-1"


@pytest.fixture
def served(settings):
    with files_in_a_bucket(settings) as found:
        yield found


def test_without_an_address_files_lie_in_closed_folders(tmp_path):
    found = private_storages("", folder=tmp_path)

    assert {name: each["OPTIONS"]["location"] for name, each in found.items()} == {
        name: tmp_path / name for name in ("files", "packs", "uploads")
    }
    assert {each["OPTIONS"]["file_permissions_mode"] for each in found.values()} == {
        0o600
    }


def test_settings_take_the_address_of_a_bucket_from_the_secrets(tmp_path):
    (tmp_path / "files-address").write_text(f"{ADDRESS}\n")

    found = settings_of(["STORAGES"], SECRETS_DIR=str(tmp_path))["STORAGES"]

    assert found["packs"] == {
        "BACKEND": "config.s3.PrivateBucket",
        "OPTIONS": {
            "endpoint_url": "https://s3.example.org:9000",
            "bucket_name": "kept",
            "access_key": "key",
            "secret_key": "se/cret",
            "region_name": "eu-west-1",
            "location": "packs",
        },
    }
    assert found["uploads"]["OPTIONS"]["location"] == "uploads"
    assert found["default"]["OPTIONS"]["location"] == "files"


@pytest.mark.parametrize(
    "address",
    [
        "https://key:hunter2@s3.example.org/kept",
        "s3://hunter2@s3.example.org/kept",
        "s3://key:hunter2@s3.example.org",
        "s3://key:hunter2@s3.example.org/kept/folder",
        "s3://key:hunter2@/kept",
        "s3://key:hunter2@[s3/kept",
    ],
)
def test_an_address_that_names_no_bucket_is_refused_without_repeating_it(
    address, tmp_path
):
    with pytest.raises(ImproperlyConfigured) as refused:
        private_storages(address, folder=tmp_path)

    assert str(refused.value) == (
        "files-address must look like s3://KEY:SECRET@host/bucket, with ?region=name "
        "where the provider wants it."
    )


def test_a_bucket_keeps_lists_and_deletes_like_a_folder(served):
    storage = storages["packs"]

    name = storage.save("one/a.pdf", ContentFile(b"%PDF"))
    other = storage.save("one/a.pdf", ContentFile(b"%PDF other"))

    assert name == "one/a.pdf"
    assert other != name
    assert served.objects[f"packs/{other}"] == b"%PDF other"
    assert len(storage.listdir("one")[1]) == 2
    with storage.open(name) as file:
        assert (file.size, file.read()) == (4, b"%PDF")
    storage.delete(name)
    assert storage.listdir("one")[1] == [other.removeprefix("one/")]
    with pytest.raises(FileNotFoundError):
        storage.open(name)


def test_what_lies_in_a_bucket_is_private_and_has_no_address(served):
    storage = storages["uploads"]

    name = storage.save("one", ContentFile(b"1"))

    assert served.rights == {"uploads/one": "private"}
    assert served.unsigned == []
    with pytest.raises(ValueError, match="Private files have no address"):
        storage.url(name)
