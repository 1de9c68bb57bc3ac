package co.loglife.flow.ingress.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the wrong tokens of each address. After so many in a minute every further one is refused unread, the right one
 * too: else the answer would still tell which one that is.
 */
public final class Guesses {
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 10_000;

    private final int most;
    private final Cache<String, AtomicInteger> wrong;

    /**
     * Begins to count.
     *
     * @param most wrong tokens of one address in a minute; 0 for no limit
     */
    public Guesses(int most) {
        this(most, Ticker.systemTicker());
    }

    Guesses(int most, Ticker clock) {
        this.most = most;
        this.wrong = Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterWrite(WINDOW)
                .ticker(clock)
                .build();
    }

    /**
     * To be asked before a token is looked at.
     *
     * @throws Refusal when the address has guessed too often
     */
    void check(String address) {
        AtomicInteger count = wrong.getIfPresent(address);
        if (most > 0 && count != null && count.get() >= most) {
            throw Refusal.tooManyGuesses(WINDOW);
        }
    }

    /** A token was wrong. */
    void wrong(String address) {
        wrong.get(address, _ -> new AtomicInteger()).incrementAndGet();
    }
}
