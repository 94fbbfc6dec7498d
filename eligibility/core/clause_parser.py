"""Reads the clauses of a rulebook and binds them to Lots and project types."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from eligibility.core.checks import CHECKS, Signature
from eligibility.core.reading import Problems, Table
from eligibility.core.rulebook import Clause, DatedClause, DatedValue, Reference
from eligibility.core.terms import PartnerType, Role, Severity, Standing

Key = tuple[str, str]
"""A Lot and a project type, by their codes."""


class ClauseReader:
    """Reads clauses; `known` lists the project types of each Lot."""

    def __init__(
        self,
        problems: Problems,
        references: Mapping[str, Reference],
        known: Mapping[str, list[str]],
        opens: dt.date,
    ) -> None:
        self.problems = problems
        self.references = references
        self.known = known
        self.opens = opens

    def clauses(self, tables: list[Table]) -> Mapping[Key, tuple[DatedClause, ...]]:
        """Return the clauses that bind each project type, in the order of the file."""
        bound: defaultdict[Key, list[DatedClause]] = defaultdict(list)
        seen: set[str] = set()
        for table in tables:
            name = table.take("id", str)
            if name in seen:
                self.problems.add(table.place, "this clause stands twice")
            seen.add(name)
            for key, clause in self._clause(name, table).items():
                bound[key].append(clause)
        return {key: tuple(clauses) for key, clauses in bound.items()}

    def _clause(self, name: str, table: Table) -> dict[Key, DatedClause]:
        title = table.take("title", str)
        check = table.choose("check", tuple(CHECKS))
        severity = table.choose("severity", tuple(Severity))
        values = table.tables("values")
        if not values:
            self.problems.add(table.place, "a clause needs a value")
        signature = CHECKS.get(check)
        if signature is None or not severity:
            return {}
        arguments = self._arguments(table, signature)
        table.finish()
        clause = Clause(name, title, check, Severity(severity), arguments)
        return {
            key: DatedClause(clause, dated)
            for key, dated in self._dated(table, values, signature).items()
        }

    def _arguments(self, table: Table, signature: Signature) -> dict[str, object]:
        if not signature.arguments and "arguments" not in table:
            return {}
        given = table.table("arguments")
        arguments = {
            name: self._argument(given, name, kind)
            for name, kind in signature.arguments.items()
        }
        given.finish()
        return arguments

    def _argument(self, given: Table, name: str, kind: str) -> object:
        if kind == "role":
            return Role(given.choose(name, tuple(Role)) or Role.APPLICANT)
        if kind == "standing":
            chosen = given.choose(name, tuple(Standing))
            return Standing(chosen or Standing.PROGRAMME)
        if kind == "types":
            return self._types(given.at(name), given.take(name, list))
        if kind == "functions":
            table = given.table(name)
            if not list(table):
                self.problems.add(table.place, "name a function and its types")
            return {
                key: self._types(table.at(key), table.take(key, list)) for key in table
            }
        if kind == "name":
            return given.take(name, str)
        return given.choose(name, tuple(kind.split("|")))

    def _types(self, place: str, names: list[Any]) -> frozenset[PartnerType]:
        unknown = [each for each in names if each not in tuple(PartnerType)]
        if unknown or not names:
            expected = ", ".join(PartnerType)
            self.problems.add(
                place,
                "unknown types %(value)s; known are %(known)s",
                value=unknown,
                known=expected,
            )
        return frozenset(PartnerType(each) for each in names if each not in unknown)

    def _dated(
        self, clause: Table, tables: list[Table], signature: Signature
    ) -> dict[Key, tuple[DatedValue, ...]]:
        """Sort the values by project type and day; a gap or a clash is a problem."""
        found: defaultdict[Key, dict[dt.date, DatedValue]] = defaultdict(dict)
        for table in tables:
            since = table.take("since", dt.date)
            reference = table.refer("reference", self.references)
            value = self._value(table, signature.value)
            for key in self._keys(table):
                if since in found[key]:
                    self.problems.add(
                        clause.place,
                        "two values on %(day)s for %(key)s",
                        day=since,
                        key=" ".join(key),
                    )
                found[key][since] = DatedValue(since, value, reference)
            table.finish()
        for key, dated in found.items():
            if min(dated) > self.opens:
                self.problems.add(
                    clause.place,
                    "no value for %(key)s from %(day)s, the first day of the call,"
                    " until %(until)s",
                    key=" ".join(key),
                    day=self.opens,
                    until=min(dated),
                )
        return {
            key: tuple(dated[day] for day in sorted(dated))
            for key, dated in found.items()
        }

    def _keys(self, table: Table) -> list[Key]:
        """Return the project types a value is for: all where none is named."""
        lots = table.take("lots", list, default=list(self.known))
        types = table.take("project_types", list, default=None)
        for lot in lots:
            if lot not in self.known:
                expected = ", ".join(self.known)
                self.problems.add(
                    table.at("lots"),
                    "unknown Lot %(value)s; known are %(known)s",
                    value=repr(lot),
                    known=expected,
                )
        keys = [
            (lot, code)
            for lot in lots
            for code in self.known.get(lot, [])
            if types is None or code in types
        ]
        for code in types or []:
            if code not in {each for _, each in keys}:
                self.problems.add(
                    table.at("project_types"),
                    "no Lot named here has %(value)s",
                    value=repr(code),
                )
        return keys

    def _value(self, table: Table, kind: str) -> Any:  # noqa: ANN401  # as the check wants it
        if kind == "count":
            count = table.take("value", int)
            if count < 0:
                self.problems.add(table.at("value"), "must not be negative")
            return count
        if kind == "yes":
            if not table.take("value", bool):
                self.problems.add(table.at("value"), "must be true")
            return True
        if kind == "months":
            return self._months(table, table.take("value", list))
        return self._ceilings(table, table.take("value", dict))

    def _months(self, table: Table, months: list[Any]) -> tuple[int, ...]:
        if not months or not all(type(each) is int and each > 0 for each in months):
            self.problems.add(table.at("value"), "list the months, as in [24, 36]")
            return ()
        return tuple(sorted(months))

    def _ceilings(self, table: Table, given: Mapping[str, Any]) -> dict[int, Decimal]:
        try:
            ceilings = {int(each): Decimal(given[each]) for each in given}
        except (TypeError, ValueError, InvalidOperation):
            ceilings = {}
        if not ceilings or not all(each.is_finite() for each in ceilings.values()):
            self.problems.add(
                table.at("value"), 'write amounts by months: { "24" = "700000.00" }'
            )
        return dict(sorted(ceilings.items()))
