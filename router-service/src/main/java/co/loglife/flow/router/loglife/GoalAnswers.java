package co.loglife.flow.router.loglife;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Goals: adding, listing, changing and deleting them. */
final class GoalAnswers {
    private static final int LONGEST = 200;
    private static final Pattern NUMBER_AND_REST = Pattern.compile("([+-]?\\d+)(?: (.*))?");
    private static final Pattern NUMBER_AND_LEVEL = Pattern.compile("(\\d{1,9}) ([1-3])");

    private GoalAnswers() {}

    static Answer add(Logbook logbook, String rest, Instant now) {
        if (rest.length() > 10 * LONGEST) {
            return tooLong(logbook);
        }
        Emoji goal = Emoji.in(rest);
        if (goal.text().isEmpty()) {
            return Answer.of(
                    logbook,
                    "usage_add_goal",
                    "What is the goal? Write it after the command, for example:\n*add goal 🏃 Run 5k*");
        }
        if (goal.text().codePointCount(0, goal.text().length()) > LONGEST) {
            return tooLong(logbook);
        }
        return added(logbook, Goal.of(logbook.nextGoalId(), goal.emoji(), goal.text(), now));
    }

    private static Answer tooLong(Logbook logbook) {
        return Answer.of(
                logbook,
                "goal_too_long",
                "That is a lot to see at a glance. Please say it in at most " + LONGEST + " characters.");
    }

    static Answer enableJournaling(Logbook logbook, Instant now) {
        return logbook.goals().stream().anyMatch(Goal::isJournal)
                ? Answer.of(
                        logbook,
                        "journaling_exists",
                        "📓 Journaling is on already. *journal now* gives you today's questions.")
                : added(logbook, Goal.journaling(logbook.nextGoalId(), now));
    }

    private static Answer added(Logbook logbook, Goal goal) {
        if (logbook.goals().size() >= Logbook.MOST_GOALS) {
            return Answer.of(
                    logbook,
                    "too_many_goals",
                    "You have " + Logbook.MOST_GOALS + " goals, and that is as many as there can be. "
                            + "*delete 1* makes room, *goals* shows them.");
        }
        return Answer.of(
                logbook.adding(goal),
                "goal_added_ask_time",
                String.format(
                        Locale.ROOT,
                        "%s is goal %d. 🎉\nWhen shall I remind you every day? Send a time like *08:00* or *8 pm*, or *skip*.",
                        goal.name(),
                        logbook.goals().size() + 1));
    }

    static Answer delete(Logbook logbook, String rest) {
        if (!rest.matches("[+-]?\\d+")) {
            return Answer.of(
                    logbook, "usage_delete", "Which one? *delete 2* deletes goal 2; *goals* shows the numbers.");
        }
        Optional<Goal> goal = goal(logbook, rest);
        return goal.map(there -> Answer.of(
                        logbook.without(there),
                        "goal_deleted",
                        "Deleted: %s. Its ratings are gone too; the goals after it moved up by one."
                                .formatted(there.name())))
                .orElseGet(() -> badNumber(logbook));
    }

    static Answer list(Logbook logbook) {
        if (logbook.goals().isEmpty()) {
            return noGoals(logbook);
        }
        return Answer.of(
                logbook,
                "goals_list",
                "*Your goals*\n" + numbered(logbook)
                        + "\n\n*rate 1 3* rates goal 1, *update 1 8pm* sets its reminder, *delete 1* deletes it.");
    }

    /** One line a goal: number, sign, text, boost and reminder time. */
    private static String numbered(Logbook logbook) {
        return IntStream.rangeClosed(1, logbook.goals().size())
                .mapToObj(number -> line(number, logbook.goals().get(number - 1)))
                .collect(Collectors.joining("\n"));
    }

    private static String line(int number, Goal goal) {
        LocalTime time = goal.remindAt();
        return String.format(
                Locale.ROOT,
                "%d. %s (boost %d)%s",
                number,
                goal.name(),
                goal.boost(),
                time == null ? "" : " ⏰ " + Times.shown(time));
    }

    static Answer editTime(Logbook logbook) {
        if (logbook.goals().isEmpty()) {
            return noGoals(logbook);
        }
        return Answer.of(
                logbook,
                "edit_time",
                "*Reminder times*\n" + numbered(logbook) + "\n\n*update 1 8:30 pm* changes the time of goal 1.");
    }

    static Answer update(Logbook logbook, String rest, Instant now) {
        Matcher words = NUMBER_AND_REST.matcher(rest);
        if (!words.matches() || words.group(2) == null) {
            return Answer.of(
                    logbook, "usage_update", "Say which goal and when: *update 1 8:30 pm* sets goal 1 to 08:30 PM.");
        }
        Optional<Goal> goal = goal(logbook, words.group(1));
        if (goal.isEmpty()) {
            return badNumber(logbook);
        }
        Optional<LocalTime> time = Times.parse(words.group(2));
        if (time.isEmpty()) {
            return Answer.of(
                    logbook,
                    "bad_time",
                    "I do not know that time. Write it like *8:30 pm*, *20:30* or *8 am*: *update %s 8:30 pm*"
                            .formatted(words.group(1)));
        }
        return Answer.of(
                logbook.with(Reminders.set(goal.get(), time.get(), logbook.zoneId(), now)),
                "reminder_updated",
                "⏰ %s every day for %s."
                        .formatted(Times.shown(time.get()), goal.get().name()));
    }

    static Answer boost(Logbook logbook, String rest) {
        Matcher words = NUMBER_AND_LEVEL.matcher(rest);
        if (!words.matches()) {
            return Answer.of(logbook, "usage_boost", "Say which goal and how much it matters, 1 to 3: *boost 1 3*");
        }
        int level = Integer.parseInt(words.group(2));
        return goal(logbook, words.group(1))
                .map(goal -> Answer.of(
                        logbook.with(goal.boosted(level)),
                        "boost_set",
                        String.format(Locale.ROOT, "%s now has boost %d. 🚀", goal.name(), level)))
                .orElseGet(() -> badNumber(logbook));
    }

    static Answer noGoals(Logbook logbook) {
        return Answer.of(
                logbook, "no_goals", "You have no goals yet. Add your first one, for example:\n*add goal 🏃 Run 5k*");
    }

    private static Answer badNumber(Logbook logbook) {
        return Answer.of(logbook, "bad_goal_number", "There is no goal with that number. *goals* shows them all.");
    }

    /** The goal of a number of any length, as typed. */
    private static Optional<Goal> goal(Logbook logbook, String number) {
        return number.length() > 9 ? Optional.empty() : logbook.goal(Integer.parseInt(number));
    }
}
