package co.loglife.flow.router.turn;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored conversation for people to read.
 *
 * @param user whose it is
 * @param clientType the way to them, or null
 * @param line by which of our numbers, or null
 * @param userIds the business-scoped ids they were seen with
 * @param wakeUps the timers that are set
 * @param movedTo the key it went to, or null
 * @param seen how many messages are remembered against repeats
 * @param version of the bot's format
 * @param conversation the bot's; as base64 where its format is not JSON
 */
public record ConversationView(
        String user,
        @Nullable String clientType,
        @Nullable String line,
        List<String> userIds,
        List<WakeUp> wakeUps,
        @Nullable String movedTo,
        int seen,
        int version,
        @Nullable JsonNode conversation) {

    /** A timer. */
    public record WakeUp(String name, Instant due) {}

    /**
     * Makes it from what is stored.
     *
     * @throws UnreadableException when that is nothing the router stored
     */
    public static ConversationView of(String user, byte[] bytes) throws UnreadableException {
        Stored stored = StoredFormat.read(bytes);
        Route route = stored.route();
        Stored.Gone gone = stored.movedTo();
        Stored.Kept kept = stored.conversation();
        return new ConversationView(
                user,
                route == null ? null : route.clientType().word(),
                route == null ? null : route.line(),
                stored.userIds(),
                stored.wakeUps().stream()
                        .map(timer -> new WakeUp(timer.name(), timer.due()))
                        .toList(),
                gone == null ? null : gone.to().key(),
                stored.seen().size(),
                kept == null ? 0 : kept.version(),
                kept == null ? null : tree(kept.bytes()));
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return Json.mapper().readTree(bytes);
        } catch (IOException _) { // a bot may store what it likes
            return BinaryNode.valueOf(bytes);
        }
    }
}
