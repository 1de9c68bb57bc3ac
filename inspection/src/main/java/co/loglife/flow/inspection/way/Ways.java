package co.loglife.flow.inspection.way;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.User;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts records together to the ways they are part of. Records may come in any order and more than once; what belongs to
 * no message (a pair of ids, garbage) is left out.
 */
public final class Ways {
    private static final String TRACE = "traceparent";

    private static final Comparator<Entry> BY_TIME = Comparator.comparing(
                    (Entry entry) -> entry.place().at())
            .thenComparing(entry -> entry.place().kind())
            .thenComparingInt(entry -> entry.place().partition())
            .thenComparingLong(entry -> entry.place().offset());

    /** The outgoing id of each provider id: a status may name only that one. */
    private final Map<String, String> outgoingOf = new HashMap<>();

    /** The incoming id of each outgoing one. */
    private final Map<String, String> causeOf = new HashMap<>();

    private final Map<String, Parts> parts = new LinkedHashMap<>();
    private final List<Entry> entries;

    private Ways(Collection<Entry> entries) {
        this.entries = distinct(entries);
    }

    /** The ways of all messages that the records speak of, the earliest first. */
    public static List<Way> of(Collection<Entry> entries) {
        return new Ways(entries).assembled();
    }

    /** The records of one message, before they are in order. */
    private record Parts(
            List<Entry> webhooks, List<Entry> incoming, Map<String, List<Entry>> replies, List<Entry> deadLetters) {
        Parts() {
            this(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        }

        List<Entry> reply(String outgoingId) {
            return replies.computeIfAbsent(outgoingId, _ -> new ArrayList<>());
        }

        Stream<Entry> all() {
            return Stream.of(
                            webhooks.stream(),
                            incoming.stream(),
                            deadLetters.stream(),
                            replies.values().stream().flatMap(List::stream))
                    .flatMap(each -> each);
        }
    }

    private static List<Entry> distinct(Collection<Entry> entries) {
        Map<String, Entry> byPlace = new HashMap<>();
        for (Entry entry : entries) {
            Place place = entry.place();
            byPlace.put(place.topic() + "/" + place.partition() + "/" + place.offset(), entry);
        }
        return byPlace.values().stream().sorted(BY_TIME).toList();
    }

    private List<Way> assembled() {
        entries.forEach(this::learn);
        entries.forEach(this::sort);
        parts.values().removeIf(part -> part.all().findAny().isEmpty());
        entries.stream().filter(entry -> entry.body() instanceof Body.Webhook).forEach(this::sortWebhook);
        return parts.entrySet().stream()
                .map(part -> way(part.getKey(), part.getValue()))
                .sorted(Comparator.comparing(way -> way.hops().getFirst().entry(), BY_TIME)) // the hop that began it
                .toList();
    }

    private void learn(Entry entry) {
        Body body = Ids.said(entry);
        if (body instanceof Body.Event(Delivery delivery)
                && delivery.outgoingId() != null
                && delivery.providerId() != null) {
            outgoingOf.put(delivery.providerId(), delivery.outgoingId());
        }
        if (body instanceof Body.Outgoing(OutgoingMessage message) && message.inReplyTo() != null) {
            causeOf.put(message.id(), message.inReplyTo());
        }
    }

    private void sort(Entry entry) {
        switch (entry.body()) {
            case Body.Incoming(IncomingMessage message) ->
                part(message.id()).incoming().add(entry);
            case Body.Outgoing(OutgoingMessage message) -> reply(message.id()).add(entry);
            case Body.Event(Delivery delivery) ->
                outgoingId(delivery).ifPresent(id -> reply(id).add(entry));
            case Body.GivenUp given -> sort(given, entry);
            case Body.Webhook _, Body.Pair _, Body.Deleted _, Body.Unreadable _ -> {}
        }
    }

    private void sort(Body.GivenUp given, Entry entry) {
        if (given.source() instanceof Body.Incoming(IncomingMessage message)) {
            part(message.id()).deadLetters().add(entry);
        } else if (given.source() instanceof Body.Outgoing(OutgoingMessage message)) {
            reply(message.id()).add(entry);
        }
    }

    /**
     * A webhook belongs to every message that came with it: they share its trace. Only where a message has none do the
     * webhook's words decide, since a later one may quote the message's id.
     */
    private void sortWebhook(Entry webhook) {
        Optional<String> trace = webhook.header(TRACE);
        String words = webhook.text();
        parts.forEach((id, part) -> {
            boolean traced = part.incoming().stream()
                    .anyMatch(entry -> entry.header(TRACE).isPresent());
            boolean brought = traced
                    ? trace.isPresent() && part.incoming().stream().anyMatch(entry -> trace.equals(entry.header(TRACE)))
                    : !part.incoming().isEmpty() && words.contains(quoted(id));
            if (brought) {
                part.webhooks().add(webhook);
            }
        });
    }

    private static String quoted(String id) {
        return '"' + id + '"';
    }

    private Optional<String> outgoingId(Delivery delivery) {
        return Optional.ofNullable(delivery.outgoingId())
                .or(() -> Optional.ofNullable(delivery.providerId()).map(outgoingOf::get));
    }

    private Parts part(String id) {
        return parts.computeIfAbsent(id, _ -> new Parts());
    }

    private List<Entry> reply(String outgoingId) {
        return part(causeOf.getOrDefault(outgoingId, Ids.cause(outgoingId))).reply(outgoingId);
    }

    private static Way way(String id, Parts parts) {
        List<ReplyWay> replies = parts.replies().entrySet().stream()
                .map(reply -> replyWay(reply.getKey(), reply.getValue()))
                .toList();
        return new Way(id, user(parts), message(parts), hops(parts), replies, parts.deadLetters());
    }

    private static Optional<User> user(Parts parts) {
        return parts.all()
                .filter(entry -> entry.place().kind() != TopicLayout.Kind.WEBHOOKS)
                .map(Entry::key)
                .filter(Objects::nonNull)
                .reduce((_, last) -> last) // carried from one key to another, it belongs to the last
                .map(User::new);
    }

    private static Optional<IncomingMessage> message(Parts parts) {
        return Stream.concat(parts.incoming().stream(), parts.deadLetters().stream())
                .map(Ids::said)
                .flatMap(body -> body instanceof Body.Incoming(var message) ? Stream.of(message) : Stream.empty())
                .reduce((_, last) -> last);
    }

    private static List<Hop> hops(Parts parts) {
        List<Entry> ordered = new ArrayList<>(parts.all().sorted(BY_TIME).toList());
        parts.incoming().stream().min(BY_TIME).ifPresent(first -> toHead(ordered, first));
        parts.webhooks().stream().min(BY_TIME).ifPresent(first -> toHead(ordered, first));
        List<Hop> hops = new ArrayList<>();
        Instant start = ordered.getFirst().place().at();
        Instant previous = start;
        for (Entry entry : ordered) {
            Instant at = entry.place().at();
            hops.add(new Hop(stage(entry), entry, Duration.between(start, at), Duration.between(previous, at)));
            previous = at;
        }
        return hops;
    }

    /** What caused the rest comes first, whatever the clocks say. */
    private static void toHead(List<Entry> entries, Entry first) {
        entries.remove(first);
        entries.addFirst(first);
    }

    private static Stage stage(Entry entry) {
        return switch (entry.body()) {
            case Body.Webhook _ -> Stage.WEBHOOK;
            case Body.Incoming _ -> Stage.INCOMING;
            case Body.Outgoing _ -> Stage.REPLY;
            case Body.Event(Delivery delivery) -> Stage.of(delivery.state());
            case Body.GivenUp _ -> Stage.DEAD_LETTER;
            case Body.Pair _, Body.Deleted _, Body.Unreadable _ ->
                throw new IllegalArgumentException(entry + " is no part of a way");
        };
    }

    private static ReplyWay replyWay(String id, List<Entry> entries) {
        List<Entry> events = entries.stream()
                .filter(entry -> entry.body() instanceof Body.Event)
                .toList();
        List<Delivery> deliveries = events.stream().map(Ways::delivery).toList();
        return new ReplyWay(
                id,
                entries.stream().flatMap(Ways::outgoing).findFirst(),
                state(events),
                deliveries.stream()
                        .map(Delivery::providerId)
                        .filter(Objects::nonNull)
                        .findFirst(),
                attempts(events),
                deliveries.stream()
                        .filter(delivery -> Stage.of(delivery.state()) == Stage.STATUS)
                        .toList(),
                pricing(deliveries),
                entries.stream()
                        .filter(entry -> entry.body() instanceof Body.GivenUp)
                        .toList());
    }

    /**
     * The highest seen; but that an earlier record of the message was given up no longer counts once it was re-driven.
     */
    private static Optional<Delivery.State> state(List<Entry> events) {
        long last = events.stream().mapToLong(Ways::record).max().orElse(-1);
        return events.stream()
                .filter(event -> record(event) == last || delivery(event).state() != Delivery.State.DEAD_LETTERED)
                .map(event -> delivery(event).state())
                .max(Comparator.naturalOrder());
    }

    /** Which outgoing record a note of the sender's is about, by its offset; negative on reports of WhatsApp. */
    private static long record(Entry event) {
        return event.header("outgoing-offset")
                .filter(offset -> offset.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(-1L);
    }

    private static @Nullable JsonNode pricing(List<Delivery> deliveries) {
        return deliveries.reversed().stream()
                .map(Delivery::pricing)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Delivery delivery(Entry entry) {
        if (entry.body() instanceof Body.Event(Delivery delivery)) {
            return delivery;
        }
        throw new IllegalArgumentException(entry + " is no delivery");
    }

    private static Stream<OutgoingMessage> outgoing(Entry entry) {
        return Ids.said(entry) instanceof Body.Outgoing(OutgoingMessage message) ? Stream.of(message) : Stream.empty();
    }

    /** A re-driven message is tried from 1 again: an attempt is told by its record and its number. */
    private static List<ReplyWay.Attempt> attempts(List<Entry> events) {
        Map<String, TreeMap<Integer, List<Entry>>> byRecord = new LinkedHashMap<>();
        for (Entry event : events) {
            Delivery delivery = delivery(event);
            if (delivery.attempt() > 0 && Stage.of(delivery.state()) != Stage.STATUS) {
                byRecord.computeIfAbsent(event.header("outgoing-offset").orElse(""), _ -> new TreeMap<>())
                        .computeIfAbsent(delivery.attempt(), _ -> new ArrayList<>())
                        .add(event);
            }
        }
        return byRecord.values().stream()
                .flatMap(record -> record.entrySet().stream())
                .map(attempt -> attempt(attempt.getKey(), attempt.getValue()))
                .toList();
    }

    private static ReplyWay.Attempt attempt(int number, List<Entry> events) {
        Optional<Entry> began = events.stream()
                .filter(event -> delivery(event).state() == Delivery.State.ATTEMPTING)
                .findFirst();
        Optional<Entry> outcome = events.stream()
                .filter(event -> delivery(event).state() != Delivery.State.ATTEMPTING)
                .reduce((_, last) -> last);
        return new ReplyWay.Attempt(
                number,
                began,
                outcome,
                outcome.map(event -> delivery(event).state()),
                outcome.map(event -> delivery(event).error()).orElse(null));
    }
}
