package co.loglife.flow.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * WhatsApp's limits on what may be said, checked when a message is made. Characters are code points: Meta does not say
 * what it counts, and code points never count more than UTF-16 would.
 */
final class Limits {
    private Limits() {}

    static void text(String field, @Nullable String value, int most) {
        Required.text(field, value);
        atMost(field, value, most);
    }

    static void optionalText(String field, @Nullable String value, int most) {
        if (value != null) {
            text(field, value, most);
        }
    }

    static void atMost(String field, @Nullable String value, int most) {
        if (value != null && value.codePointCount(0, value.length()) > most) {
            throw new InvalidFieldException(field, "has more than " + most + " characters");
        }
    }

    static <T> List<T> list(String field, @Nullable List<T> values, int least, int most) {
        if (values == null || values.size() < least || values.size() > most) {
            throw new InvalidFieldException(field, "must have " + least + " to " + most + " elements");
        }
        return List.copyOf(values);
    }

    static <T> void distinct(String field, List<T> values, Function<T, String> of) {
        Set<String> seen = new HashSet<>();
        for (T value : values) {
            if (!seen.add(of.apply(value))) {
                throw new InvalidFieldException(field, "must differ from each other");
            }
        }
    }

    static Media present(String field, @Nullable Media media) {
        if (media == null || !media.isThere()) {
            throw new InvalidFieldException(field, "needs one of id, link and stored");
        }
        return media;
    }
}
