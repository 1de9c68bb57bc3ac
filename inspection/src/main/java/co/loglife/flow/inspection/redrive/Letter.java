package co.loglife.flow.inspection.redrive;

import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.DeadLetter;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter, without its bytes.
 *
 * @param at where it is on the dead-letters topic
 * @param key whose it is; null where nobody's
 * @param bytes how large its value is
 * @param back where it can be sent back to; empty where its source is no topic that is read (one element of a webhook,
 *     a stored conversation)
 */
public record Letter(Position at, DeadLetter why, @Nullable String key, int bytes, Optional<Kind> back) {
    /** The order in which the sources were: what a user said first goes back first. */
    static final Comparator<Letter> AS_IT_WAS = Comparator.comparing(
                    (Letter letter) -> letter.why().topic())
            .thenComparingInt(letter -> letter.why().partition())
            .thenComparingLong(letter -> letter.why().offset())
            .thenComparing(Letter::at);

    /** A place on the dead-letters topic. */
    public record Position(int partition, long offset) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            return partition == other.partition
                    ? Long.compare(offset, other.offset)
                    : Integer.compare(partition, other.partition);
        }

        /** {@code 3:120}. */
        public String text() {
            return partition + ":" + offset;
        }
    }

    /** Where the record was that it is of; two letters of one record are the same thing given up twice. */
    Source source() {
        // What came from no known place is only itself.
        return why.offset() < 0 || back.isEmpty()
                ? new Source("dead letter", at.partition(), at.offset())
                : new Source(why.topic(), why.partition(), why.offset());
    }

    /** A record's place on its own topic. */
    record Source(String topic, int partition, long offset) {}
}
