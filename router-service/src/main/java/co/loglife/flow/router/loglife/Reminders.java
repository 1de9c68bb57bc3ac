package co.loglife.flow.router.loglife;

import co.loglife.flow.model.bot.Said;
import co.loglife.flow.model.bot.WakeUpAt;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When goals are due. Each goal with a time is reminded of once per local day of its user, from that time on for 60
 * minutes; a day whose reminder would be later than that is skipped and counted. Where the clock jumps over the time it
 * is due with the first moment after the jump; where the clock repeats the time, at its first occurrence.
 */
final class Reminders {
    static final Duration WINDOW = Duration.ofMinutes(60);

    /** All goals of a user share one timer: whatever is due by then is said then. */
    private static final String TIMER = "reminders";

    private Reminders() {}

    /** A goal with a new time; today's is over if that time is. */
    static Goal set(Goal goal, LocalTime time, ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate done = due(today, time, zone).isAfter(now) ? today.minusDays(1) : today;
        LocalDate before = goal.remindedOn();
        return goal.reminding(time, before != null && before.isAfter(done) ? before : done);
    }

    /** A logbook whose user is in another zone from now on: what would be over there by now is not made up for. */
    static Logbook inZone(Logbook logbook, String zone, Instant now) {
        Logbook there = logbook.inZone(zone);
        return there.mapping(goal -> {
            LocalTime time = goal.remindAt();
            return time == null ? goal : set(goal, time, there.zoneId(), now);
        });
    }

    /** The timer of a logbook: the first moment anything is due. */
    static List<WakeUpAt> timers(Logbook logbook) {
        ZoneId zone = logbook.zoneId();
        Instant first = null;
        for (Goal goal : logbook.goals()) {
            Instant next = next(goal, zone);
            if (next != null && (first == null || next.isBefore(first))) {
                first = next;
            }
        }
        return first == null ? List.of() : List.of(new WakeUpAt(TIMER, first));
    }

    private static @Nullable Instant next(Goal goal, ZoneId zone) {
        LocalTime time = goal.remindAt();
        LocalDate done = goal.doneUntil();
        return time == null || done == null ? null : due(done.plusDays(1), time, zone);
    }

    /** Says what is due. */
    static Answer fire(Logbook logbook, Instant now) {
        ZoneId zone = logbook.zoneId();
        List<Said> said = new ArrayList<>();
        Logbook after = logbook;
        for (Goal goal : logbook.goals()) {
            LocalTime time = goal.remindAt();
            LocalDate done = goal.doneUntil();
            if (time == null || done == null) {
                continue;
            }
            LocalDate last = lastDue(time, zone, now);
            if (!last.isAfter(done)) {
                continue;
            }
            Duration left = Duration.between(now, due(last, time, zone).plus(WINDOW));
            boolean inTime = left.isPositive();
            int over = (int) Math.min(ChronoUnit.DAYS.between(done, last), Integer.MAX_VALUE);
            after = after.with(inTime ? goal.reminded(last) : goal.skipped(last))
                    .withSkipped(inTime ? over - 1 : over);
            if (inTime) {
                said.addAll(say(logbook, goal, now, left));
            }
        }
        return new Answer(after, said, List.of());
    }

    /** What comes later than its time may be sent no later than it would have been. */
    private static List<Said> say(Logbook logbook, Goal goal, Instant now, Duration left) {
        Answer words = goal.isJournal()
                ? SummaryAnswers.prompts(logbook, "journal_reminder", now)
                : Answer.of(
                        logbook,
                        "reminder",
                        String.format(
                                Locale.ROOT,
                                "⏰ Time for %1$s\nHow did it go? *rate %2$d 3* ✅, *rate %2$d 2* ⚠️ or *rate %2$d 1* ❌",
                                goal.name(),
                                number(logbook, goal)));
        return words.said().stream()
                .map(part -> new Said(part.kind(), part.message(), left))
                .toList();
    }

    private static int number(Logbook logbook, Goal goal) {
        return logbook.goals().indexOf(goal) + 1;
    }

    /** The last day whose moment has come. */
    private static LocalDate lastDue(LocalTime time, ZoneId zone, Instant now) {
        LocalDate day = now.atZone(zone).toLocalDate().plusDays(1); // a jump over midnight makes tomorrow's due today
        while (due(day, time, zone).isAfter(now)) {
            day = day.minusDays(1);
        }
        return day;
    }

    static Instant due(LocalDate day, LocalTime time, ZoneId zone) {
        LocalDateTime wanted = day.atTime(time);
        ZoneOffsetTransition jump = zone.getRules().getTransition(wanted);
        // Of a repeated hour, atZone takes the first occurrence; of a missing one it would be an hour late.
        return jump != null && jump.isGap()
                ? jump.getInstant()
                : wanted.atZone(zone).toInstant();
    }
}
