package co.loglife.flow.router.loglife;

import co.loglife.flow.model.bot.Blanks;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text and the emoji in it.
 *
 * @param emoji the first one, or 🎯
 * @param text the rest, without that emoji
 */
record Emoji(String emoji, String text) {
    private static final String STANDARD = "🎯";

    /** One character as people see it: joined figures, skin tones and flags are one. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /** Keyboards leave the selector out after these; letters, signs of trade and arrows are text without it. */
    private static final String PICTURE = "[\\p{IsEmoji}&&\\p{IsExtended_Pictographic}&&\\p{So}"
            + "&&[^©®™\\u2190-\\u21FF\\u27A1\\u2934\\u2935\\u2B05-\\u2B07]]";

    /** Shown as one by itself, by a selector, by a skin tone; a keycap; or a picture that lacks its selector. */
    private static final Pattern IS_EMOJI = Pattern.compile(
            "\\p{IsEmoji_Presentation}.*|\\p{IsEmoji}\\uFE0F.*|" + PICTURE + "(?!\\uFE0E).*"
                    + "|\\p{IsEmoji_Modifier_Base}\\p{IsEmoji_Modifier}.*|[0-9#*]\\uFE0F?\\u20E3",
            Pattern.DOTALL);

    static Emoji in(String text) {
        Matcher grapheme = GRAPHEME.matcher(text);
        while (grapheme.find()) {
            if (IS_EMOJI.matcher(grapheme.group()).matches()) {
                String rest = text.substring(0, grapheme.start()) + " " + text.substring(grapheme.end());
                return new Emoji(grapheme.group(), Blanks.tidy(rest));
            }
        }
        return new Emoji(STANDARD, Blanks.tidy(text));
    }
}
