package co.loglife.flow.cli.replay;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What ingress wrote, as today's normalizer would have written it: other values for some records, and records that are
 * missing. The router's own records of the incoming topic stay as they are.
 */
final class Corrections {
    static final Corrections NONE = new Corrections(List.of());

    /** The router's mark on a record that it carried from one key of a person to another. */
    private static final String CARRIED = "carried_from";

    private final Map<String, IncomingMessage> changed = new HashMap<>();
    private final List<Difference> missing;

    Corrections(Collection<Difference> differences) {
        differences.stream()
                .filter(difference -> difference.recorded().isPresent())
                .forEach(difference -> changed.put(difference.message().id(), difference.message()));
        this.missing = differences.stream()
                .filter(Difference::isMissingUnderItsKey)
                .sorted(Comparator.comparingLong(Difference::timestamp))
                .toList();
    }

    /** The record as it should be; empty where it should not be under this key. */
    Optional<ConsumerRecord<byte[], byte[]>> of(ConsumerRecord<byte[], byte[]> recorded) {
        if (changed.isEmpty()) {
            return Optional.of(recorded);
        }
        IncomingMessage was;
        try {
            was = Json.read(recorded.value(), IncomingMessage.class);
        } catch (UnreadableException _) { // the router says so
            return Optional.of(recorded);
        }
        if (was.metadata().containsKey(Difference.REPAIRS)) {
            return Optional.empty(); // what it makes up for is repaired where it was
        }
        IncomingMessage now = changed.get(was.id());
        if (now == null) {
            return Optional.of(recorded);
        }
        IncomingMessage message = was.metadata().containsKey(CARRIED) ? carried(was, now) : now;
        return Arrays.equals(Difference.key(message), recorded.key())
                ? Optional.of(Difference.record(recorded, Json.write(message)))
                : Optional.empty();
    }

    /** Where and how it was carried stays; what was said is what is said now. */
    private static IncomingMessage carried(IncomingMessage was, IncomingMessage now) {
        return new IncomingMessage(
                was.id(),
                was.clientType(),
                was.line(),
                now.sender(),
                was.user(),
                was.address(),
                now.userId(),
                now.senderName(),
                now.content(),
                now.replyTo(),
                now.sentAt(),
                was.receivedAt(),
                was.metadata());
    }

    /** What is missing in some partitions, by time. */
    Insertions insertions(List<Integer> partitions) {
        return new Insertions(missing.stream()
                .filter(difference -> partitions.contains(difference.partition()))
                .toList());
    }

    /** The records that are missing, taken one stretch after the other. */
    static final class Insertions {
        private final Deque<Difference> waiting;

        private Insertions(List<Difference> missing) {
            this.waiting = new ArrayDeque<>(missing);
        }

        /** Those that would have been written by a moment and were not taken yet. */
        List<ConsumerRecord<byte[], byte[]>> upTo(long timestamp) {
            List<ConsumerRecord<byte[], byte[]>> due = new ArrayList<>();
            while (!waiting.isEmpty() && waiting.getFirst().timestamp() <= timestamp) {
                due.add(waiting.removeFirst().inserted());
            }
            return due;
        }
    }
}
