package co.loglife.flow.router.loglife;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;

/**
 * After a goal is added its reminder time is asked for, and every text is taken as the answer until there is one: a
 * time, or that none is wanted. Help is given meanwhile.
 */
final class TimeDialogue {
    private TimeDialogue() {}

    static Answer answer(Logbook logbook, int goalId, String text, Instant now) {
        Optional<Goal> goal = logbook.goalWithId(goalId);
        if (Grammar.declines(text)) {
            return Answer.of(
                    logbook.awaitingNothing(),
                    "reminder_skipped",
                    "No reminder then. *update 1 8:30 pm* sets one whenever you like, *goals* shows your goals.");
        }
        if (text.equalsIgnoreCase("help")) {
            return SettingsAnswers.help(logbook);
        }
        Optional<LocalTime> time = Times.parse(text);
        if (time.isEmpty()) {
            return Answer.of(
                    logbook,
                    "ask_reminder_time",
                    "First, when shall I remind you%s? Send a time like *08:00* or *8 pm*, or *skip* for no reminder."
                            .formatted(goal.map(there -> " of " + there.name()).orElse("")));
        }
        return goal.map(there -> set(logbook, there, time.get(), now))
                .orElseGet(() -> Answer.of(
                        logbook.awaitingNothing(),
                        "goal_not_found",
                        "That goal is not there any more. *goals* shows the ones you have."));
    }

    private static Answer set(Logbook logbook, Goal goal, LocalTime time, Instant now) {
        return Answer.of(
                logbook.with(Reminders.set(goal, time, logbook.zoneId(), now)).awaitingNothing(),
                "reminder_set",
                "⏰ %s every day (%s time) for %s. *goals* shows all your goals.\nNot your time zone? *timezone Europe/Berlin*"
                        .formatted(Times.shown(time), logbook.zone(), goal.name()));
    }
}
