package co.loglife.flow.inspection.lag;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far one consumer group is behind.
 *
 * @param group its name
 * @param members how many are at work now
 * @param partitions by topic and number
 */
public record GroupLag(String group, int members, List<Partition> partitions) {
    public GroupLag {
        partitions = List.copyOf(partitions);
    }

    /**
     * One partition.
     *
     * @param committed the offset up to which all is done; empty when the group never committed there
     * @param end the offset after the last committed record
     * @param lag offsets between the two; ends of transactions count, but where nothing else is left it is 0
     * @param oldest when the oldest unread record was written
     */
    public record Partition(
            String topic, int partition, OptionalLong committed, long end, long lag, Optional<Instant> oldest) {}

    /** Of all partitions together. */
    public long lag() {
        return partitions.stream().mapToLong(Partition::lag).sum();
    }

    /** When the oldest unread record of all was written. */
    public Optional<Instant> oldest() {
        return partitions.stream()
                .flatMap(partition -> partition.oldest().stream())
                .min(Comparator.naturalOrder());
    }
}
