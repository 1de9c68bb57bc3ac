package co.loglife.flow.inspection.way;

import co.loglife.flow.model.TopicLayout;
import java.time.Instant;

/**
 * Where a record is.
 *
 * @param kind which of the topics
 * @param topic its full name
 * @param at the record's timestamp: when its producer wrote it, by that producer's clock
 */
public record Place(TopicLayout.Kind kind, String topic, int partition, long offset, Instant at) {
    /** {@code incoming[3]@120}. */
    public String text() {
        return kind.word() + "[" + partition + "]@" + offset;
    }
}
