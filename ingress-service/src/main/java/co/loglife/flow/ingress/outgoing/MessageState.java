package co.loglife.flow.ingress.outgoing;

import co.loglife.flow.model.Delivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an outgoing message.
 *
 * @param state the highest seen, or null while nothing but its queueing is known
 * @param providerId WhatsApp's id of it, once it has one
 * @param attempts made so far
 * @param at when its state came about
 * @param error of the event that gave its state
 */
public record MessageState(
        Delivery.@Nullable State state,
        @Nullable String providerId,
        int attempts,
        Instant at,
        Delivery.@Nullable Failure error) {

    /** It is on its topic. */
    public static MessageState queued(Instant at) {
        return new MessageState(null, null, 0, at, null);
    }

    /** With one more event, in whatever order and however often they come. */
    public MessageState with(Delivery event) {
        boolean higher = state == null || event.state().compareTo(state) > 0;
        return new MessageState(
                higher ? event.state() : state,
                providerId == null ? event.providerId() : providerId,
                Math.max(attempts, event.attempt()),
                higher ? event.at() : at,
                higher ? event.error() : error);
    }

    /** The word for it. */
    public String word() {
        return state == null ? "queued" : state.word();
    }
}
