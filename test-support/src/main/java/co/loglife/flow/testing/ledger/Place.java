package co.loglife.flow.testing.ledger;

/**
 * Where a record is. Two records of one content at two places are two; one that is read twice is one.
 *
 * @param topic its full name
 * @param partition of the topic
 * @param offset in the partition
 */
public record Place(String topic, int partition, long offset) {
    @Override
    public String toString() {
        return topic + ":" + partition + ":" + offset;
    }
}
