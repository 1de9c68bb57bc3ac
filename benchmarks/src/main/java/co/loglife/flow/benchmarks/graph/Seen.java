package co.loglife.flow.benchmarks.graph;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;

/** When the stub was sent each message, and how long after it began its way. One thread's alone. */
public final class Seen {
    private long[] at = new long[1 << 16];
    private long[] delays = new long[1 << 16];
    private int count;

    Seen() {}

    void message(long nanos, long sentAtMicros) {
        if (count == at.length) {
            at = Arrays.copyOf(at, count * 2);
            delays = Arrays.copyOf(delays, count * 2);
        }
        at[count] = nanos;
        delays[count++] = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - sentAtMicros;
    }

    /** What is asked for by a path. */
    String answer(String path) {
        if (path.startsWith("/forget")) {
            count = 0;
            return "forgotten";
        }
        int from = Math.min(Integer.parseInt(path.substring(path.indexOf('=') + 1)), Math.max(0, count - 1));
        long[] sorted = Arrays.copyOfRange(delays, from, count);
        Arrays.sort(sorted);
        double seconds = count - from < 2 ? 0 : (at[count - 1] - at[from]) / 1e9;
        return String.format(
                Locale.ROOT,
                "%d %.1f %d %d",
                count,
                seconds == 0 ? 0 : (count - 1 - from) / seconds,
                of(sorted, 0.50),
                of(sorted, 0.99));
    }

    private static long of(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
    }

    /**
     * What was seen.
     *
     * @param messages in all
     * @param perSecond from the message asked for on
     * @param p50Micros the median time from the moment its id names to the stub
     * @param p99Micros of that time
     */
    public record Report(int messages, double perSecond, long p50Micros, long p99Micros) {
        static Report parse(String text) {
            String[] parts = text.split(" ");
            return new Report(
                    Integer.parseInt(parts[0]),
                    Double.parseDouble(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]));
        }
    }
}
