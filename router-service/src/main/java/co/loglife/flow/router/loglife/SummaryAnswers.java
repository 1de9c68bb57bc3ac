package co.loglife.flow.router.loglife;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was: the week, the last days, and questions to think about today. */
final class SummaryAnswers {
    private static final int STANDARD_DAYS = 7;
    private static final int MOST_DAYS = 366;
    private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("MMM dd", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);

    private SummaryAnswers() {}

    static Answer week(Logbook logbook, Instant now) {
        if (logbook.goals().isEmpty()) {
            return GoalAnswers.noGoals(logbook);
        }
        LocalDate monday = logbook.day(now).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        String title = "Week " + monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        return Answer.of(logbook, "week_summary", block(logbook, title, monday, STANDARD_DAYS));
    }

    static Answer lookback(Logbook logbook, String rest, Instant now) {
        if (logbook.goals().isEmpty()) {
            return GoalAnswers.noGoals(logbook);
        }
        int days = days(rest);
        if (days > MOST_DAYS) {
            return Answer.of(
                    logbook,
                    "lookback_limit",
                    "I can look back at most " + MOST_DAYS + " days: *lookback " + MOST_DAYS + "*");
        }
        LocalDate first = logbook.day(now).minusDays(days - 1L);
        return Answer.of(logbook, "lookback_summary", block(logbook, days + " Days", first, days));
    }

    /** How many days a text asks for: 7 unless it is a number above zero. */
    private static int days(String rest) {
        if (!rest.matches("\\d+")) {
            return STANDARD_DAYS;
        }
        String digits = rest.replaceFirst("^0+", "");
        if (digits.isEmpty()) {
            return STANDARD_DAYS;
        }
        return digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    /** A title, the goals' signs, and a line a day with a cell a goal. */
    private static String block(Logbook logbook, String title, LocalDate first, int days) {
        LocalDate last = first.plusDays(days - 1L);
        boolean oneMonth = first.getMonth() == last.getMonth() && first.getYear() == last.getYear();
        String signs = logbook.goals().stream().map(Goal::emoji).collect(Collectors.joining(" "));
        String lines = first.datesUntil(last.plusDays(1))
                .map(day -> WEEKDAY.format(day) + " " + cells(logbook, day))
                .collect(Collectors.joining("\n"));
        return "*%s: %s - %s*\n%s\n%s"
                .formatted(title, MONTH_DAY.format(first), (oneMonth ? DAY : MONTH_DAY).format(last), signs, lines);
    }

    private static String cells(Logbook logbook, LocalDate day) {
        return logbook.goals().stream()
                .map(goal -> goal.marks().on(day).map(Mark::sign).orElse(Mark.BLANK))
                .collect(Collectors.joining(" "));
    }

    /** Questions for the journal, and the goals that have no mark today. */
    static Answer prompts(Logbook logbook, String kind, Instant now) {
        LocalDate today = logbook.day(now);
        String open = logbook.goals().stream()
                .filter(goal -> !goal.isJournal())
                .filter(goal -> goal.marks().on(today).isEmpty())
                .map(goal -> "• " + goal.name())
                .collect(Collectors.joining("\n"));
        return Answer.of(logbook, kind, """
                📓 *Time to reflect*
                1. What went well today?
                2. What was hard, and why?
                3. What did you learn?
                4. What are you grateful for?
                5. What will you do differently tomorrow?
                %s
                Say it out loud in a voice note, or write it down; two minutes are enough.""".formatted(open.isEmpty() ? "" : "\n*Not rated today*\n" + open + "\n"));
    }
}
