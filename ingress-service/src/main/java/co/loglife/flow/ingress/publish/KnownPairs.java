package co.loglife.flow.ingress.publish;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.User;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pairs of ids this process has seen acknowledged: nearly every message shows a pair, and it is written once. What
 * is forgotten here is written again, which changes nothing on a compacted topic, and brings back a pair that was
 * erased there when its user was forgotten and wrote again.
 */
final class KnownPairs {
    private static final int MOST = 100_000;

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Cache<String, User> acknowledged;

    KnownPairs() {
        this(Ticker.systemTicker());
    }

    KnownPairs(Ticker ticker) {
        acknowledged = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .build();
    }

    /** The elements without the pairs that are known, or that repeat within the request. */
    List<Normalized> without(List<Normalized> elements) {
        Map<String, User> here = new HashMap<>();
        return elements.stream()
                .filter(element -> switch (element) {
                    case Normalized.Pair(Identity pair) ->
                        isNew(pair) && !pair.user().equals(here.put(pair.userId(), pair.user()));
                    case Normalized.Message _, Normalized.Report _, Normalized.KeptRaw _, Normalized.Malformed _ ->
                        true;
                })
                .toList();
    }

    private boolean isNew(Identity pair) {
        return !pair.user().equals(acknowledged.getIfPresent(pair.userId()));
    }

    /** Called when the request's records are acknowledged. */
    void remember(List<Normalized> elements) {
        for (Normalized element : elements) {
            if (element instanceof Normalized.Pair(Identity identity)) {
                acknowledged.put(identity.userId(), identity.user());
            }
        }
    }
}
