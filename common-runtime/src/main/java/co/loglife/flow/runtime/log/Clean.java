package co.loglife.flow.runtime.log;

import co.loglife.flow.model.Masked;
import java.util.regex.Pattern;

/**
 * What may go into a log. The code logs no numbers and no texts; this is for what slips in all the same, within a
 * message id ({@code false_923001234567@c.us_3EB0…}) or an exception's message. Pure.
 */
final class Clean {
    /** A run of digits as long as a phone number, not part of a longer word such as a hash or a UUID. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9A-Za-z])(?<!-[0-9a-f]{4}-)\\+?[0-9]{9,15}(?![0-9A-Za-z])");

    private Clean() {}

    /** With numbers masked. */
    static String masked(String text) {
        if (text.length() < 9) {
            return text;
        }
        return NUMBER.matcher(text).replaceAll(found -> Masked.of(found.group()));
    }

    /**
     * With numbers masked, and everything that is not visible escaped as JSON does it: line ends, terminal commands,
     * what turns the direction of reading.
     */
    static String line(String text) {
        String masked = masked(text);
        StringBuilder clean = null;
        for (int i = 0; i < masked.length(); i++) {
            char c = masked.charAt(i);
            if (clean == null && isHidden(c)) {
                clean = new StringBuilder(masked.length() + 16).append(masked, 0, i);
            }
            if (clean != null) {
                clean.append(isHidden(c) ? escaped(c) : String.valueOf(c));
            }
        }
        return clean == null ? masked : clean.toString();
    }

    private static boolean isHidden(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted((int) c);
        };
    }
}
