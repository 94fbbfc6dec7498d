"""The numbers of each call, written by hand from its facts, not from the rulebooks."""

import datetime as dt

from eligibility.core import Confidence

HISTORY = ("2014", "2015", "2017", "2018", "2019", "2020")
CALLS = (*HISTORY, "afi-2021", "cove-2021", "ka-2020")
YEARS_2_3 = (24, 36)
SMALL = {24: 330_000, 36: 500_000}
USUAL = {24: 700_000, 36: 1_000_000}
PLATFORMS = {24: 1_000_000}
BLUEPRINT = {48: 4_000_000}
AFI = {24: 1_000_000, 36: 1_500_000}
COLUMNS = (
    "min-programme-countries",
    "min-eu-member-states",
    "min-full-partners",
    "min-labour-market",
    "min-education-training",
    "each-country-trio",
    "duration-allowed",
    "grant-within-ceiling",
)
# Clauses of the successors: must-include and each-country, by project type.
BESIDE = {
    ("afi-2021", "lot-1", "standard"): {
        "must-include-higher_education": (1, {"higher_education"}, Confidence.FOUND),
        "must-include-vet_provider": (1, {"vet_provider"}, Confidence.FOUND),
    },
    ("afi-2021", "lot-2", "standard"): {
        "must-include-higher_education": (
            1,
            {"higher_education"},
            Confidence.UNVERIFIED,
        ),
        "must-include-vet_provider": (1, {"vet_provider"}, Confidence.UNVERIFIED),
    },
    ("ka-2020", "single", "standard"): {
        "must-include-higher_education": (2, {"higher_education"}, Confidence.FOUND),
        "must-include-sme": (
            2,
            {"sme", "large_enterprise", "social_enterprise"},
            Confidence.FOUND,
        ),
    },
}
# One row per project type, in the order of COLUMNS; None where no such clause binds.
THRESHOLDS = {
    ("2014", "single", "standard"): (3, 2, 9, None, None, 1, YEARS_2_3, USUAL),
    ("2015", "single", "standard"): (3, 2, 9, None, None, 1, YEARS_2_3, USUAL),
    ("2017", "lot-1", "standard"): (4, None, 8, None, None, None, YEARS_2_3, SMALL),
    ("2017", "lot-2", "standard"): (4, None, 8, 3, 3, None, YEARS_2_3, USUAL),
    ("2017", "lot-3", "standard"): (8, None, 12, 5, 5, None, (48,), BLUEPRINT),
    ("2018", "lot-1", "standard"): (4, None, 8, None, None, None, YEARS_2_3, SMALL),
    ("2018", "lot-2", "standard"): (4, None, 8, 3, 3, None, YEARS_2_3, USUAL),
    ("2018", "lot-3", "standard"): (8, None, 12, 5, 5, None, (48,), BLUEPRINT),
    ("2019", "lot-1", "standard"): (4, None, 8, None, None, None, (24,), PLATFORMS),
    ("2019", "lot-2", "standard"): (4, None, 8, 3, 3, None, YEARS_2_3, USUAL),
    ("2019", "lot-3", "standard"): (8, None, 12, 5, 5, None, (48,), BLUEPRINT),
    ("2020", "lot-1", "standard"): (4, None, 8, 3, 3, None, YEARS_2_3, USUAL),
    ("2020", "lot-2", "standard"): (8, None, 12, 5, 5, None, (48,), BLUEPRINT),
    ("2020", "lot-2", "twelve-countries"): (12, None, 12, 5, 5, None, (48,), BLUEPRINT),
    ("afi-2021", "lot-1", "standard"): (4, None, 8, 3, 3, None, YEARS_2_3, AFI),
    ("afi-2021", "lot-2", "standard"): (8, None, 12, 5, 5, None, (48,), BLUEPRINT),
    ("cove-2021", "single", "standard"): (
        *(4, None, 8, None, None, None, (48,), BLUEPRINT),
    ),
    ("ka-2020", "single", "standard"): (
        *(3, None, 6, None, None, None, YEARS_2_3, USUAL),
    ),
}
# Which of COLUMNS were read in a source of the call; the others are unverified.
MONEY = {"duration-allowed", "grant-within-ceiling"}
SIZE = {"min-programme-countries", "min-full-partners"}
GROUPS = {"min-labour-market", "min-education-training"}
READ = {
    ("2014", "single"): SIZE | {"min-eu-member-states", "each-country-trio"},
    ("2015", "single"): SIZE | {"each-country-trio"},
    ("2017", "lot-1"): MONEY,
    ("2017", "lot-2"): MONEY,
    ("2017", "lot-3"): MONEY,
    ("2018", "lot-1"): MONEY,
    ("2018", "lot-2"): MONEY,
    ("2018", "lot-3"): MONEY,
    ("2019", "lot-1"): MONEY,
    ("2019", "lot-2"): SIZE | GROUPS,
    ("2019", "lot-3"): {"duration-allowed"},
    ("2020", "lot-1"): {"min-programme-countries"},
    ("2020", "lot-2"): {"min-programme-countries", "grant-within-ceiling"},
    ("afi-2021", "lot-1"): SIZE | MONEY,
    ("afi-2021", "lot-2"): MONEY,
    ("cove-2021", "single"): SIZE | MONEY,
    ("ka-2020", "single"): SIZE | MONEY,
}
# Opening day, deadline in Coordinated Universal Time, and which of the opening day,
# the day and the hour of the deadline were read.
DATES = {
    "2014": (dt.date(2013, 12, 12), dt.datetime(2014, 4, 3, 10, tzinfo=dt.UTC), ""),
    "2015": (dt.date(2014, 10, 2), dt.datetime(2015, 2, 26, 11, tzinfo=dt.UTC), "d"),
    "2017": (dt.date(2017, 1, 26), dt.datetime(2017, 5, 2, 10, tzinfo=dt.UTC), "odh"),
    "2018": (dt.date(2017, 10, 25), dt.datetime(2018, 2, 28, 11, tzinfo=dt.UTC), "d"),
    "2019": (dt.date(2018, 10, 24), dt.datetime(2019, 2, 28, 11, tzinfo=dt.UTC), "odh"),
    "2020": (dt.date(2019, 11, 5), dt.datetime(2020, 2, 26, 16, tzinfo=dt.UTC), "odh"),
    "afi-2021": (dt.date(2021, 3, 25), dt.datetime(2021, 9, 7, 15, tzinfo=dt.UTC), ""),
    "cove-2021": (dt.date(2021, 3, 25), dt.datetime(2021, 9, 7, 15, tzinfo=dt.UTC), ""),
    "ka-2020": (
        *(dt.date(2019, 11, 5), dt.datetime(2020, 2, 26, 16, tzinfo=dt.UTC), "h"),
    ),
}
ORDER = (
    "one-applicant",
    "applicant-in-programme-country",
    *COLUMNS[:6],
    "must-include-higher_education",
    "must-include-vet_provider",
    "must-include-sme",
    "each-country-labour-market",
    "each-country-vet-provider",
    "duration-allowed",
    "sector-in-list",
    "grant-within-ceiling",
    "one-application-per-applicant-and-sector",
    "one-application-per-organisation",
    "partner-country-added-value",
    "duplicate-organisation",
    "twelve-countries-notice",
)
