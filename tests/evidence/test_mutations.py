"""A mutant is judged by the tests of the core; `make evidence` tries them all."""

from tests.evidence.mutants import copy_with_mutants
from tests.evidence.mutations import answers


def test_the_tests_of_the_core_kill_a_mutant_in_a_copy_of_the_code(tmp_path):
    mutant, *_others = copy_with_mutants(tmp_path, ["exclusivity"])

    assert answers(tmp_path, [mutant]) == {mutant: "killed"}
