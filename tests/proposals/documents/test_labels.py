import pytest

from proposals.documents.labels import listed_labels


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([], ""),
        (["P7"], "P7"),
        (["P2", "P1"], "P1, P2"),
        (["P3", "P2", "P1"], "P1 to P3"),
        (["P10", "P9", "P2", "P11"], "P2, P9 to P11"),
        (["P1", "P1", ""], "P1"),
    ],
)
def test_labels_stand_in_order_and_runs_are_drawn_together(labels, words):
    assert listed_labels(labels) == words
