package co.loglife.flow.router.loglife;

import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.Blanks;
import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.model.bot.ConversationFormat;
import co.loglife.flow.model.bot.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The bot behind LogLife: daily goals by chat. */
public final class LogLifeBot implements Bot<Logbook> {
    private static final ConversationFormat<Logbook> FORMAT = new LogbookFormat();

    /** Notices of WhatsApp Web that nobody said. */
    private static final Set<String> NOTICES = Set.of(
            "broadcast_notification",
            "call_log",
            "ciphertext",
            "debug",
            "e2e_notification",
            "gp2",
            "group_notification",
            "notification",
            "notification_template",
            "oversized",
            "protocol",
            "revoked");

    @Override
    public ConversationFormat<Logbook> format() {
        return FORMAT;
    }

    @Override
    public Logbook begin(User user) {
        return Logbook.in(Zones.of(user));
    }

    @Override
    public Turn<Logbook> on(Logbook logbook, IncomingMessage message, Instant now) {
        Answer answer = answer(logbook, message, now);
        return new Turn<>(answer.logbook(), answer.said(), Reminders.timers(answer.logbook()), answer.referrals());
    }

    @Override
    public Logbook merge(Logbook own, Logbook arriving, Instant now) {
        String zone = arriving.zoneTold() && !own.zoneTold() ? arriving.zone() : own.zone();
        return inZone(own, zone, now).and(inZone(arriving, zone, now));
    }

    private static Logbook inZone(Logbook logbook, String zone, Instant now) {
        return logbook.zone().equals(zone) ? logbook : Reminders.inZone(logbook, zone, now);
    }

    private static Answer answer(Logbook logbook, IncomingMessage message, Instant now) {
        Content content = message.content();
        return switch (content) {
            case Content.Text _, Content.Button _, Content.ButtonReply _, Content.ListReply _ ->
                heard(said(logbook, message, now));
            case Content.Contacts cards -> heard(ContactAnswers.cards(logbook, message.user(), cards.contacts()));
            case Content.Audio _ -> heard(audioOff(logbook));
            case Content.Image _, Content.Video _, Content.Document _, Content.Sticker _, Content.Location _ ->
                heard(unsupported(logbook));
            case Content.FlowReply _, Content.CallPermissionReply _, Content.Order _, Content.Unsupported _ ->
                heard(unsupported(logbook));
            case Content.Unknown other -> unknown(logbook, other.kind());
            case Content.WakeUp _ -> Reminders.fire(logbook, now);
            case Content.Referral(User referrer) -> ContactAnswers.referred(logbook, referrer);
            case Content.Forget(User whom) -> forget(logbook, message.user(), whom);
            case Content.Moved _, Content.Reaction _, Content.Edit _, Content.Revoke _ -> Answer.silent(logbook);
            case Content.NumberChange _, Content.UserIdChange _, Content.SystemEvent _ -> Answer.silent(logbook);
        };
    }

    /** Who wrote once needs no welcome any more. */
    private static Answer heard(Answer answer) {
        return new Answer(answer.logbook().greetedNow(), answer.said(), answer.referrals());
    }

    private static Answer said(Logbook logbook, IncomingMessage message, Instant now) {
        String text = Blanks.tidy(message.content().text());
        Integer awaiting = logbook.awaitingTime();
        if (awaiting != null) {
            return TimeDialogue.answer(logbook, awaiting, text, now);
        }
        return switch (Grammar.parse(text)) {
            case Command.AddGoal(String rest) -> GoalAnswers.add(logbook, rest, now);
            case Command.EnableJournaling() -> GoalAnswers.enableJournaling(logbook, now);
            case Command.JournalPrompts() -> SummaryAnswers.prompts(logbook, "journal_prompts", now);
            case Command.Delete(String rest) -> GoalAnswers.delete(logbook, rest);
            case Command.BareTime() ->
                Answer.of(
                        logbook,
                        "add_goal_first",
                        "A time for which goal? *add goal 🏃 Run 5k* adds one, *update 1 8:30 pm* changes one.");
            case Command.Goals() -> GoalAnswers.list(logbook);
            case Command.Update(String rest) -> GoalAnswers.update(logbook, rest, now);
            case Command.Transcript(String all) -> SettingsAnswers.transcript(logbook, all);
            case Command.Week() -> SummaryAnswers.week(logbook, now);
            case Command.Lookback(String rest) -> SummaryAnswers.lookback(logbook, rest, now);
            case Command.Rate(String rest) -> RatingAnswers.one(logbook, rest, now);
            case Command.Digits(String digits) -> RatingAnswers.all(logbook, digits, now);
            case Command.EditTime() -> GoalAnswers.editTime(logbook);
            case Command.CheckIn() -> RatingAnswers.menu(logbook);
            case Command.CheckInNow() -> RatingAnswers.untracked(logbook, now);
            case Command.Menu() -> SettingsAnswers.menu(logbook);
            case Command.CommandList() -> SettingsAnswers.list(logbook);
            case Command.Help() -> SettingsAnswers.help(logbook);
            case Command.Boost(String rest) -> GoalAnswers.boost(logbook, rest);
            case Command.Timezone(String rest) -> SettingsAnswers.timezone(logbook, rest, now);
            case Command.Other() -> other(logbook, message);
        };
    }

    private static Answer other(Logbook logbook, IncomingMessage message) {
        return logbook.greeted()
                ? Answer.of(
                        logbook,
                        "unknown_command",
                        "I did not get that. *help* shows all I can do, *menu* the most common things.")
                : ContactAnswers.welcome(logbook, message.senderName(), false);
    }

    private static Answer audioOff(Logbook logbook) {
        return Answer.of(
                logbook,
                "audio_off",
                "🎙️ I cannot listen to voice notes yet. Please write to me; *journal now* gives you questions to think about.");
    }

    private static Answer unsupported(Logbook logbook) {
        return Answer.of(
                logbook,
                "unsupported_type",
                "I cannot do anything with that kind of message. I understand text (chat), voice notes (audio, ptt) "
                        + "and contact cards (vcard). *help* shows all I can do.");
    }

    private static Answer unknown(Logbook logbook, String kind) {
        if (NOTICES.contains(kind)) {
            return Answer.silent(logbook);
        }
        return heard(
                kind.equals("vcard") || kind.equals("multi_vcard")
                        ? ContactAnswers.unreadable(logbook)
                        : unsupported(logbook));
    }

    /** To be forgotten oneself means that friends who were brought along forget by whom. */
    private static Answer forget(Logbook logbook, User self, User whom) {
        return whom.equals(self)
                ? new Answer(logbook, List.of(), logbook.friends())
                : Answer.silent(logbook.without(whom));
    }
}
