package co.loglife.flow.benchmarks.router;

import co.loglife.flow.benchmarks.Side;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/**
 * How fast a contender works off what has piled up before it.
 *
 * @param perSecond records a second
 * @param microsPerRecord of processor time
 */
record Backlog(double perSecond, double microsPerRecord) {
    /** Code is compiled while it runs: the first third of the pile does not count. */
    private static final int PARTS = 3;

    /** Starts the contender before {@code count} records and follows its committed offsets to their end. */
    static Backlog workedOff(Installation there, Contender contender, long count)
            throws IOException, InterruptedException, ExecutionException {
        try (Side side = contender.start(there)) {
            Installation.Moment first = there.await(count / PARTS);
            long cpu = side.cpu().toNanos();
            Installation.Moment last = there.await(count);
            double counted = last.handled() - first.handled();
            return new Backlog(
                    counted * 1e9 / (last.nanos() - first.nanos()), (side.cpu().toNanos() - cpu) / 1e3 / counted);
        }
    }
}
