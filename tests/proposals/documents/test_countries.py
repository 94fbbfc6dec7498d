from proposals.documents.countries import designation_notes, in_protocol_order


def test_member_states_stand_by_their_own_names_and_others_follow():
    codes = ["TR", "SE", "EL", "AT", "BE", "ES", "DE", "IS", "EL", "UK"]

    assert in_protocol_order(codes) == [
        *("BE", "DE", "EL", "ES", "AT", "SE", "UK"),
        *("IS", "TR"),
    ]


def test_designated_codes_get_one_note_each_in_our_own_words():
    notes = designation_notes(["XK", "BE", "XK", "PS"])

    assert [note.partition(":")[0] for note in notes] == [
        "Kosovo (XK)",
        "Palestine (PS)",
    ]
    assert all("without prejudice to positions on status" in note for note in notes)
    assert all("our own words" in note for note in notes)
    assert designation_notes(["BE", "EL"]) == ()
