package co.loglife.flow.simulator.graphapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One object of a request, read strictly: whatever is missing, of the wrong type, too long or unknown is refused as
 * Meta would. Characters are counted as code points.
 *
 * @param path where it is in the request; empty at the top
 * @param node the object
 */
record Shape(String path, JsonNode node) {
    Shape {
        if (!node.isObject()) {
            throw Refusal.wrong(path, "an object");
        }
    }

    /** Refuses every key but these. */
    Shape only(String... keys) {
        Set<String> known = Set.of(keys);
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new Refusal(GraphError.parameter(
                        100, "Unexpected key \"" + shortened(name) + "\" on param \"" + path + "\""));
            }
        }
        return this;
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    /** A text of 1 to so many characters. */
    String text(String key, int most) {
        JsonNode value = required(key);
        if (!value.isTextual()) {
            throw Refusal.wrong(at(key), "a string");
        }
        String text = value.textValue();
        if (text.isBlank()) {
            throw Refusal.wrong(at(key), "a text that is not empty");
        }
        return shortEnough(key, text, most);
    }

    Optional<String> optionalText(String key, int most) {
        return has(key) ? Optional.of(text(key, most)) : Optional.empty();
    }

    /** A text that may be empty. */
    String anyText(String key, int most) {
        JsonNode value = required(key);
        if (!value.isTextual()) {
            throw Refusal.wrong(at(key), "a string");
        }
        return shortEnough(key, value.textValue(), most);
    }

    /** One of a few words. */
    String word(String key, String... words) {
        String text = text(key, 100);
        if (!Set.of(words).contains(text)) {
            throw Refusal.wrong(at(key), "one of " + String.join(", ", words));
        }
        return text;
    }

    void optionalFlag(String key) {
        if (has(key) && !node.path(key).isBoolean()) {
            throw Refusal.wrong(at(key), "true or false");
        }
    }

    void optionalNumber(String key, long least, long most) {
        if (has(key)) {
            JsonNode value = node.path(key);
            if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
                throw Refusal.wrong(at(key), "a number from " + least + " to " + most);
            }
        }
    }

    /** Degrees, as a number or as a text: Meta's pages show both. */
    BigDecimal degrees(String key, int most) {
        JsonNode value = required(key);
        try {
            BigDecimal degrees = new BigDecimal(value.asText());
            if (degrees.abs().compareTo(BigDecimal.valueOf(most)) <= 0) {
                return degrees;
            }
        } catch (NumberFormatException _) {
            // refused below, like a number out of range
        }
        throw Refusal.wrong(at(key), "degrees from -" + most + " to " + most);
    }

    Shape object(String key) {
        return new Shape(at(key), required(key));
    }

    Optional<Shape> optionalObject(String key) {
        return has(key) ? Optional.of(object(key)) : Optional.empty();
    }

    /** An array of least to most objects. */
    List<Shape> objects(String key, int least, int most) {
        JsonNode array = required(key);
        if (!array.isArray() || array.size() < least || array.size() > most) {
            throw Refusal.wrong(at(key), "an array of " + least + " to " + most + " elements");
        }
        List<Shape> objects = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            objects.add(new Shape(at(key) + "[" + i + "]", array.get(i)));
        }
        return objects;
    }

    /** Refuses two that are the same. */
    <T> void distinct(String what, List<T> values, Function<T, String> of) {
        Set<String> seen = new HashSet<>();
        for (T value : values) {
            if (!seen.add(of.apply(value))) {
                throw Refusal.wrong(what, "different from each other");
            }
        }
    }

    private JsonNode required(String key) {
        if (!has(key)) {
            throw Refusal.missing(at(key));
        }
        return node.path(key);
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String shortEnough(String key, String text, int most) {
        if (text.codePointCount(0, text.length()) > most) {
            throw Refusal.wrong(at(key), "at most " + most + " characters long");
        }
        return text;
    }

    private static String shortened(String name) {
        return name.length() > 40 ? name.substring(0, 40) : name;
    }
}
