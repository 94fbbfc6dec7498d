"""One letter of every kind, as rows that wait to be mailed.

Whoever gets one either has an account that speaks the language, or was asked in it.
Names are of signs no language of ours reads as words of its own.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils import timezone

from alliances.enums import Confirmation, Role, UploadState
from alliances.models import ReferenceUpload, RegisterUpload
from alliances.selectors.upload_names import CLOSING
from alliances.services.reviews import ask_to_publish
from eligibility.models import RulebookUpload
from eligibility.services.rulebooks import publish_rulebook
from proposals.enums import (
    ChangedField,
    ChangeState,
    ColleagueRole,
    FigureNews,
    LetterState,
    MailKind,
    NoticeStanding,
    PackNews,
    PartnerAnswer,
    Rung,
    SubmissionEvent,
)
from proposals.models import (
    AnswerCopy,
    Bulletin,
    ChangeNotice,
    ClosingNotice,
    Colleague,
    Comment,
    CommentThread,
    ConfirmationRequest,
    DeadlineNotice,
    FigureNotice,
    LinkCode,
    Mention,
    News,
    ProposedChange,
    Reminder,
    ResetNotice,
    ReviewNotice,
    RulesNotice,
    SubmissionNotice,
    VerdictNotice,
)
from proposals.models.letters import Letter
from proposals.selectors.letters.bulletins import SENTENCES
from tests.factories import (
    add,
    make_colleague,
    make_draft,
    make_eligible_draft,
    make_user,
    submit,
)

ANSWERS = (PartnerAnswer.CONFIRMED, PartnerAnswer.DECLINED, PartnerAnswer.CHANGE)
EVENTS = list(SENTENCES)
DAY = dt.date(2026, 12, 29)


class Letters:
    """Makes them about one draft whose coordinator speaks a language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.person = make_user(full_name="77 88", language=language)
        other = "de" if language == "fr" else "fr"
        self.other = make_user(full_name="44 55", language=other)
        self.draft = make_draft(by=self.person, acronym="ZZ9", title="", sector="")
        self.alliance = self.draft.alliance
        add(self.draft, "11 22", "ES", "higher_education", role=Role.APPLICANT)
        invited = {"confirmation": Confirmation.INVITED}
        self.partner = add(self.draft, "33 44", "BE", "sector_body", **invited)
        self.contact = make_colleague(
            self.draft,
            make_user(full_name="55 66", language=language),
            role=ColleagueRole.CONTACT,
            partner=self.partner.number,
        )

    def all(self) -> Iterator[Letter]:
        """Store letters of every kind, of each what it can say."""
        yield self.asked()
        yield LinkCode.objects.create(request=self.asked(), email="a@x.example")
        for answer in ANSWERS:
            yield AnswerCopy.objects.create(
                request=self.answered(answer), email="a@x.example"
            )
        yield self.decided_changes()
        for role in ColleagueRole:
            yield self.invitation(role)
        yield from self.about_calls()
        yield from self.about_submissions()
        yield self.mention()
        for news in FigureNews:
            yield self.figures(news)
        yield self.bulletin([PackNews.PLAIN], day=None)
        # In two: one says no more than so many.
        yield self.bulletin(EVENTS[:15], day=DAY)
        yield self.bulletin(EVENTS[15:], day=DAY + dt.timedelta(days=1))
        yield from self.reminders()
        yield ResetNotice.objects.create(**self._to_person())
        yield from self.about_reviews()
        yield self.about_rules()

    def asked(
        self, email: str = "a@x.example", **fields: object
    ) -> ConfirmationRequest:
        self.partner.confirmation_requests.update(revoked_at=timezone.now())
        return ConfirmationRequest.objects.create(
            partnership=self.partner,
            email=email,
            language=self.language,
            requested_by=self.other,
            expires_at=timezone.now() + dt.timedelta(days=20),
            **fields,
        )

    def answered(self, answer: str) -> ConfirmationRequest:
        return self.asked(
            answer=answer,
            answered_at=timezone.now(),
            answered_name="99",
            covered_digest="0" * 64,
        )

    def decided_changes(self) -> ChangeNotice:
        request = self.answered(PartnerAnswer.CHANGE)
        states = ChangeState.ACCEPTED, ChangeState.REFUSED
        for field, state in zip(ChangedField, states, strict=False):
            ProposedChange.objects.create(
                request=request,
                field=field,
                proposed="1",
                state=state,
                decided_by=self.person,
                decided_at=timezone.now(),
                reason="1" if state == ChangeState.REFUSED else "",
            )
        return ChangeNotice.objects.create(request=request, email="a@x.example")

    def invitation(self, role: str) -> Colleague:
        is_contact = role == ColleagueRole.CONTACT
        return Colleague.objects.create(
            proposal=self.draft,
            email=f"{role}@x.example",
            invited_by=self.person,
            role=role,
            partnership=self.partner if is_contact else None,
        )

    def about_calls(self) -> Iterator[Letter]:
        deadline, day = self.alliance.call.deadline, dt.timedelta(days=1)
        about = {"proposal": self.draft, **self._to_person(), "deadline": deadline}
        yield ClosingNotice.objects.create(**about)
        yield DeadlineNotice.objects.create(
            **about, rules=self.draft.rulebook, former=deadline - day
        )
        flip = {"planned": ["met", "not_met"], "confirmed": ["unknown", "unknown"]}
        yield VerdictNotice.objects.create(
            **self._to_person(),
            edition=self.alliance.call.editions.get(),
            flips=[
                {"alliance": str(self.alliance.public_id), "acronym": "ZZ9", **flip}
            ],
        )

    def about_submissions(self) -> Iterator[Letter]:
        draft = make_eligible_draft(self.alliance.call, by=self.person, acronym="ZZ8")
        submission = submit(draft)
        submission.withdrawn_at = timezone.now()
        submission.save()
        for event in SubmissionEvent:
            for standing in NoticeStanding:
                yield SubmissionNotice.objects.create(
                    submission=submission,
                    event=event,
                    standing=standing,
                    email=f"{event}-{standing}@x.example",
                    language=self.language,
                )

        added = add(draft, "88 99", "DE", confirmation=Confirmation.CONFIRMED)
        yield SubmissionNotice.objects.create(
            submission=submission,
            event=SubmissionEvent.AGAIN,
            standing=NoticeStanding.CONTACT,
            partnership=added,
            email="left-out@x.example",
            language=self.language,
        )

    def about_rules(self) -> RulesNotice:
        """Publish rules that a draft may fail under; last, as others follow them."""
        draft = make_eligible_draft(self.alliance.call, by=self.person, acronym="ZZ7")
        add(draft, "66 77", None, "sme")
        stricter = draft.rulebook.text.replace("value = 3\n", "value = 4\n")
        rules = publish_rulebook(text=stricter, reason="1")
        return RulesNotice.objects.create(
            **self._to_person(), proposal=draft, rules=rules
        )

    def about_reviews(self) -> Iterator[ReviewNotice]:
        """Ask for one of each that is published by two; its reader administers."""
        self.person.is_staff = True
        self.person.save()
        by = {"uploaded_by": self.other}
        table = {"file_name": "version 2", "content": b"", **by}
        call = self.alliance.call
        uploads: dict[str, list[RulebookUpload | ReferenceUpload | RegisterUpload]] = {
            "rules": [RulebookUpload(call_code="ZZ5", file_name=CLOSING, **by)],
            "table": [
                ReferenceUpload(table="status", call=call, **table),
                ReferenceUpload(table="nace", **table),
            ],
            "register": [RegisterUpload(file_name="1", state=UploadState.READY, **by)],
        }
        for about, rows in uploads.items():
            for row in rows:
                row.save()
                ask_to_publish(row=row, reason="1", by=self.other, figures={})
                row.refresh_from_db()
                yield ReviewNotice.objects.create(**self._to_person(), **{about: row})

    def mention(self) -> Mention:
        thread = CommentThread.objects.create(proposal=self.draft, question="needs")
        comment = Comment.objects.create(thread=thread, text="1", by=self.contact)
        return Mention.objects.create(comment=comment, **self._to_person())

    def figures(self, news: str) -> FigureNotice:
        return FigureNotice.objects.create(
            proposal=self.draft,
            partnership=self.partner,
            person=self.contact,
            email=self.contact.email,
            news=news,
            number=2,
            by=self.other,
            day=DAY,
        )

    def bulletin(self, events: Sequence[str], *, day: dt.date | None) -> Bulletin:
        made = Bulletin.objects.create(day=day, **self._to_person())
        for number, event in enumerate(events):
            News.objects.create(
                person=self.person,
                proposal=self.draft,
                kind=MailKind.PACK,
                event=event,
                partner=self.partner.number,
                place="relevance",
                by=self.contact,
                happened_at=timezone.now(),
                source=f"{made.pk}:{number}",
                bulletin=made,
            )
        return made

    def reminders(self) -> Iterator[Reminder]:
        about = {"proposal": self.draft, "deadline": self.alliance.call.deadline}
        yield Reminder.objects.create(**about, **self._to_person(), rung=Rung.ONE_DAY)
        self.asked(email=self.contact.email, letter_state=LetterState.SENT)
        to = {"person": self.contact, "email": self.contact.email}
        yield Reminder.objects.create(**about, **to, rung=Rung.ONE_DAY)
        asked = self.asked()
        yield Reminder.objects.create(
            **about, request=asked, email=asked.email, rung=Rung.ONE_DAY
        )

    def _to_person(self) -> dict[str, object]:
        return {"person": self.person, "email": self.person.email}
