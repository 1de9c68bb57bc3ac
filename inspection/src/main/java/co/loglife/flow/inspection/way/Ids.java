package co.loglife.flow.inspection.way;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How ids belong together. */
public final class Ids {
    /** What the router makes of an incoming id for each reply, see {@link OutgoingMessage#replyId}. */
    private static final Pattern REPLY = Pattern.compile("(.+):(?:\\d{1,4}|error)", Pattern.DOTALL);

    private Ids() {}

    /** The incoming id within a reply's; another program's message, which answers nothing, is its own cause. */
    public static String cause(String outgoingId) {
        Matcher reply = REPLY.matcher(outgoingId);
        return reply.matches() ? reply.group(1) : outgoingId;
    }

    /** The id of the message whose way a record is part of; empty when it names none. */
    public static Optional<String> root(Entry entry) {
        return switch (said(entry)) {
            case Body.Incoming(IncomingMessage message) -> Optional.of(message.id());
            case Body.Outgoing(OutgoingMessage message) ->
                Optional.ofNullable(message.inReplyTo()).or(() -> Optional.of(cause(message.id())));
            case Body.Event(Delivery delivery) ->
                Optional.ofNullable(delivery.outgoingId()).map(Ids::cause);
            case Body.GivenUp _, Body.Webhook _, Body.Pair _, Body.Deleted _, Body.Unreadable _ -> Optional.empty();
        };
    }

    /** Whether a record is about an id, and does not only mention it, as a quotation does. */
    public static boolean isAbout(Entry entry, String id) {
        return of(entry).contains(id);
    }

    private static List<String> of(Entry entry) {
        List<String> ids = new ArrayList<>();
        root(entry).ifPresent(ids::add);
        switch (said(entry)) {
            case Body.Outgoing(OutgoingMessage message) -> ids.add(message.id());
            case Body.Event(Delivery delivery) -> {
                Optional.ofNullable(delivery.outgoingId()).ifPresent(ids::add);
                Optional.ofNullable(delivery.providerId()).ifPresent(ids::add);
            }
            case Body.Incoming _, Body.GivenUp _, Body.Webhook _, Body.Pair _, Body.Deleted _, Body.Unreadable _ -> {}
        }
        return ids;
    }

    /** What a record says; of one that was given up, what it said. */
    static Body said(Entry entry) {
        return entry.body() instanceof Body.GivenUp given ? given.source() : entry.body();
    }
}
