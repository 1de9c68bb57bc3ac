package co.loglife.flow.router.topology;

import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.WakeUpAt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A timer's key in its store, so that the store's order is the order in which they are due: 8 bytes of moment, then the
 * length of the user's key, the user's key and the timer's name.
 */
record TimerKey(User user, WakeUpAt timer) {
    /** What comes before every key. */
    static final byte[] FIRST = new byte[0];

    byte[] bytes() {
        byte[] whose = Sinks.key(user);
        byte[] name = timer.name().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + Short.BYTES + whose.length + name.length)
                .putLong(sortable(timer.due()))
                .putShort((short) whose.length)
                .put(whose)
                .put(name)
                .array();
    }

    /** What comes after every key that is due by a moment, and before all others. */
    static byte[] afterAllDueBy(long millis) {
        return ByteBuffer.allocate(Long.BYTES)
                .putLong(sortable(Instant.ofEpochMilli(millis + 1)))
                .array();
    }

    static TimerKey of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Instant due = Instant.ofEpochMilli(buffer.getLong() ^ Long.MIN_VALUE);
        byte[] whose = new byte[buffer.getShort()];
        buffer.get(whose);
        byte[] name = new byte[buffer.remaining()];
        buffer.get(name);
        return new TimerKey(
                new User(new String(whose, StandardCharsets.UTF_8)),
                new WakeUpAt(new String(name, StandardCharsets.UTF_8), due));
    }

    /** Stores compare bytes as unsigned: with the sign flipped, moments before 1970 come first too. */
    private static long sortable(Instant due) {
        return due.toEpochMilli() ^ Long.MIN_VALUE;
    }
}
