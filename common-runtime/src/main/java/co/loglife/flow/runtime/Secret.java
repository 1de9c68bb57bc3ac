package co.loglife.flow.runtime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A token or key. It prints as asterisks and is compared in constant time. */
public record Secret(String value) {
    public Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
    }

    /** Whether a header can carry it: printable ASCII without blanks, on one line. */
    public boolean fitsHeader() {
        return value.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Whether this is the secret offered, in a time that does not tell how much of it was right. */
    public boolean is(String offered) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
