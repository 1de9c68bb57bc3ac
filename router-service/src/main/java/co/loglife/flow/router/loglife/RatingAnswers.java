package co.loglife.flow.router.loglife;

import co.loglife.flow.model.Reply;
import co.loglife.flow.model.bot.Said;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the day went: one goal at a time, or all in order. */
final class RatingAnswers {
    private static final Pattern GOAL_AND_MARK = Pattern.compile("(\\d{1,9}) ([1-3])");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE, MMM d", Locale.ENGLISH);
    private static final String SCALE = "1 ❌ fail, 2 ⚠️ partly, 3 ✅ success";

    private RatingAnswers() {}

    static Answer one(Logbook logbook, String rest, Instant now) {
        if (logbook.goals().isEmpty()) {
            return GoalAnswers.noGoals(logbook);
        }
        Matcher words = GOAL_AND_MARK.matcher(rest);
        Optional<Goal> goal = words.matches() ? logbook.goal(Integer.parseInt(words.group(1))) : Optional.empty();
        if (goal.isEmpty()) {
            return Answer.of(
                    logbook,
                    "usage_rate",
                    "Say which goal and how it went: *rate 1 3*\n%s. *goals* shows the numbers.".formatted(SCALE));
        }
        Mark mark = Mark.of(Integer.parseInt(words.group(2)));
        LocalDate today = logbook.day(now);
        return Answer.of(
                logbook.with(goal.get().rated(today, mark)),
                "rated_one",
                "%s\n%s %s\n*week* shows how the week goes."
                        .formatted(DAY.format(today), goal.get().name(), mark.sign()));
    }

    static Answer all(Logbook logbook, String digits, Instant now) {
        int count = logbook.goals().size();
        if (count == 0) {
            return GoalAnswers.noGoals(logbook);
        }
        if (digits.length() != count) {
            return Answer.of(
                    logbook,
                    "wrong_count",
                    String.format(
                            Locale.ROOT,
                            "You have %d %s, so I expect %d %s, one for each in order (%s).",
                            count,
                            count == 1 ? "goal" : "goals",
                            count,
                            count == 1 ? "digit" : "digits",
                            SCALE));
        }
        LocalDate today = logbook.day(now);
        Logbook rated = logbook;
        StringBuilder lines = new StringBuilder(DAY.format(today));
        for (int i = 0; i < count; i++) {
            Goal goal = logbook.goals().get(i);
            Mark mark = Mark.of(digits.charAt(i) - '0');
            rated = rated.with(goal.rated(today, mark));
            lines.append("\n").append(goal.name()).append(" ").append(mark.sign());
        }
        return Answer.of(rated, "rated_all", lines + "\n*week* shows how the week goes.");
    }

    static Answer menu(Logbook logbook) {
        return Answer.of(
                logbook,
                new Said(
                        "checkin_menu",
                        new Reply.Buttons(
                                null,
                                "How did today go? Rate your goals now, or change when I remind you.",
                                null,
                                List.of(
                                        new Reply.Option("checkin now", "Check in now"),
                                        new Reply.Option("edit time", "Edit times")))));
    }

    static Answer untracked(Logbook logbook, Instant now) {
        if (logbook.goals().isEmpty()) {
            return GoalAnswers.noGoals(logbook);
        }
        LocalDate today = logbook.day(now);
        List<String> open = new ArrayList<>();
        for (int i = 0; i < logbook.goals().size(); i++) {
            Goal goal = logbook.goals().get(i);
            if (goal.marks().on(today).isEmpty()) {
                open.add(String.format(Locale.ROOT, "%d. %s", i + 1, goal.name()));
            }
        }
        return Answer.of(
                logbook,
                "checkin_now",
                open.isEmpty()
                        ? "All goals are rated today. ✨ *week* shows how the week goes."
                        : "*Not rated today*\n%s\n\n*rate 1 3* rates goal 1, or send one digit for each of your goals: %s."
                                .formatted(String.join("\n", open), SCALE));
    }
}
