package co.loglife.flow.console.view;

import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.inspection.way.Hop;
import co.loglife.flow.inspection.way.ReplyWay;
import co.loglife.flow.inspection.way.Way;
import co.loglife.flow.inspection.way.Ways;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A user's records as a chat. */
public final class Conversations {
    private static final int SNIPPET = 120;

    private Conversations() {}

    /**
     * A conversation in the list.
     *
     * @param name the user gave to WhatsApp, or null
     * @param text the last thing said, shortened
     * @param via the ways it is on
     * @param trouble whether the last thing said to the user has failed or was given up
     */
    public record Summary(
            String user,
            @Nullable String name,
            String text,
            String direction,
            Instant at,
            Collection<String> via,
            boolean trouble) {}

    /**
     * A conversation to read.
     *
     * @param whole whether its beginning is there too, as far as the topics go back
     */
    public record View(
            String user, @Nullable String name, Collection<String> via, List<BubbleView> bubbles, boolean whole) {}

    /** The chat that these records make. */
    public static View view(String user, Collection<Entry> entries, boolean whole) {
        return new View(user, name(entries), ways(entries), bubbles(entries), whole);
    }

    /** What the list says of it; empty when nothing was said. */
    public static Optional<Summary> summary(String user, Collection<Entry> entries) {
        List<BubbleView> bubbles = bubbles(entries);
        if (bubbles.isEmpty()) {
            return Optional.empty();
        }
        BubbleView last = bubbles.getLast();
        boolean trouble = bubbles.reversed().stream()
                .filter(bubble -> bubble.direction().equals("outgoing"))
                .findFirst()
                .map(bubble -> bubble.ticks().equals("failed"))
                .orElse(false);
        return Optional.of(
                new Summary(user, name(entries), snippet(last), last.direction(), last.at(), ways(entries), trouble));
    }

    private static String snippet(BubbleView bubble) {
        String text = bubble.text().isBlank() ? bubble.kind() : bubble.text();
        return text.length() > SNIPPET ? text.substring(0, SNIPPET) + "…" : text;
    }

    /** Whether a search names this user, by number or name. */
    public static boolean matches(String user, Collection<Entry> entries, String search) {
        String wanted = search.strip().toLowerCase(java.util.Locale.ROOT);
        String digits = wanted.replaceAll("[^0-9]", "");
        return wanted.isEmpty()
                || user.toLowerCase(java.util.Locale.ROOT).contains(wanted)
                || (digits.length() >= 3 && user.contains(digits))
                || Optional.ofNullable(name(entries))
                        .map(name -> name.toLowerCase(java.util.Locale.ROOT).contains(wanted))
                        .orElse(false);
    }

    private static Stream<IncomingMessage> incoming(Collection<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.body() instanceof Body.Incoming(IncomingMessage message)
                        ? Stream.of(message)
                        : Stream.empty());
    }

    private static @Nullable String name(Collection<Entry> entries) {
        return incoming(entries)
                .map(IncomingMessage::senderName)
                .filter(Objects::nonNull)
                .reduce((_, last) -> last)
                .orElse(null);
    }

    private static Collection<String> ways(Collection<Entry> entries) {
        TreeSet<String> words = new TreeSet<>();
        for (Entry entry : entries) {
            switch (entry.body()) {
                case Body.Incoming(IncomingMessage message) ->
                    words.add(message.clientType().word());
                case Body.Outgoing(OutgoingMessage message) ->
                    words.add(message.clientType().word());
                case Body.Event _, Body.GivenUp _, Body.Webhook _, Body.Pair _, Body.Deleted _, Body.Unreadable _ -> {}
            }
        }
        return words;
    }

    private static List<BubbleView> bubbles(Collection<Entry> entries) {
        Map<String, BubbleView> bubbles = new LinkedHashMap<>();
        Map<String, String> reactions = new LinkedHashMap<>();
        Map<String, String> known = new LinkedHashMap<>(); // our id by WhatsApp's own, which people react to
        for (Way way : Ways.of(entries)) {
            way.message().ifPresent(message -> {
                bubbles.put(message.id(), said(way, message));
                if (message.content() instanceof Content.Reaction(String on, String emoji)) {
                    reactions.put(on, emoji);
                }
            });
            Map<String, Instant> written = written(way);
            way.replies()
                    .forEach(reply -> reply.message().ifPresent(message -> {
                        Instant at = written.getOrDefault(message.id(), message.createdAt());
                        bubbles.put(message.id(), replied(reply, message, at));
                        if (message.message() instanceof Reply.Reaction(String on, String emoji)) {
                            reactions.put(on, emoji);
                        }
                        reply.providerId().ifPresent(id -> known.put(id, message.id()));
                    }));
        }
        reactions.forEach((on, emoji) -> bubbles.computeIfPresent(
                known.getOrDefault(on, on), (_, bubble) -> bubble.withReaction(emoji.isEmpty() ? null : emoji)));
        List<BubbleView> inOrder = new ArrayList<>(bubbles.values());
        inOrder.sort(Comparator.comparing(BubbleView::at)); // stable: of the same moment, as they were said
        return inOrder;
    }

    private static BubbleView said(Way way, IncomingMessage message) {
        Shown shown = Shown.of(message.content());
        return new BubbleView(
                message.id(),
                "incoming",
                message.clientType().word(),
                shown.kind(),
                shown.header(),
                shown.text(),
                shown.footer(),
                shown.button(),
                shown.link(),
                shown.options(),
                false,
                message.replyTo(),
                null,
                message.receivedAt(),
                way.deadLetters().isEmpty() ? "delivered" : "failed");
    }

    /** When each reply was written: its own {@code created_at} is the time of what caused it. */
    private static Map<String, Instant> written(Way way) {
        Map<String, Instant> times = new LinkedHashMap<>();
        for (Hop hop : way.hops()) {
            if (hop.entry().body() instanceof Body.Outgoing(OutgoingMessage message)) {
                times.putIfAbsent(message.id(), hop.entry().place().at());
            }
        }
        return times;
    }

    private static BubbleView replied(ReplyWay reply, OutgoingMessage message, Instant at) {
        Shown shown = Shown.of(message.message());
        return new BubbleView(
                message.id(),
                "outgoing",
                message.clientType().word(),
                shown.kind(),
                shown.header(),
                shown.text(),
                shown.footer(),
                shown.button(),
                shown.link(),
                shown.options(),
                message.clientType() == ClientType.WEB,
                message.quotes(),
                null,
                at,
                reply.state().map(Conversations::ticks).orElse("waiting"));
    }

    private static String ticks(Delivery.State state) {
        return switch (state) {
            case ATTEMPTING, RETRYING -> "waiting";
            case ACCEPTED, SENT -> "sent";
            case FAILED, DEAD_LETTERED -> "failed";
            case DELIVERED -> "delivered";
            case READ, PLAYED -> "read";
        };
    }
}
