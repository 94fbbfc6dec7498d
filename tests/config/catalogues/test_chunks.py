"""Untranslated texts go out in portions, answers come back checked."""

import json

import pytest

from config import catalogues
from config.catalogues import chunks, texts
from config.catalogues.__main__ import main


@pytest.fixture
def answered(tmp_path):
    def answer(*answers):
        path = tmp_path / "answers.json"
        path.write_text(json.dumps(answers), "utf-8")
        return path

    return answer


def test_what_is_missing_goes_out_in_portions(said, translated, tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "TEXTS_EACH", 2)
    said(("%d day", "%d days"), "Add", "Change", "Remove")
    translated("sr", "Add", "Додај")
    translated("sr", "Remove", "Уклони", flags=["fuzzy"])

    files = chunks.split("sr", tmp_path / "out")

    assert [json.loads(path.read_text("utf-8")) for path in files] == [
        [
            {
                "msgid": "%d day",
                "msgid_plural": "%d days",
                "where": ["a.py"],
                "msgstr": ["", "", ""],
            },
            {"msgid": "Change", "where": ["a.py"], "msgstr": ""},
        ],
        [{"msgid": "Remove", "where": ["a.py"], "msgstr": ""}],
    ]


def test_context_and_comment_go_out_too(said, tmp_path):
    said("Add")
    catalogue = texts.read(catalogues.text_file("fr"))
    catalogue.add(
        "May", context="month", auto_comments=["Short."], locations=[("b", 0)]
    )
    catalogues.text_file("fr").write_text(texts.written(catalogue, "fr"), "utf-8")

    [file] = chunks.split("fr", tmp_path / "out")

    assert json.loads(file.read_text("utf-8"))[1] == {
        "msgid": "May",
        "msgctxt": "month",
        "comment": "Short.",
        "where": ["b"],
        "msgstr": "",
    }


def test_good_answers_are_taken_and_bad_ones_named(said, answered):
    said("Add", "Remove %(name)s", ("%d day", "%d days"))

    taken, refused = chunks.merge(
        "fr",
        [
            answered(
                {"msgid": "Add", "msgstr": "Ajouter"},
                {"msgid": "Remove %(name)s", "msgstr": "Retirer"},
                {"msgid": "%d day", "msgstr": ["%d jour", "%d jours"]},
                {"msgid": "Gone", "msgstr": "Parti"},
            )
        ],
    )

    assert taken == 2
    assert refused == [
        "answers.json: 'Remove %(name)s': placeholders [] instead of ['%(name)s']",
        "answers.json: 'Gone': no such text (any more)",
    ]
    french = texts.read(catalogues.text_file("fr"))
    assert [text.string for text in texts.messages(french)] == [
        "Ajouter",
        "",
        ("%d jour", "%d jours"),
    ]


def test_file_that_is_no_json_is_named_and_the_others_read(said, answered, tmp_path):
    said("Add")
    (tmp_path / "broken.json").write_text("[", "utf-8")

    taken, refused = chunks.merge(
        "fr",
        [tmp_path / "broken.json", answered({"msgid": "Add", "msgstr": "Ajouter"})],
    )

    assert taken == 1
    assert [line.partition(",")[0] for line in refused] == ["broken.json: not JSON"]


def test_command_line_goes_the_whole_way(said, tmp_path, capsys):
    said("Add")

    assert main(["messages"]) == 0
    assert main(["split", "fr", str(tmp_path / "out")]) == 0
    file = tmp_path / "out" / "fr-001.json"
    file.write_text(file.read_text("utf-8").replace('""', '"Ajouter"'), "utf-8")
    assert main(["merge", "fr", str(file)]) == 0
    assert main(["compile"]) == 0
    file.write_text(file.read_text("utf-8").replace('"Ajouter"', '" "'), "utf-8")
    assert main(["merge", "fr", str(file)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"1 files in {tmp_path / 'out'}",
        "1 texts taken, 0 reasons to refuse",
        "fr-001.json: 'Add': not translated",
        "0 texts taken, 1 reasons to refuse",
    ]
