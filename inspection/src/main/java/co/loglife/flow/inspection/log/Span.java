package co.loglife.flow.inspection.log;

/**
 * A stretch of one partition.
 *
 * @param from the first offset
 * @param to the one after the last
 */
public record Span(long from, long to) {
    public boolean isEmpty() {
        return from >= to;
    }

    /** How many offsets it has; some of them hold no record, but the end of a transaction. */
    public long size() {
        return Math.max(0, to - from);
    }
}
