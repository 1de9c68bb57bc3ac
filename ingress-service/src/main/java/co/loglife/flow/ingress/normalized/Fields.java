package co.loglife.flow.ingress.normalized;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of other people's JSON: a number where a text is expected and the reverse are taken, null counts as
 * absent, and what is required and not there is an {@link IllegalArgumentException} that names the field.
 */
public final class Fields {
    /** Meta's ids are about 60 characters, the longest seen 150; a reply's id adds to it and may have 256. */
    private static final int LONGEST_ID = 240;

    /** Also as a number that some writer of JSON made a decimal. */
    private static final Pattern WHOLE = Pattern.compile("([0-9]{1,15})(?:\\.0{1,9})?");

    /** A timestamp as large is in milliseconds: as seconds it would lie beyond the year 5000. */
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    /** Beyond this no number of a webhook means anything, and its decimal form would fill the memory. */
    private static final int MOST_DIGITS = 30;

    private Fields() {}

    /** The elements of an array; none when it is not there. */
    public static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** A text, or null when there is none. */
    public static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() || value.isNumber() ? value.asText() : null;
    }

    /** A text that has at least one visible character, or null. */
    public static @Nullable String words(JsonNode node, String field) {
        String text = text(node, field);
        return text == null || text.isBlank() ? null : text;
    }

    /** A text that must be there; it may be empty. */
    public static String required(JsonNode node, String field) {
        String text = text(node, field);
        if (text == null) {
            throw new IllegalArgumentException(field + " is missing or no text");
        }
        return text;
    }

    /** A field of our own programs' that may be absent, but not be anything else than a text or a number. */
    public static void requireTextOrNone(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual() && !value.isNumber()) {
            throw new IllegalArgumentException(field + " is no text");
        }
    }

    /** An id that must be there: 1 to 240 characters, none of them a control character. */
    public static String id(JsonNode node, String field) {
        String text = required(node, field);
        if (text.isBlank() || text.length() > LONGEST_ID) {
            throw new IllegalArgumentException(field + " must have 1 to " + LONGEST_ID + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + " has control characters");
        }
        return text;
    }

    /** An object that must be there. */
    public static JsonNode object(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isObject()) {
            throw new IllegalArgumentException(field + " is missing or no object");
        }
        return value;
    }

    /** Whether a field is true, be it as a text. */
    public static boolean flag(JsonNode node, String field) {
        return node.path(field).asBoolean(false);
    }

    /** A number in the form a record may keep, or null when there is none or it is out of all proportion. */
    public static @Nullable BigDecimal decimal(JsonNode node, String field) {
        String text = text(node, field);
        if (text == null || text.isEmpty() || text.length() > MOST_DIGITS) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > MOST_DIGITS ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A moment: whole seconds since 1970, or milliseconds where the number is that large; null when it is neither. */
    public static @Nullable Instant moment(JsonNode node, String field) {
        return Optional.ofNullable(text(node, field))
                .map(WHOLE::matcher)
                .filter(Matcher::matches)
                .map(whole -> Long.parseLong(whole.group(1)))
                .map(number ->
                        number < FIRST_MILLISECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number))
                .orElse(null);
    }

    /** The element itself when it is an object, else the reason it cannot be filed. */
    public static JsonNode requireObject(JsonNode element) {
        if (!element.isObject()) {
            throw new IllegalArgumentException("not an object");
        }
        return element;
    }
}
