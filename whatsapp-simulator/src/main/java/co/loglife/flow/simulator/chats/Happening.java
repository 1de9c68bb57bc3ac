package co.loglife.flow.simulator.chats;

import co.loglife.flow.model.ClientType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a watcher of the simulator may want to see.
 *
 * @param type what kind: bubble, typing, call, post, faults
 * @param via which way to WhatsApp, or null
 * @param number whose chat, or null
 * @param data the bubble, call, … itself
 */
public record Happening(
        String type, @Nullable ClientType via, @Nullable String number, Object data) {

    /** A bubble is new or has changed. */
    static Happening bubble(ChatKey chat, Bubble bubble) {
        return new Happening("bubble", chat.via(), chat.number(), bubble);
    }

    /** The business types in a chat. */
    static Happening typing(ChatKey chat) {
        return new Happening("typing", chat.via(), chat.number(), Map.of());
    }
}
