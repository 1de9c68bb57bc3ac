package co.loglife.flow.model;

import org.jspecify.annotations.Nullable;

/**
 * What we give Meta with a message and get back with each of its statuses ({@code biz_opaque_callback_data}, at most
 * 512 characters): our outgoing id and, where the status alone would not tell it, whose conversation it belongs to.
 *
 * <p>A status names the recipient as Meta knows them. For a reply to a phone number that is our user. It is not for a
 * business-scoped id or a group, nor for a number that a program dialled ({@code wa_id} may differ from it, in Brazil
 * and Mexico say); without the user such a status would land on another partition than the message.
 *
 * @param outgoingId of the outgoing message
 * @param user or null where the status's recipient is the user
 */
public record CallbackData(String outgoingId, @Nullable User user) {
    private static final char BETWEEN = '|';

    /** What goes with a message. */
    public static CallbackData of(OutgoingMessage message) {
        boolean recipientIsUser = message.recipient() instanceof Address.Phone
                && message.recipient().user().equals(message.user());
        return new CallbackData(message.id(), recipientIsUser && message.inReplyTo() != null ? null : message.user());
    }

    /** Reads what came back with a status. */
    public static CallbackData parse(String text) {
        int between = text.lastIndexOf(BETWEEN);
        if (between <= 0 || between == text.length() - 1) {
            return new CallbackData(text, null);
        }
        return new CallbackData(text.substring(0, between), new User(text.substring(between + 1)));
    }

    /** The text on the wire. */
    public String text() {
        return user == null ? outgoingId : outgoingId + BETWEEN + user.key();
    }
}
