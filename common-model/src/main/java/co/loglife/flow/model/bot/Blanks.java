package co.loglife.flow.model.bot;

import java.util.regex.Pattern;

/** The blanks in what people type. */
public final class Blanks {
    /** Of all kinds, those that do not break included, and what a keyboard adds invisibly. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\h\\u200B\\u2060\\uFEFF]+");

    private Blanks() {}

    /** One blank where there were several, none around. */
    public static String tidy(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }
}
