package co.loglife.flow.simulator.chats;

import co.loglife.flow.model.Address;

/**
 * A simulated person.
 *
 * @param number their digits
 * @param name as their profile shows it
 */
public record Person(String number, String name) {
    /** What a business-scoped id of ours begins with; the number follows, so that one tells the other. */
    private static final String USER_ID = "US.1349";

    /** Their business-scoped user id. */
    public String userId() {
        return USER_ID + number;
    }

    /** Whose chat an address leads to: a user id of ours to the person behind it, any other to itself. */
    public static String numberOf(Address address) {
        return address instanceof Address.UserId(String id) && id.startsWith(USER_ID)
                ? id.substring(USER_ID.length())
                : address.id();
    }
}
