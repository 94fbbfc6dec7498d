"""Serbian in Latin letters is its Cyrillic letter by letter."""

import pytest

from config.catalogues.serbian import in_latin


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Партнер из Србије", "Partner iz Srbije"),
        ("ђак, ћерка, чаша, жена, шума", "đak, ćerka, čaša, žena, šuma"),
        ("људи, Љубав, ЉУБАВ, Њ", "ljudi, Ljubav, LJUBAV, Nj"),
        ("џеп, Џон, ЏЕЗ, коњ, КОЊ", "džep, Džon, DŽEZ, konj, KONJ"),
        ("%(name)s из {country}: <b>PIC</b>", "%(name)s iz {country}: <b>PIC</b>"),
        ("Ы", "Ы"),
    ],
)
def test_text_is_written_in_latin_letters(cyrillic, latin):
    assert in_latin(cyrillic) == latin
