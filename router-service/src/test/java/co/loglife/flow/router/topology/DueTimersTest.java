package co.loglife.flow.router.topology;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.WakeUpAt;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** Looking for what is due costs what is due, however many timers are set. */
final class DueTimersTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final TreeMap<byte[], byte[]> content = new TreeMap<>(Arrays::compareUnsigned);
    private final AtomicInteger looked = new AtomicInteger();
    private final Timers timers = new Timers(store());

    @Test
    void aHundredThousandUsersAreNotLookedThrough() {
        for (int user = 0; user < 100_000; user++) {
            timers.on(user(user), new WakeUpAt("reminders", NOW.plusSeconds(user)));
        }

        assertThat(timers.takeDue(NOW.plusSeconds(2).toEpochMilli()))
                .extracting(TimerKey::user)
                .containsExactly(user(0), user(1), user(2));
        assertThat(looked).hasValueLessThanOrEqualTo(4);
        looked.set(0);
        assertThat(timers.takeDue(NOW.plusSeconds(2).toEpochMilli())).isEmpty();
        assertThat(looked).hasValueLessThanOrEqualTo(1);
        assertThat(content).hasSize(99_997);
    }

    @Test
    void hoursOfDowntimeAreMadeUpForInParts() {
        for (int user = 0; user < 2_500; user++) {
            timers.on(user(user), new WakeUpAt("reminders", NOW.minusSeconds(user)));
        }

        assertThat(timers.takeDue(NOW.toEpochMilli())).hasSize(1_000);
        assertThat(timers.takeDue(NOW.toEpochMilli())).hasSize(1_000);
        assertThat(timers.takeDue(NOW.toEpochMilli())).hasSize(500);
        assertThat(content).isEmpty();
    }

    private static User user(int number) {
        return new User(String.valueOf(14_155_000_000L + number));
    }

    /** The three calls timers make, on a map that counts the entries that are looked at. */
    @SuppressWarnings("unchecked")
    private KeyValueStore<byte[], byte[]> store() {
        return (KeyValueStore<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {KeyValueStore.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "put" -> content.put((byte[]) arguments[0], (byte[]) arguments[1]);
                    case "delete" -> content.remove((byte[]) arguments[0]);
                    case "range" ->
                        new Counting(content.subMap((byte[]) arguments[0], true, (byte[]) arguments[1], true)
                                .entrySet()
                                .iterator());
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private final class Counting implements KeyValueIterator<byte[], byte[]> {
        private final Iterator<Map.Entry<byte[], byte[]>> entries;

        Counting(Iterator<Map.Entry<byte[], byte[]>> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<byte[], byte[]> next() {
            looked.incrementAndGet();
            Map.Entry<byte[], byte[]> entry = entries.next();
            return KeyValue.pair(entry.getKey(), entry.getValue());
        }

        @Override
        public byte[] peekNextKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
