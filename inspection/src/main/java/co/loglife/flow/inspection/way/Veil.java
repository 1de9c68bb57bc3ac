package co.loglife.flow.inspection.way;

import co.loglife.flow.model.Masked;

/**
 * How much of people's numbers and words is shown, and never a control character: a terminal obeys those, and a record
 * must not command it.
 */
public enum Veil {
    /** All: for the operator's own eyes. */
    OPEN,
    /** Numbers and ids masked, words only counted: for what is shown to others. Ids hold numbers too. */
    MASKED;

    private static final int LONGEST_TEXT = 160;

    /** A number or an id. */
    public String id(String id) {
        return oneLine(this == OPEN ? id : Masked.of(id));
    }

    /** What somebody said. */
    public String words(String words) {
        if (words.isEmpty()) {
            return "";
        }
        return this == OPEN
                ? '"' + oneLine(words) + '"'
                : "(" + words.codePointCount(0, words.length()) + " characters)";
    }

    /** A text in one line, cut where it is long. */
    public static String oneLine(String text) {
        String visible =
                text.replace("\n", "⏎").replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]", "·");
        return visible.length() <= LONGEST_TEXT ? visible : cut(visible) + "…";
    }

    /** Not between the two halves of an emoji. */
    private static String cut(String text) {
        return text.substring(
                0, Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT);
    }
}
