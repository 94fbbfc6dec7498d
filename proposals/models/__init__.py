"""Stored data of drafts, submissions and packs."""

from proposals.models.packs import ApplicationPack
from proposals.models.proposals import Proposal
from proposals.models.submissions import Submission, SubmissionAttempt, SubmissionNumber

__all__ = [
    "ApplicationPack",
    "Proposal",
    "Submission",
    "SubmissionAttempt",
    "SubmissionNumber",
]
