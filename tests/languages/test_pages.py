"""Every page in a language that is not English, with everything there can be."""

import io
import re
import zipfile
from collections import Counter, defaultdict

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone, translation

from tests.architecture.test_urls import ours
from tests.factories import make_user
from tests.languages import pseudo
from tests.languages.dates import ill_dated
from tests.languages.stored import texts_of
from tests.proposals.views.every_page import WHOLE, World
from tests.proposals.views.test_most_queries_anywhere import (
    ELSEWHERE,
    OF_CONTACTS,
    signed_in,
)

pytestmark = pytest.mark.django_db

OK = 200
PAGE = "text/html"
OUR_TEXTS = {
    *("Call", "Lot", "ProjectType", "Sector", "FormVersion", "Rulebook"),
    *("RulebookUpload", "ApplicationPack", "Submission", "Permission", "ContentType"),
}
"""Rows that hold words of the product, which are translated where they are shown."""
NAMES = {"OpenAPI", "Pseudo", "toml", "json", "schema", "pdf"}
IN_ENGLISH = {
    "components": "its examples hold words nobody stored",
    "law-try": "the cases of the tests, which administrators try a rulebook with",
    "partner-sheet": "shows a file somebody brought",
    "register-check": "names problems as the worker found them",
}
"""Pages that show what was written elsewhere, with the reason."""
PICTURES = {"work-plan-gantt", "picture-svg", "picture-png"}
"""Files that are looked at, in the language of who looks."""
PLACED_BY_WORDS = {"pictures"}
"""Pages on which places follow the words, since longer ones break into more lines."""
WORD = re.compile(r"\w+")
DIGEST = re.compile(r"\b[0-9a-f]{8}\b|\S+\.pdf")


@pytest.fixture(scope="module")
def world(built_once):
    return built_once(lambda: World(WHOLE, make_user(is_staff=True)))


@pytest.fixture(scope="module")
def answers(world, built_once):
    """Return what every address answers in English, and what in the other language.

    At one moment: some count the seconds that are left.
    """

    def look():
        with pseudo.offered(), time_machine.travel(timezone.now(), tick=False):
            return everything(world, "en"), everything(world, pseudo.CODE)

    return built_once(look)


def everything(world, language):
    browser, contact = signed_in(world.by), signed_in(world.contact)
    found = {}
    for pattern in ours():
        if pattern.name in ELSEWHERE:
            continue
        door = contact if pattern.name in OF_CONTACTS else browser
        address = world.address(pattern)
        answer = door.get(address, headers={"Accept-Language": language})
        if answer.status_code == OK:
            kind = answer.headers.get("Content-Type", "").partition(";")[0]
            found[pattern.name] = kind, b"".join(answer)
    return found


def is_typed(text, typed):
    """Say whether a text is made of what people typed, of codes and of names."""
    plain = DIGEST.sub("", text)
    *whole, last = WORD.findall(plain) or [""]
    is_cut = plain.rstrip(" ).").endswith("…")
    return all(is_name(word, typed) for word in whole) and (
        is_name(last, typed) or (is_cut and any(w.startswith(last) for w in typed))
    )


def is_name(word, typed):
    is_code = word.isupper() or any(each.isdigit() for each in word)
    return word in typed or is_code or not pseudo.LATIN_WORD.search(word)


def test_pages_say_nothing_in_english(answers):
    typed = NAMES | {
        word
        for model in apps.get_models()
        if model.__name__ not in OUR_TEXTS
        for text in texts_of(model)
        for word in WORD.findall(str(text))
    }
    left = defaultdict(set)
    for name, (kind, page) in answers[1].items():
        if kind == PAGE and name not in IN_ENGLISH:
            for text in pseudo.said_by(page.decode()).english:
                if not is_typed(text, typed):
                    left[text].add(name)

    assert dict(left) == {}


def test_machines_read_the_same_of_every_page(answers):
    differ = {}
    for name, (kind, page) in answers[0].items():
        if kind == PAGE and name not in PLACED_BY_WORDS:
            english, other = (
                Counter(pseudo.said_by(each.decode()).told_machines())
                for each in (page, answers[1][name][1])
            )
            if english != other:
                differ[name] = sorted(english - other), sorted(other - english)

    assert differ == {}, "Numbers with commas, or addresses that follow words?"


def test_serbian_dates_end_with_one_dot(world):
    # Each answer leaves its language to what runs next.
    with translation.override("en"):
        answers = everything(world, "sr")

    found = {
        name: wrong
        for name, (kind, page) in answers.items()
        if kind == PAGE and (wrong := ill_dated(page.decode()))
    }

    assert found == {}


def test_files_and_programs_are_answered_alike(answers):
    differ = [
        name
        for name, (kind, content) in answers[0].items()
        if kind != PAGE
        and name not in PICTURES
        and unpacked(content) != unpacked(answers[1][name][1])
    ]

    assert differ == [], "End its address in the name of a file."


def unpacked(content):
    """Return the parts of a workbook or document, but when it was made."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {
            name: parts.read(name)
            for name in parts.namelist()
            if not name.startswith("docProps/")
        }
