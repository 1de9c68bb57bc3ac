package co.loglife.flow.router.loglife;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A goal of a user's.
 *
 * @param id stays when goals before it go; what users see is its position
 * @param emoji its sign
 * @param text what it is, in the user's capitals
 * @param boost 1 to 3, how much it matters
 * @param createdAt when it was added
 * @param remindAt the user's local time of its daily reminder, or null
 * @param remindedOn the last local day it was reminded of, or null
 * @param doneUntil the last local day that is done with: reminded of, or not to be reminded of; null without a time
 * @param marks how it went
 */
record Goal(
        int id,
        String emoji,
        String text,
        int boost,
        Instant createdAt,
        @Nullable LocalTime remindAt,
        @Nullable LocalDate remindedOn,
        @Nullable LocalDate doneUntil,
        Marks marks) {

    private static final String JOURNAL = "📓";

    static Goal of(int id, String emoji, String text, Instant createdAt) {
        return new Goal(id, emoji, text, 1, createdAt, null, null, null, Marks.NONE);
    }

    static Goal journaling(int id, Instant createdAt) {
        return of(id, JOURNAL, "journaling", createdAt);
    }

    /** Whether it is the journal, whose reminder is questions to think about. */
    boolean isJournal() {
        return emoji.equals(JOURNAL) && text.toLowerCase(Locale.ROOT).contains("journaling");
    }

    /** Its sign and text. */
    String name() {
        return emoji + " " + text;
    }

    Goal rated(LocalDate day, Mark mark) {
        return new Goal(id, emoji, text, boost, createdAt, remindAt, remindedOn, doneUntil, marks.with(day, mark));
    }

    Goal boosted(int level) {
        return new Goal(id, emoji, text, level, createdAt, remindAt, remindedOn, doneUntil, marks);
    }

    /** With a reminder from the day after {@code done} on. */
    Goal reminding(LocalTime time, LocalDate done) {
        return new Goal(id, emoji, text, boost, createdAt, time, remindedOn, done, marks);
    }

    Goal reminded(LocalDate day) {
        return new Goal(id, emoji, text, boost, createdAt, remindAt, day, day, marks);
    }

    /** With the days up to one over without a reminder. */
    Goal skipped(LocalDate day) {
        return new Goal(id, emoji, text, boost, createdAt, remindAt, remindedOn, day, marks);
    }

    Goal withId(int other) {
        return new Goal(other, emoji, text, boost, createdAt, remindAt, remindedOn, doneUntil, marks);
    }
}
