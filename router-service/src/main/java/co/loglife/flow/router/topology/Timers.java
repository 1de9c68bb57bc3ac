package co.loglife.flow.router.topology;

import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.WakeUpAt;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** One partition's timers in the order they are due. Looking for due ones touches these alone. */
final class Timers {
    /** So that hours of downtime are made up for in bounded transactions; the next tick goes on. */
    private static final int MOST_AT_ONCE = 1000;

    private static final byte[] SET = {1};

    private final KeyValueStore<byte[], byte[]> store;

    Timers(KeyValueStore<byte[], byte[]> store) {
        this.store = store;
    }

    void on(User user, WakeUpAt timer) {
        store.put(new TimerKey(user, timer).bytes(), SET);
    }

    void off(User user, WakeUpAt timer) {
        store.delete(new TimerKey(user, timer).bytes());
    }

    /** Those due by a moment, first ones first; they are set no more. */
    List<TimerKey> takeDue(long millis) {
        List<byte[]> due = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> first = store.range(TimerKey.FIRST, TimerKey.afterAllDueBy(millis))) {
            while (first.hasNext() && due.size() < MOST_AT_ONCE) {
                due.add(first.next().key);
            }
        }
        due.forEach(store::delete);
        return due.stream().map(TimerKey::of).toList();
    }
}
