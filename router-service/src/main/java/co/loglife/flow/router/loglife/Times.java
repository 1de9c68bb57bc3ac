package co.loglife.flow.router.loglife;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of day as people type them: {@code 8:05}, {@code 20:05}, {@code 8:05 pm}, {@code 8 pm}, {@code 8}. Blanks
 * around and capitals do not matter; 12 am is midnight, 12 pm noon.
 */
final class Times {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?::(\\d{2}))?(?: ?([ap]m))?");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("hh:mm a", Locale.ENGLISH);

    private Times() {}

    static Optional<LocalTime> parse(String text) {
        Matcher time = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!time.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(time.group(1));
        int minute = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
        String half = time.group(3);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                return Optional.empty();
            }
            hour = hour % 12 + (half.equals("pm") ? 12 : 0);
        }
        return hour > 23 || minute > 59 ? Optional.empty() : Optional.of(LocalTime.of(hour, minute));
    }

    /** As users see it: {@code 08:05 PM}. */
    static String shown(LocalTime time) {
        return SHOWN.format(time);
    }
}
