"""The steps worth trying next to mend clauses: few, and each with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from eligibility.core.findings import Evidence
from eligibility.core.moves import (
    EACH_COUNTRY,
    AddPartners,
    ChangeRole,
    Move,
    Newcomers,
    RemovePartner,
    SettleType,
    World,
    covered,
    type_sets,
)
from eligibility.core.rulebook import Clause
from eligibility.core.snapshot import Participant
from eligibility.core.terms import (
    FULL_PARTNER_ROLES,
    Outcome,
    PartnerType,
    Role,
    Standing,
)
from eligibility.core.trial import Answers, Kind, kind_of

ONE_APPLICANT, APPLICANT_PLACE = "count-exactly", "role-in-status"
COUNTRIES, PARTNERS = "countries-at-least", "count-at-least"
BY_TYPE = frozenset({"groups-at-least", "must-include", EACH_COUNTRY})
COUNTING = BY_TYPE | {COUNTRIES, PARTNERS}
MENDABLE = COUNTING | {ONE_APPLICANT, APPLICANT_PLACE}
"""The checks moves can do something about; a duration or a grant is another matter."""

Step = tuple[Move, ...]
"""One move, or two that only make sense together."""


@dataclass(frozen=True, slots=True)
class Target:
    """A clause that is not met, with what one reading found for it."""

    clause: Clause
    evidence: Evidence

    @property
    def lacks(self) -> int:
        """Return how much is missing for certain, 1 where nothing is counted."""
        required, found = self.evidence.required, self.evidence.found
        if isinstance(required, int) and isinstance(found, int):
            return max(1, abs(required - found))
        return 1


def targets_in(answers: Answers, clauses: dict[str, Clause]) -> list[Target]:
    """Return the clauses among some that are not met and that moves can mend."""
    return [
        Target(clause, answers[name])
        for name, clause in clauses.items()
        if clause.check in MENDABLE and answers[name].outcome is not Outcome.MET
    ]


def distance(targets: list[Target]) -> int:
    """Return how much is missing in all."""
    return sum(each.lacks for each in targets)


def steps(
    targets: list[Target],
    world: World,
    present: list[Participant],
    newcomers: Newcomers,
) -> Iterator[Step]:
    """Yield what may bring `world` nearer to the targets, in a fixed order.

    `present` are its organisations that no move has touched yet.
    """
    checks = {each.clause.check for each in targets}
    kinds = _one_of_each_kind(present)
    yield from _settlings(targets, kinds)
    if checks & COUNTING:
        for each in kinds:
            if _is_useful_outside(each):
                yield (ChangeRole(each, Role.FULL_PARTNER),)
    if checks & {ONE_APPLICANT, APPLICANT_PLACE}:
        yield from _applicants(world, present)
    yield from _additions(targets, world, newcomers)
    if EACH_COUNTRY in checks:
        for each in kinds:
            if each.role is Role.FULL_PARTNER:
                yield (ChangeRole(each, Role.ASSOCIATED_PARTNER),)
                yield (RemovePartner(each),)


def _one_of_each_kind(present: list[Participant]) -> list[Participant]:
    """Leave out organisations that no verdict can tell from an earlier one."""
    one_of: dict[Kind, Participant] = {}
    for each in present:
        one_of.setdefault(kind_of(each), each)
    return list(one_of.values())


def _is_useful_outside(each: Participant) -> bool:
    """Say whether an organisation would count if only it were a full partner."""
    if each.role in FULL_PARTNER_ROLES or each.place is None:
        return False
    return each.place.standing is Standing.PROGRAMME


def _settlings(targets: list[Target], kinds: list[Participant]) -> Iterator[Step]:
    """Settle an open type on one that a target asks for."""
    wanted = [types for each in targets for types in type_sets(each.clause)]
    for each in kinds:
        if len(each.types) > 1 and each.role in FULL_PARTNER_ROLES:
            for types in wanted:
                fitting = [kind for kind in each.types if kind in types]
                if fitting and not types.issuperset(each.types):
                    yield (SettleType(each, fitting[0]),)


def _applicants(world: World, present: list[Participant]) -> Iterator[Step]:
    """Make one organisation the applicant, and let others give the role up."""
    applicants = [each for each in world if each.role is Role.APPLICANT]
    full = [each for each in _one_of_each_kind(present) if _may_apply(each)]
    if not applicants:
        for each in full:
            yield (ChangeRole(each, Role.APPLICANT),)
    elif len(applicants) > 1:
        for each in [each for each in present if each.role is Role.APPLICANT]:
            yield (ChangeRole(each, Role.FULL_PARTNER),)
            yield (RemovePartner(each),)
    else:
        there = [each for each in present if each.role is Role.APPLICANT]
        for holder, each in product(there, full):
            yield (
                ChangeRole(holder, Role.FULL_PARTNER),
                ChangeRole(each, Role.APPLICANT),
            )


def _may_apply(each: Participant) -> bool:
    return (
        each.role is Role.FULL_PARTNER
        and each.place is not None
        and each.place.standing is Standing.PROGRAMME
    )


def _additions(
    targets: list[Target], world: World, newcomers: Newcomers
) -> Iterator[Step]:
    """Add as many as a target lacks, of the types it asks for, where it asks."""
    counting = [each for each in targets if each.clause.check in COUNTING]
    numbers = sorted({_number(each) for each in counting})
    classes = _type_classes(counting)
    codes = tuple([each.code for each in newcomers.places])
    checks = {each.clause.check for each in targets}
    if ONE_APPLICANT in checks and not any(e.role is Role.APPLICANT for e in world):
        for types in dict.fromkeys([(), *classes]):
            yield (AddPartners(1, types, Role.APPLICANT, codes),)
    there = covered(world)
    where = [(0, codes), *_fresh(targets, there, newcomers)]
    if EACH_COUNTRY in checks:
        where += [(0, (code,)) for code in codes if code in there]
    for types, number, (fresh, some) in product(classes, numbers, where):
        if fresh <= number:
            role = Role.FULL_PARTNER
            yield (AddPartners(number, types, role, some, fresh=fresh),)


def _number(target: Target) -> int:
    """Return how many to add at once: what is lacking, one country's one function."""
    return 1 if target.clause.check == EACH_COUNTRY else target.lacks


def _fresh(
    targets: list[Target], there: set[str], newcomers: Newcomers
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Return how many new countries are lacking, of all or of those in the Union."""
    free = [each for each in newcomers.places if each.code not in there]
    for each in targets:
        if each.clause.check == COUNTRIES:
            yield each.lacks, tuple([place.code for place in free])
            if each.clause.arguments["count"] == "eu-member":
                members = [place.code for place in free if place.is_eu_member]
                yield each.lacks, tuple(members)


def _type_classes(targets: list[Target]) -> list[tuple[PartnerType, ...]]:
    """Return the classes of types targets ask for: each, and those two ask for."""
    sets = [types for each in targets for types in type_sets(each.clause)]
    both = [one & other for one, other in combinations(sets, 2) if one & other]
    named = [tuple([e for e in PartnerType if e in types]) for types in [*sets, *both]]
    counts_all = any(e.clause.check in {COUNTRIES, PARTNERS} for e in targets)
    return list(dict.fromkeys([(), *named] if counts_all else named))
