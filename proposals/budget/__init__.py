"""What an application costs: days at the rates of a call, and mobility, in cents.

Pure: frozen values in and out; no Django, no database, no language. One rounding rule:
each cell of days and each kind of money of a mobility line is rounded to cents, half a
cent up; every total is a sum of those, so totals of one budget never disagree.
"""

from proposals.budget.ceiling import ceiling_for, share_of
from proposals.budget.changes import Change, effect_of, of_payee, with_change
from proposals.budget.given import (
    CATEGORIES,
    Band,
    BandKind,
    Category,
    DayRates,
    Days,
    Given,
    Journey,
    Payee,
    Traveller,
    Unpaid,
)
from proposals.budget.implementation import Cell, cells_of
from proposals.budget.mobility import Gap, MobilityCost, cost_of
from proposals.budget.money import Grant, cents
from proposals.budget.totals import (
    Budget,
    CategoryTotal,
    PackageTotal,
    PartnerTotal,
    budget_of,
    kept_budget,
    sum_of,
)

__all__ = [
    "CATEGORIES",
    "Band",
    "BandKind",
    "Budget",
    "Category",
    "CategoryTotal",
    "Cell",
    "Change",
    "DayRates",
    "Days",
    "Gap",
    "Given",
    "Grant",
    "Journey",
    "MobilityCost",
    "PackageTotal",
    "PartnerTotal",
    "Payee",
    "Traveller",
    "Unpaid",
    "budget_of",
    "ceiling_for",
    "cells_of",
    "cents",
    "cost_of",
    "effect_of",
    "kept_budget",
    "of_payee",
    "share_of",
    "sum_of",
    "with_change",
]
