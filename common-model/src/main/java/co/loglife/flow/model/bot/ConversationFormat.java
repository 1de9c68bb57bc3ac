package co.loglife.flow.model.bot;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;

/**
 * How a bot's conversations are written to the router's store and read back, by this version of the bot or a later one.
 *
 * @param <C> the conversation
 */
public interface ConversationFormat<C> {
    /** The version {@link #write} writes, from 1; raised with every change that an older reader cannot read. */
    int version();

    /** The conversation as bytes. */
    byte[] write(C conversation);

    /**
     * Reads what {@link #write} of this or an earlier version wrote, migrating where it must.
     *
     * @throws UnreadableException when it cannot: the bytes become a dead letter and the user begins anew
     */
    C read(int version, byte[] bytes) throws UnreadableException;

    /** A format for a record that Jackson can write, at version 1: added fields need no new version. */
    static <C> ConversationFormat<C> json(Class<C> type) {
        return new ConversationFormat<>() {
            @Override
            public int version() {
                return 1;
            }

            @Override
            public byte[] write(C conversation) {
                return Json.write(conversation);
            }

            @Override
            public C read(int version, byte[] bytes) throws UnreadableException {
                return Json.read(bytes, type);
            }
        };
    }
}
