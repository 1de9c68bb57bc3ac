package co.loglife.flow.model;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a record must have; Jackson hands null to a constructor for a field that is not there. */
final class Required {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final int MOST_DECIMALS = 30;

    private Required() {}

    static void field(String name, @Nullable Object value) {
        if (value == null) {
            throw new InvalidFieldException(name, "is missing");
        }
    }

    /** A moment one can reckon with: years like 1 or 300,000 are zeroes and overflows of other programs. */
    static void moment(String name, @Nullable Instant value) {
        field(name, value);
        if (value != null && (value.isBefore(Instant.EPOCH) || value.isAfter(LATEST))) {
            throw new InvalidFieldException(name, "is not between the years 1970 and 9999");
        }
    }

    /** A number that is short when it is written out: 1e-999999999 is not. */
    static void shortNumber(String name, @Nullable BigDecimal value) {
        field(name, value);
        if (value != null && Math.abs((long) value.scale()) > MOST_DECIMALS) {
            throw new InvalidFieldException(name, "has more than " + MOST_DECIMALS + " decimals");
        }
    }

    static void text(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidFieldException(name, "is missing or empty");
        }
    }
}
