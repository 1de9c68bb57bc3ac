package co.loglife.flow.ingress.outgoing;

import co.loglife.flow.model.Delivery;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;

/**
 * The states of the messages last heard of, by our id. A report of WhatsApp's that does not name our id is matched by
 * WhatsApp's, which the sender's events name beside ours. Bounded; safe for any thread.
 */
public final class MessageStates {
    private final Cache<String, MessageState> byId;
    private final Cache<String, String> idByProviderId;

    public MessageStates(int most) {
        byId = Caffeine.newBuilder().maximumSize(most).build();
        idByProviderId = Caffeine.newBuilder().maximumSize(most).build();
    }

    /** A message was queued here. */
    public void queued(String id, Instant at) {
        byId.asMap().putIfAbsent(id, MessageState.queued(at));
    }

    /** One event of the deliveries topic. */
    public void add(Delivery event) {
        String id = event.outgoingId();
        if (id == null && event.providerId() != null) {
            id = idByProviderId.getIfPresent(event.providerId());
        }
        if (id == null) {
            return; // the report of a message whose own events are longer gone than this remembers
        }
        if (event.providerId() != null) {
            idByProviderId.put(event.providerId(), id);
        }
        byId.asMap().compute(id, (_, known) -> (known == null ? MessageState.queued(event.at()) : known).with(event));
    }

    /** What is known of a message. */
    public Optional<MessageState> of(String id) {
        return Optional.ofNullable(byId.getIfPresent(id));
    }
}
