package co.loglife.flow.console.view;

import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.inspection.way.Hop;
import co.loglife.flow.inspection.way.ReplyWay;
import co.loglife.flow.inspection.way.Way;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.DeadLetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way as the page draws it.
 *
 * @param clientType which way to WhatsApp, where that is known
 * @param text what was said, shortened
 * @param kind of a message that nothing caused, the bot's or the program's word for it
 * @param tookMs from the first record to the last
 */
public record WayView(
        String id,
        @Nullable String user,
        @Nullable String clientType,
        String text,
        @Nullable String kind,
        long tookMs,
        List<Station> hops,
        List<Branch> replies) {
    private static final int SNIPPET = 160;

    /** One of the replies; stations point to it by its index. */
    public record Branch(
            String id, @Nullable String kind, @Nullable String state, int attempts) {}

    /**
     * A record the message passed.
     *
     * @param topic without the installation's prefix
     * @param reply index of the reply it belongs to, or null
     * @param attempt from 1, or null
     * @param state of a delivery, or null
     * @param text shortened, of what was said, or null
     */
    public record Station(
            String stage,
            String topic,
            int partition,
            long offset,
            Instant at,
            long sinceStartMs,
            long sincePreviousMs,
            @Nullable Integer reply,
            @Nullable Integer attempt,
            @Nullable String state,
            Delivery.@Nullable Failure error,
            @Nullable String text,
            @Nullable String reason,
            @JsonProperty("class") @Nullable String errorClass,
            @Nullable String service,
            @Nullable Integer tries) {}

    /** Whether any of its ids is this one: the message's, a reply's or WhatsApp's own for a reply. */
    public static boolean has(Way way, String id) {
        return way.id().equals(id)
                || way.replies().stream()
                        .anyMatch(reply -> reply.id().equals(id)
                                || reply.providerId().map(id::equals).orElse(false));
    }

    /** The view of a way. */
    public static WayView of(Way way) {
        Map<String, Integer> replies = new HashMap<>();
        way.replies().forEach(reply -> {
            int index = replies.size();
            replies.put(reply.id(), index);
            reply.providerId().ifPresent(id -> replies.putIfAbsent(id, index));
        });
        Optional<OutgoingMessage> first = way.replies().stream()
                .flatMap(reply -> reply.message().stream())
                .findFirst();
        return new WayView(
                way.id(),
                way.user().map(User::key).orElse(null),
                way.message()
                        .map(IncomingMessage::clientType)
                        .or(() -> first.map(OutgoingMessage::clientType))
                        .map(type -> type.word())
                        .orElse(null),
                way.message()
                        .map(message -> Shown.of(message.content()).text())
                        .or(() ->
                                first.map(message -> Shown.of(message.message()).text()))
                        .map(WayView::shortened)
                        .orElse(""),
                first.map(OutgoingMessage::kind).orElse(null),
                way.took().toMillis(),
                way.hops().stream().map(hop -> station(hop, replies)).toList(),
                way.replies().stream().map(WayView::branch).toList());
    }

    private static Branch branch(ReplyWay reply) {
        return new Branch(
                reply.id(),
                reply.message().map(OutgoingMessage::kind).orElse(null),
                reply.state().map(Delivery.State::word).orElse(null),
                reply.attempts().size());
    }

    private static Station station(Hop hop, Map<String, Integer> replies) {
        Entry entry = hop.entry();
        return switch (entry.body()) {
            case Body.Outgoing(OutgoingMessage message) ->
                station(
                        hop,
                        replies.get(message.id()),
                        null,
                        null,
                        shortened(Shown.of(message.message()).text()));
            case Body.Event(Delivery delivery) ->
                station(
                        hop,
                        replies.get(delivery.outgoingId() == null ? delivery.providerId() : delivery.outgoingId()),
                        delivery,
                        null,
                        null);
            case Body.GivenUp(DeadLetter why, Body source) ->
                station(
                        hop,
                        source instanceof Body.Outgoing(OutgoingMessage message) ? replies.get(message.id()) : null,
                        null,
                        why,
                        null);
            case Body.Webhook(String endpoint) -> station(hop, null, null, null, endpoint);
            case Body.Incoming(IncomingMessage message) ->
                station(
                        hop,
                        null,
                        null,
                        null,
                        shortened(Shown.of(message.content()).text()));
            case Body.Pair _, Body.Deleted _, Body.Unreadable _ -> station(hop, null, null, null, null);
        };
    }

    private static Station station(
            Hop hop,
            @Nullable Integer reply,
            @Nullable Delivery delivery,
            @Nullable DeadLetter why,
            @Nullable String text) {
        Entry entry = hop.entry();
        return new Station(
                hop.stage().word(),
                entry.place().kind().word(),
                entry.place().partition(),
                entry.place().offset(),
                entry.place().at(),
                hop.sinceStart().toMillis(),
                hop.sincePrevious().toMillis(),
                reply,
                delivery == null || delivery.attempt() == 0 ? null : Integer.valueOf(delivery.attempt()),
                delivery == null ? null : delivery.state().word(),
                delivery == null ? null : delivery.error(),
                text,
                why == null ? null : why.reason(),
                why == null ? null : why.errorClass().word(),
                why == null ? null : why.service(),
                why == null ? null : Integer.valueOf(why.tries()));
    }

    private static String shortened(String text) {
        return text.length() > SNIPPET ? text.substring(0, SNIPPET) + "…" : text;
    }
}
