"""What an administrator does with a rulebook, for the tests of several pages."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from eligibility.models import Rulebook, RulebookUpload

NAME = 'title = "Call open"'
RENAMED = 'title = "Call renamed"'


def words(answer):
    return " ".join(answer.content.decode().split())


def send(door, text, *, follow=True, name="rules.toml"):
    content = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile(name, content)
    return door.post(reverse("law-upload"), {"file": file}, follow=follow)


def changed(old=NAME, new=RENAMED):
    text = Rulebook.objects.newest().get().text
    assert old in text
    return text.replace(old, new)


def act(door, what, **more):
    upload = RulebookUpload.objects.latest("pk")
    given = {"act": what, "compared_with": 1, "reason": "The corrigendum.", **more}
    return door.post(reverse("law-check", args=[upload.public_id]), given)
