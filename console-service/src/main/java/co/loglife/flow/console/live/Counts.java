package co.loglife.flow.console.live;

import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.TopicLayout;
import java.util.EnumMap;
import java.util.Map;

/** Counts what passes, for the rates. Safe for many threads. */
final class Counts {
    private final Map<TopicLayout.Kind, Long> passed = new EnumMap<>(TopicLayout.Kind.class);
    private long retries;
    private long allRetries;

    /** A record that was written while we watched. */
    synchronized void count(Entry entry) {
        passed.merge(entry.place().kind(), 1L, Long::sum);
        if (entry.body() instanceof Body.Event(Delivery delivery) && delivery.state() == Delivery.State.RETRYING) {
            retries++;
            allRetries++;
        }
    }

    /** Retries since the start. */
    synchronized long allRetries() {
        return allRetries;
    }

    /** The rates over so many seconds since this was last asked. */
    synchronized Stats.Rates take(double seconds) {
        Stats.Rates rates = new Stats.Rates(
                rate(TopicLayout.Kind.WEBHOOKS, seconds),
                rate(TopicLayout.Kind.INCOMING, seconds),
                rate(TopicLayout.Kind.OUTGOING, seconds),
                rate(TopicLayout.Kind.DELIVERIES, seconds),
                rounded(retries / seconds),
                rate(TopicLayout.Kind.DEAD_LETTERS, seconds));
        passed.clear();
        retries = 0;
        return rates;
    }

    private double rate(TopicLayout.Kind kind, double seconds) {
        return rounded(passed.getOrDefault(kind, 0L) / seconds);
    }

    private static double rounded(double rate) {
        return Math.round(rate * 10) / 10.0;
    }
}
