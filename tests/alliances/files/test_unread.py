"""Words of a list that are none of ours: listed once, and read as somebody says."""

from alliances.files.mapping import NOT_KNOWN, word_key
from alliances.files.unread import Unread
from tests.alliances.files.test_mapped import HEADING, mapped, problems, stated


def test_words_nobody_could_read_are_listed_once():
    text = HEADING + (
        "A;Belgum;P1;European umbrella;;\n"
        "B;BE;P2;european  umbrella;;maybe\n"
        "C;BE;P3;University;=1;\n"
    )

    assert mapped(text).unread == (
        Unread("country", "Belgum", 1),
        Unread("status", "maybe", 1),
        Unread("type", "European umbrella", 2),
    )


def test_word_means_what_somebody_says():
    text = HEADING + "A;Belgum;P1;European umbrella;;maybe\n"
    words = {
        ("country", word_key("belgum")): "BE",
        ("type", word_key("european  umbrella")): "ngo",
        ("status", word_key("maybe")): NOT_KNOWN,
    }

    assert problems(text, words=words) == []
    assert stated(text, words=words) == [("A", "BE", "applicant", ("ngo",), None, "")]
    assert len(mapped(text, words=words).unread) == 3
