package co.loglife.flow.sender.dispatch;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a partition are under way, and up to where all are settled: the offset to commit is never beyond one
 * that is not. Not thread-safe.
 */
final class Progress {
    /** The size of each record under way, by offset. */
    private final TreeMap<Long, Integer> underWay = new TreeMap<>();

    /** Where in the ledger the first attempt is of each record that is not before {@link #settledUpTo}. */
    private final TreeMap<Long, Long> firstAttempts = new TreeMap<>();

    private long position;

    /** Begins at the first record that will be read. */
    Progress(long position) {
        this.position = position;
    }

    void begin(long offset, int bytes) {
        underWay.put(offset, bytes);
        readUpTo(offset + 1);
    }

    /** Everything before this offset has been begun, or needs nothing. */
    void readUpTo(long offset) {
        position = Math.max(position, offset);
    }

    void attempted(long offset, long ledgerOffset) {
        firstAttempts.putIfAbsent(offset, ledgerOffset);
    }

    /**
     * Whoever goes on from {@link #settledUpTo} has to read the ledger from here on; negative when that is not known.
     */
    long ledgerFrom(long ledgerEnd) {
        firstAttempts.headMap(settledUpTo()).clear();
        return firstAttempts.values().stream().mapToLong(Long::longValue).min().orElse(ledgerEnd);
    }

    /** The size of the record that is settled now; null when it was not under way. */
    @Nullable
    Integer settle(long offset) {
        return underWay.remove(offset);
    }

    /** The sizes of what is under way, which is so no longer. */
    List<Integer> abandon() {
        List<Integer> sizes = List.copyOf(underWay.values());
        underWay.clear();
        return sizes;
    }

    /** Everything before this offset is settled. */
    long settledUpTo() {
        return underWay.isEmpty() ? position : underWay.firstKey();
    }
}
