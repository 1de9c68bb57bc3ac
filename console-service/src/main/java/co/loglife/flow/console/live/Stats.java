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
    public record GroupLag(String group, String service, long lag, long oldestMs) {}

    /**
     * Counts since the console started, and what is in view.
     *
     * @param deadLetters those that wait to be sent back or dropped
     */
    public record Totals(long retries, long deadLetters) {}
}
