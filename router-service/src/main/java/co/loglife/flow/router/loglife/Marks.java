package co.loglife.flow.router.loglife;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A goal's marks, one a day at most. Three years are 365 characters, so that a conversation stays one small value
 * however long its user stays: each character is a base64 digit with three days of two bits (0 for none, else the
 * rating).
 *
 * @param since the first day in {@code days}, or null as long as there is no mark
 * @param days the days from then on, three a character
 */
record Marks(@Nullable LocalDate since, String days) {
    static final Marks NONE = new Marks(null, "");

    /** Ten years; what is older goes, so that there is a bound. */
    private static final int MOST_DAYS = 3660;

    private static final int DAYS_PER_CHAR = 3;
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    Marks {
        if (since == null && !days.isEmpty()) {
            throw new IllegalArgumentException("marks without a first day");
        }
    }

    /** The mark of a day. */
    Optional<Mark> on(LocalDate day) {
        if (since == null) {
            return Optional.empty();
        }
        long index = ChronoUnit.DAYS.between(since, day);
        if (index < 0 || index >= (long) days.length() * DAYS_PER_CHAR) {
            return Optional.empty();
        }
        int digit = bits(days.charAt((int) index / DAYS_PER_CHAR)) >> shift(index) & 3;
        return digit == 0 ? Optional.empty() : Optional.of(Mark.of(digit));
    }

    /** With a mark on a day, in place of that day's mark. */
    Marks with(LocalDate day, Mark mark) {
        LocalDate first = since == null ? day : since;
        long index = ChronoUnit.DAYS.between(first, day);
        StringBuilder all = new StringBuilder(days);
        if (index < 0) { // a day before the first one: the user moved westwards
            long more = (-index + DAYS_PER_CHAR - 1) / DAYS_PER_CHAR;
            if ((all.length() + more) * DAYS_PER_CHAR > MOST_DAYS) {
                return this; // older than all that is kept
            }
            all.insert(0, none(more));
            first = first.minusDays(more * DAYS_PER_CHAR);
            index += more * DAYS_PER_CHAR;
        }
        if (index >= MOST_DAYS) {
            long fewer = (index - MOST_DAYS) / DAYS_PER_CHAR + 1;
            all.delete(0, (int) Math.min(fewer, all.length()));
            first = first.plusDays(fewer * DAYS_PER_CHAR);
            index -= fewer * DAYS_PER_CHAR;
        }
        int at = (int) index / DAYS_PER_CHAR;
        all.append(none(Math.max(0, at + 1 - all.length())));
        int others = bits(all.charAt(at)) & ~(3 << shift(index));
        all.setCharAt(at, DIGITS.charAt(others | mark.digit() << shift(index)));
        return new Marks(first, all.toString());
    }

    private static String none(long chars) {
        return DIGITS.substring(0, 1).repeat((int) chars);
    }

    /** What is no digit has no marks. */
    private static int bits(char digit) {
        return Math.max(0, DIGITS.indexOf(digit));
    }

    private static int shift(long index) {
        return 2 * (int) (index % DAYS_PER_CHAR);
    }
}
