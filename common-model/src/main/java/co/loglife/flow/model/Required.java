package co.loglife.flow.model;

import org.jspecify.annotations.Nullable;

/** What a record must have; Jackson hands null to a constructor for a field that is not there. */
final class Required {
    private Required() {}

    static void field(String name, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
    }

    static void text(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is missing or empty");
        }
    }
}
