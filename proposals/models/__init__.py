"""Stored data of drafts, the people around them, submissions and packs."""

from proposals.models.account_letters import AccountLetter
from proposals.models.activity import Activity, ActivityHead, ActivityPerson
from proposals.models.answer_copies import AnswerCopy
from proposals.models.answers import Answer, AnswerVersion
from proposals.models.application_forms import FormVersion
from proposals.models.change_notices import ChangeNotice
from proposals.models.closings import ClosingNotice, LateText
from proposals.models.colleagues import Colleague
from proposals.models.comments import Comment, CommentThread, Mention
from proposals.models.confirmations import ConfirmationRequest
from proposals.models.deadline_notices import DeadlineNotice
from proposals.models.effort import ActivityCoverage, Effort
from proposals.models.erasures import Erasure, PersonalExport, RetentionTime
from proposals.models.figure_notices import FigureNotice
from proposals.models.form_sections import FormSection
from proposals.models.formal_documents import FormalDocument, SignedCopy
from proposals.models.link_codes import LinkCode
from proposals.models.mobility import MobilityLine
from proposals.models.news import Bulletin, MailChoice, News, NewsCursor
from proposals.models.notices import VerdictChange, VerdictNotice
from proposals.models.operation import SignOfLife, TaskFigure
from proposals.models.organisation_places import OrganisationPlace
from proposals.models.overrides import Override
from proposals.models.packs import ApplicationPack
from proposals.models.part_a import PartA
from proposals.models.presence import Presence
from proposals.models.profiles import OccupationalProfile, ProfileVersion
from proposals.models.proposal_files import ProposalUpload
from proposals.models.proposals import Proposal
from proposals.models.proposed_changes import ProposedChange
from proposals.models.proposed_figures import ProposedFigure
from proposals.models.reminders import LadderCursor, Reminder
from proposals.models.reports import RuleReport
from proposals.models.reset_notices import ResetNotice
from proposals.models.review_notices import ReviewNotice
from proposals.models.rule_moves import RuleMove
from proposals.models.rules_notices import RulesNotice
from proposals.models.sandboxes import Sandbox, SandboxPartner
from proposals.models.sheets import PartnerSheet
from proposals.models.submission_notices import SubmissionNotice
from proposals.models.submissions import Submission, SubmissionAttempt, SubmissionNumber
from proposals.models.twins import Distinction
from proposals.models.work_plan import Milestone, Result, Task, WorkPackage

__all__ = [
    "AccountLetter",
    "Activity",
    "ActivityCoverage",
    "ActivityHead",
    "ActivityPerson",
    "Answer",
    "AnswerCopy",
    "AnswerVersion",
    "ApplicationPack",
    "Bulletin",
    "ChangeNotice",
    "ClosingNotice",
    "Colleague",
    "Comment",
    "CommentThread",
    "ConfirmationRequest",
    "DeadlineNotice",
    "Distinction",
    "Effort",
    "Erasure",
    "FigureNotice",
    "FormSection",
    "FormVersion",
    "FormalDocument",
    "LadderCursor",
    "LateText",
    "LinkCode",
    "MailChoice",
    "Mention",
    "Milestone",
    "MobilityLine",
    "News",
    "NewsCursor",
    "OccupationalProfile",
    "OrganisationPlace",
    "Override",
    "PartA",
    "PartnerSheet",
    "PersonalExport",
    "Presence",
    "ProfileVersion",
    "Proposal",
    "ProposalUpload",
    "ProposedChange",
    "ProposedFigure",
    "Reminder",
    "ResetNotice",
    "Result",
    "RetentionTime",
    "ReviewNotice",
    "RuleMove",
    "RuleReport",
    "RulesNotice",
    "Sandbox",
    "SandboxPartner",
    "SignOfLife",
    "SignedCopy",
    "Submission",
    "SubmissionAttempt",
    "SubmissionNotice",
    "SubmissionNumber",
    "Task",
    "TaskFigure",
    "VerdictChange",
    "VerdictNotice",
    "WorkPackage",
]
