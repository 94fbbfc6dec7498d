"""Within a German sentence of the timeline, nouns alone have capitals."""

from django.utils import translation

from tests.proposals.selectors.log.test_timeline_rows import said


def test_fields_of_several_words_are_no_nouns():
    with translation.override("de"):
        sentence = said("change-asked", {"fields": ["role", "words", "pic"]})

    assert sentence.endswith(": Rolle, in eigenen Worten, PIC")
