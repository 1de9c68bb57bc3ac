package co.loglife.flow.inspection.way;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The whole way of one message: from the webhook that brought it to the last report on its replies. For a message that
 * no incoming one caused (another program's, say) it begins with the outgoing record.
 *
 * @param id the incoming message's id, or else the outgoing one's
 * @param user whose conversation it belongs to
 * @param message the incoming message
 * @param hops every record of it, the ones that caused it first and then by time
 * @param replies in the order they were said
 * @param deadLetters of the incoming message itself; those of replies are with the replies
 */
public record Way(
        String id,
        Optional<User> user,
        Optional<IncomingMessage> message,
        List<Hop> hops,
        List<ReplyWay> replies,
        List<Entry> deadLetters) {

    public Way {
        hops = List.copyOf(hops);
        replies = List.copyOf(replies);
        deadLetters = List.copyOf(deadLetters);
    }

    /** From the first record to the last. */
    public Duration took() {
        return hops.isEmpty() ? Duration.ZERO : hops.getLast().sinceStart();
    }
}
