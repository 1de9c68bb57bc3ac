package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Whose conversation a record belongs to, and the key of every topic: phone digits where they are known, else the
 * business-scoped user id, else the LID; a group's conversation is keyed by its group. One partition owns a user.
 *
 * @param key the canonical text, see {@link Address#user()}
 */
public record User(@JsonValue String key) {
    /** No WhatsApp address is longer: a business-scoped id has at most 135 characters. */
    private static final int LONGEST = 256;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public User {
        if (key.isBlank() || key.length() > LONGEST) {
            throw new IllegalArgumentException("user must have 1 to " + LONGEST + " characters");
        }
    }

    /** The address this key stands for. */
    public Address address() {
        return Address.parse(key);
    }

    @Override
    public String toString() {
        return Masked.of(key);
    }
}
