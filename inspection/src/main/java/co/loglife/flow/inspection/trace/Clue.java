package co.loglife.flow.inspection.trace;

import co.loglife.flow.inspection.way.Ids;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.User;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an id tells by itself: often whose conversation it belongs to, and so the partition, and on which topic it is
 * likely to be found first. Only hints: where they mislead, the search goes on without them.
 *
 * @param user whose message it is, as far as the id says
 * @param topics where to look first
 */
record Clue(Optional<User> user, List<Kind> topics) {
    private static final List<Kind> ANYWHERE = List.of(Kind.INCOMING, Kind.OUTGOING, Kind.DELIVERIES);

    /** {@code false_923001234567@c.us_3EB0…}: written by us or not, in which chat, which message. */
    private static final Pattern WEB = Pattern.compile("(true|false)_([^_@]{1,64}@[a-z.]{1,16})_.+");

    private static final String WAMID = "wamid.";

    /** Reads an id. */
    static Clue of(String id) {
        String cause = Ids.cause(id);
        boolean isReply = !cause.equals(id);
        Matcher web = WEB.matcher(cause);
        if (web.matches()) {
            return new Clue(chat(web.group(2)), first(isReply, web.group(1).equals("true")));
        }
        if (cause.startsWith(WAMID)) {
            return wamid(cause.substring(WAMID.length()), isReply);
        }
        return new Clue(Optional.empty(), isReply ? List.of(Kind.OUTGOING) : ANYWHERE);
    }

    private static List<Kind> first(boolean isReply, boolean isOurs) {
        if (isReply) {
            return List.of(Kind.OUTGOING);
        }
        return List.of(isOurs ? Kind.DELIVERIES : Kind.INCOMING);
    }

    private static Optional<User> chat(String address) {
        try {
            return Optional.of(Address.parse(address).user());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Behind {@code wamid.} is base64 of a small binary structure, which Meta does not document. In every one that was
     * ever seen here it begins {@code 1c 18}, the length and the digits of the user's number; then {@code 15 02 00},
     * and {@code 12} where the user wrote or {@code 11} where we did.
     */
    private static Clue wamid(String base64, boolean isReply) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new Clue(Optional.empty(), isReply ? List.of(Kind.OUTGOING) : ANYWHERE);
        }
        int digits = bytes.length > 2 && bytes[0] == 0x1c && bytes[1] == 0x18 ? bytes[2] : -1;
        if (digits < 1 || 3 + digits > bytes.length) {
            return new Clue(Optional.empty(), isReply ? List.of(Kind.OUTGOING) : ANYWHERE);
        }
        String number = new String(bytes, 3, digits, StandardCharsets.US_ASCII);
        int direction = 3 + digits + 3;
        boolean isOurs = direction < bytes.length && bytes[direction] == 0x11;
        return new Clue(chat(number), first(isReply, isOurs));
    }
}
