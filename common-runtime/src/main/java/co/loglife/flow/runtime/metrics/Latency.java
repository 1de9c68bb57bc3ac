package co.loglife.flow.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Times as histograms, all with the same sixteen buckets from a millisecond to five minutes, so that those of several
 * instances add up.
 */
public final class Latency {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Latency() {}

    /** A histogram. */
    public static Timer histogram(MeterRegistry registry, String name, String description, Tags tags) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** A hop of a message's way; the hops of all services are one metric with a label. */
    public static Timer hop(MeterRegistry registry, Hop hop, Tags tags) {
        return histogram(registry, "hop", "How long each hop of a message's way takes", tags.and("hop", hop.word()));
    }

    /**
     * A span of time between two moments of two machines: their clocks may differ, and no time is negative. Nor is it
     * longer than a timer can take, whatever a record says.
     */
    public static Duration between(long fromMillis, long toMillis) {
        if (toMillis <= fromMillis) {
            return Duration.ZERO;
        }
        long span = toMillis - fromMillis; // negative when no long is large enough
        return span < 0 || span > LONGEST.toMillis() ? LONGEST : Duration.ofMillis(span);
    }

    /** The hops, in the order of the way. */
    public enum Hop {
        /** From the webhook's receipt to the acknowledgement of all its records. */
        WEBHOOK_STORED("webhook_stored"),
        /**
         * From the incoming record to the end of its turn, when what follows from it is written (not yet committed).
         */
        INCOMING_OUTGOING("incoming_outgoing"),
        /** From the outgoing record to the first call: its commit, the queue before it, pacing, holds. */
        OUTGOING_ATTEMPT("outgoing_attempt"),
        /** The call that WhatsApp accepted. */
        ATTEMPT_ACCEPTED("attempt_accepted");

        private final String word;

        Hop(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
