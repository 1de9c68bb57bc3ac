package co.loglife.flow.simulator.chats;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that forget rather than grow. Not safe for many threads by themselves. */
public final class Bounded {
    private Bounded() {}

    /** Forgets what was longest not used. */
    public static <K, V> Map<K, V> latest(int most) {
        return new Forgetting<>(most, true);
    }

    /** Forgets what was put first. */
    public static <K, V> Map<K, V> oldest(int most) {
        return new Forgetting<>(most, false);
    }

    private static final class Forgetting<K, V> extends LinkedHashMap<K, V> {
        private final int most;

        Forgetting(int most, boolean byUse) {
            super(16, 0.75f, byUse);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
