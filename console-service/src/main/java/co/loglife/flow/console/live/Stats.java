package co.loglife.flow.console.live;

import java.time.Instant;
import java.util.List;

/**
 * What flowed in one second.
 *
 * @param broker whether it answers: {@code up} or {@code down}
 * @param rates records a second
 * @param lag what each group has not read yet
 */
public record Stats(Instant at, String broker, Rates rates, List<GroupLag> lag, Totals totals) {
    public Stats {
        lag = List.copyOf(lag);
    }

    /** Records a second, by topic; retries are among the deliveries. */
    public record Rates(
            double webhooks, double incoming, double outgoing, double deliveries, double retries, double deadLetters) {}

    /**
     * What a group of readers has before it.
     *
     * @param service router or sender
     * @param lag records not read yet, over all partitions
     * @param oldestMs the age of the oldest of them
     */
    public record GroupLag(String group, String service, long lag, long oldestMs) {
        /** The lag as it is shown; both ways of the sender are the sender. */
        public static GroupLag of(co.loglife.flow.inspection.lag.GroupLag lag, String prefix, Instant now) {
            String name = lag.group().startsWith(prefix) ? lag.group().substring(prefix.length()) : lag.group();
            return new GroupLag(
                    lag.group(),
                    name.startsWith("sender") ? "sender" : name,
                    lag.lag(),
                    lag.oldest()
                            .map(oldest -> Math.max(0, now.toEpochMilli() - oldest.toEpochMilli()))
                            .orElse(0L));
        }
    }

    /**
     * Counts since the console started, and what is in view.
     *
     * @param deadLetters those that wait to be sent back or dropped
     */
    public record Totals(long retries, long deadLetters) {}
}
