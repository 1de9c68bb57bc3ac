package co.loglife.flow.router.turn;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The ids of one user's messages of the last 8 days (Meta redelivers for up to 7), so that a repeat is recognized. An
 * immutable value of 12 bytes a message: the minute it came and 64 bits of its id's hash, oldest first.
 *
 * <p>Bounded: of a user who writes more than {@value #MOST} messages in 8 days, the oldest are forgotten first.
 */
final class SeenIds {
    /** A thousand messages a day for 8 days, as in a busy group; 96 KiB, and 8 µs to look through. */
    static final int MOST = 8192;

    static final Duration KEPT = Duration.ofDays(8);
    static final SeenIds NONE = new SeenIds(new byte[0]);

    private static final int ENTRY = Integer.BYTES + Long.BYTES;
    /** Set beside the minute (25 bits for the next decades) of a message the bot failed on. */
    private static final int FAILED = 1 << 31;

    private final byte[] entries;

    private SeenIds(byte[] entries) {
        this.entries = entries;
    }

    /**
     * Reads what {@link #bytes} gave, which nobody may change from now on; a part of an entry at the end is dropped.
     */
    static SeenIds of(byte[] bytes) {
        int tail = bytes.length % ENTRY;
        return new SeenIds(tail == 0 ? bytes : Arrays.copyOf(bytes, bytes.length - tail));
    }

    /** To be stored. */
    byte[] bytes() {
        return entries;
    }

    int size() {
        return entries.length / ENTRY;
    }

    /** Whether a message was here. */
    boolean has(String id) {
        return find(Digest.of(id)) >= 0;
    }

    /** Whether a message was here and the bot failed on it. */
    boolean hasFailed(String id) {
        int at = find(Digest.of(id));
        return at >= 0 && (ByteBuffer.wrap(entries).getInt(at) & FAILED) != 0;
    }

    /** With one more message (once, even if it was here), without those that are too old by then. */
    SeenIds with(String id, Instant receivedAt, boolean failed) {
        int minute = (int) (receivedAt.getEpochSecond() / 60) & ~FAILED;
        long hash = Digest.of(id);
        int without = find(hash);
        int drop = tooOld(minute - (int) KEPT.toMinutes());
        ByteBuffer buffer = ByteBuffer.allocate(entries.length - drop + ENTRY);
        if (without >= drop) {
            buffer.put(entries, drop, without - drop);
            buffer.put(entries, without + ENTRY, entries.length - without - ENTRY);
        } else {
            buffer.put(entries, drop, entries.length - drop);
        }
        buffer.putInt(failed ? minute | FAILED : minute).putLong(hash);
        return new SeenIds(
                buffer.position() == buffer.capacity()
                        ? buffer.array()
                        : Arrays.copyOf(buffer.array(), buffer.position()));
    }

    /** These and, after them, a later conversation's. */
    SeenIds and(SeenIds later) {
        byte[] both = Arrays.copyOf(entries, entries.length + later.entries.length);
        System.arraycopy(later.entries, 0, both, entries.length, later.entries.length);
        int drop = Math.max(0, both.length - MOST * ENTRY);
        return new SeenIds(Arrays.copyOfRange(both, drop, both.length));
    }

    private int find(long hash) {
        ByteBuffer buffer = ByteBuffer.wrap(entries);
        for (int at = entries.length - ENTRY; at >= 0; at -= ENTRY) {
            if (buffer.getLong(at + Integer.BYTES) == hash) {
                return at;
            }
        }
        return -1;
    }

    /** How many bytes from the front belong to messages before a minute, or beyond what is kept. */
    private int tooOld(int minute) {
        ByteBuffer buffer = ByteBuffer.wrap(entries);
        int drop = Math.max(0, entries.length - (MOST - 1) * ENTRY);
        while (drop < entries.length && (buffer.getInt(drop) & ~FAILED) < minute) {
            drop += ENTRY;
        }
        return drop;
    }
}
