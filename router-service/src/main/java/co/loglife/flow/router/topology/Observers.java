package co.loglife.flow.router.topology;

import co.loglife.flow.runtime.trace.Tracing;
import java.time.Duration;

/**
 * Who looks on while records are handled.
 *
 * @param metrics counts
 * @param tracing tells what became of a traced message
 * @param watch ends what does not end
 */
public record Observers(RouterMetrics metrics, Tracing tracing, TurnWatch watch) {
    /** Nobody but a counter: for records that are run through the topology aside. */
    static Observers of(RouterMetrics metrics) {
        return new Observers(metrics, Tracing.off(), new TurnWatch(Duration.ofDays(1)));
    }
}
