package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where someone can be reached on WhatsApp. The one parser of phone numbers, business-scoped user ids, LIDs, groups and
 * broadcasts in all their spellings; a LID is never taken for a phone number.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Address.Phone.class, name = "phone"),
    @JsonSubTypes.Type(value = Address.UserId.class, name = "user_id"),
    @JsonSubTypes.Type(value = Address.Lid.class, name = "lid"),
    @JsonSubTypes.Type(value = Address.Group.class, name = "group"),
    @JsonSubTypes.Type(value = Address.Broadcast.class, name = "broadcast")
})
public sealed interface Address {
    /** The bare id, without any domain. */
    String id();

    /**
     * A phone number.
     *
     * @param id country code and number, digits only, 5 to 15 of them (E.164 allows no more)
     */
    record Phone(String id) implements Address {
        public Phone {
            require(isDigits(id, 5, 15), "a phone number has 5 to 15 digits");
        }
    }

    /**
     * A business-scoped user id, as Meta gives for people who hide their number: {@code US.1349…}, or with a parent
     * portfolio {@code US.ENT.1181…}.
     */
    record UserId(String id) implements Address {
        public UserId {
            require(USER_ID.matcher(id).matches(), "a business-scoped user id looks like US.1349");
        }
    }

    /** WhatsApp's own hidden id of a person ("linked id"), known to the Web client only. */
    record Lid(String id) implements Address {
        public Lid {
            require(isDigits(id, 1, 32), "a LID has 1 to 32 digits");
        }
    }

    /** A group chat. */
    record Group(String id) implements Address {
        public Group {
            require(OPAQUE.matcher(id).matches(), "a group id has 1 to 200 letters, digits and -_.=+/");
        }
    }

    /** A status post, broadcast list or newsletter: nobody to answer. */
    record Broadcast(String id) implements Address {
        public Broadcast {
            require(OPAQUE.matcher(id).matches(), "a broadcast id has 1 to 200 letters, digits and -_.=+/");
        }
    }

    /** The canonical text: what {@link #parse} reads back as the same address. */
    default String text() {
        return switch (this) {
            case Phone(String id) -> id;
            case UserId(String id) -> id;
            case Lid(String id) -> id + "@lid";
            case Group(String id) -> id + "@g.us";
            case Broadcast(String id) -> id + "@broadcast";
        };
    }

    /** The key of this address on the topics. */
    default User user() {
        return new User(text());
    }

    /**
     * Reads an address in any spelling the two ways to WhatsApp use: {@code 923325727426}, {@code +92 332 572-7426},
     * {@code 923325727426@c.us}, {@code 923325727426:12@s.whatsapp.net}, {@code 1234@lid}, {@code 1203@g.us},
     * {@code status@broadcast}, {@code US.1349}.
     *
     * @throws IllegalArgumentException when the text is none of these; the message does not repeat the text
     */
    static Address parse(String text) {
        require(text.length() <= 256, "an address has at most 256 characters");
        String trimmed = text.strip();
        int at = trimmed.indexOf('@');
        if (at < 0) {
            return bare(trimmed);
        }
        String id = trimmed.substring(0, at);
        return switch (trimmed.substring(at + 1).toLowerCase(Locale.ROOT)) {
            case "c.us", "s.whatsapp.net" -> new Phone(digits(withoutDevice(id)));
            case "lid" -> new Lid(withoutDevice(id));
            case "g.us" -> new Group(id);
            case "broadcast", "newsletter" -> new Broadcast(id);
            default -> throw new IllegalArgumentException("an address ends in @c.us, @lid, @g.us or has no domain");
        };
    }

    private static Address bare(String text) {
        if (isDigits(text, 5, 15)) { // as it nearly always is
            return new Phone(text);
        }
        if (USER_ID.matcher(text).matches()) {
            return new UserId(text);
        }
        if (text.equals("status")) { // the seed's client sends a status post with this as its sender
            return new Broadcast(text);
        }
        return new Phone(digits(text));
    }

    private static boolean isDigits(String text, int least, int most) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() >= least && text.length() <= most;
    }

    private static String digits(String text) {
        require(WRITTEN_NUMBER.matcher(text).matches(), "neither a phone number nor another WhatsApp address");
        return NOT_A_DIGIT.matcher(text).replaceAll("");
    }

    /** {@code 923325727426:12} is device 12 of that person. */
    private static String withoutDevice(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Compiled once; an interface's constants are public, these are of no use to others. */
    Pattern NOT_A_DIGIT = Pattern.compile("[^0-9]");

    Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");
    Pattern OPAQUE = Pattern.compile("[A-Za-z0-9._=+/-]{1,200}");
    Pattern WRITTEN_NUMBER = Pattern.compile("\\+?[0-9 ()\\u00a0.-]+");
}
