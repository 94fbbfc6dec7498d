"""Days are written as the reader's language writes them, and our own words too."""

import datetime as dt

import pytest
from django.utils import translation

from alliances import words
from proposals.templatetags import days

NO_BREAK = "\N{NO-BREAK SPACE}"
"""Between a day and its month; the examples write it as "_"."""
SEPTEMBER = dt.date(2020, 9, 26)
MOMENT = dt.datetime(2020, 9, 26, 17, 5)  # noqa: DTZ001  # local already


@pytest.mark.parametrize(
    ("language", "long", "short", "of_year", "weekday"),
    [
        ("en", "26 September 2020", "26 Sep 2020", "26 Sep", "Sat 26 Sep 2020"),
        (
            *("de", "26._September 2020", "26.09.2020", "26._Sept."),
            "Sa., 26._Sept. 2020",
        ),
        ("fr", "26_septembre 2020", "26_sept. 2020", "26_sept.", "sam. 26_sept. 2020"),
        ("sr", "26._септембра 2020.", "26. 9. 2020.", "26._сеп", "суб, 26._сеп 2020."),  # noqa: RUF001  # Serbian
        (
            *("sr-latn", "26._septembra 2020.", "26. 9. 2020.", "26._sep"),
            "sub, 26._sep 2020.",
        ),
        ("xx", "26 September 2020", "26 Sep 2020", "26 Sep", "Sat 26 Sep 2020"),
    ],
)
def test_day_is_written(monkeypatch, language, long, short, of_year, weekday):
    monkeypatch.setattr(words, "get_language", lambda: language)

    assert [
        words.day_words(SEPTEMBER),
        words.short_day_words(SEPTEMBER),
        words.day_of_year_words(SEPTEMBER),
        words.weekday_words(SEPTEMBER),
    ] == [each.replace("_", NO_BREAK) for each in (long, short, of_year, weekday)]


def test_serbian_months_are_in_the_genitive(monkeypatch):
    monkeypatch.setattr(words, "get_language", lambda: "sr-latn")

    year = [words.day_words(dt.date(2020, month, 1)) for month in range(1, 13)]

    assert " ".join(day.split()[1] for day in year) == (
        "januara februara marta aprila maja juna"
        " jula avgusta septembra oktobra novembra decembra"
    )


def test_moment_is_written():
    assert words.moment_words(MOMENT) == "26 September 2020, 17:05"
    assert words.short_moment_words(MOMENT) == "26 Sep 2020, 17:05"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "26 February 2020, 17:00 Brussels time"),
        ("de", "26. Februar 2020, 17:00 Brüsseler Zeit"),
        ("fr", "26 février 2020, 17:00, heure de Bruxelles"),
        ("sr", "26. фебруара 2020. у 17:00 (Брисел)"),  # noqa: RUF001  # Serbian
    ],
)
def test_moment_is_written_with_its_zone(language, written):
    with translation.override(language):
        found = words.zoned_moment_words(dt.datetime(2020, 2, 26, 17))  # noqa: DTZ001  # local already

    assert found.replace("\xa0", " ") == written


def test_templates_write_days_and_moments():
    assert (days.day(SEPTEMBER), days.day(None)) == ("26 September 2020", "")
    assert days.moment(MOMENT) == "26 September 2020, 17:05"
    assert days.moment(None) == ""


def test_own_words_without_a_translation_stay():
    with translation.override("fr"):
        said = [words.own_words("Not in any catalogue."), words.own_words("")]

    assert said == ["Not in any catalogue.", ""]


@pytest.mark.parametrize(
    ("language", "label", "within"),
    [
        ("en", "Full partner", "full partner"),
        ("fr", "Partenaire associé", "partenaire associé"),
        ("de", "Vollpartner", "Vollpartner"),
        ("de", "Assoziierter Partner", "assoziierter Partner"),
        ("de", "Öffentliche Einrichtung", "öffentliche Einrichtung"),
        ("de", "Verbreitung und Nutzung", "Verbreitung und Nutzung"),
        ("de", "Ansprechperson des Partners", "Ansprechperson des Partners"),
    ],
)
def test_only_german_keeps_the_capital_of_a_noun_within_a_sentence(
    language: str, label: str, within: str
) -> None:
    with translation.override(language):
        assert words.within(label) == within


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", ["Åland Islands", "Albania", "Côte d’Ivoire", "Croatia", "Türkiye"]),
        ("de", ["Ägypten", "Belgien", "Österreich", "Polen", "Zypern"]),
        ("fr", ["Égypte", "Espagne", "Île de Man", "Italie"]),
        ("sr", ["Аустрија", "Јапан", "Кина", "Лихтенштајн", "Луксембург", "Шпанија"]),
        (
            "sr-latn",
            ["Crna Gora", "Čad", "Danska", "Đibuti", "Luksemburg", "Ljubljana"],
        ),
    ],
)
def test_names_stand_in_the_order_of_the_language(language, ordered):
    with translation.override(language):
        assert sorted(sorted(ordered), key=words.alphabetical) == ordered


def test_signs_come_before_letters():
    with translation.override("sr"):
        assert sorted(["Сан Марино", "Сан-А", "Сања"], key=words.alphabetical) == [  # noqa: RUF001  # Serbian
            "Сан Марино",
            "Сан-А",  # noqa: RUF001  # Serbian
            "Сања",
        ]
