package co.loglife.flow.inspection.way;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.OutgoingMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One outgoing message and what became of it.
 *
 * @param id the outgoing id
 * @param message what is said; empty when only its deliveries are left
 * @param state the highest seen, see {@link Delivery.State}; empty when the sender has not begun
 * @param providerId WhatsApp's id, once it has one
 * @param attempts each call of the sender's, in order
 * @param statuses what WhatsApp reported, in the order it came
 * @param pricing the last that Meta said it costs, or null
 * @param deadLetters where it was given up, and by whom
 */
public record ReplyWay(
        String id,
        Optional<OutgoingMessage> message,
        Optional<Delivery.State> state,
        Optional<String> providerId,
        List<Attempt> attempts,
        List<Delivery> statuses,
        @Nullable JsonNode pricing,
        List<Entry> deadLetters) {

    public ReplyWay {
        attempts = List.copyOf(attempts);
        statuses = List.copyOf(statuses);
        deadLetters = List.copyOf(deadLetters);
    }

    /**
     * A call.
     *
     * @param number from 1
     * @param began the note before it, where there is one
     * @param outcome the note after it; empty while it lasts, or when the sender was killed in between
     * @param failure why it failed, or null
     */
    public record Attempt(
            int number,
            Optional<Entry> began,
            Optional<Entry> outcome,
            Optional<Delivery.State> state,
            Delivery.@Nullable Failure failure) {
        /** How long it took, as far as both notes are there. */
        public Optional<Duration> took() {
            return began.flatMap(from -> outcome.map(
                    to -> Duration.between(from.place().at(), to.place().at())));
        }
    }
}
