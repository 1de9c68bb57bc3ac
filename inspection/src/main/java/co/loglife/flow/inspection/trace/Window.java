package co.loglife.flow.inspection.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** A stretch of time. */
record Window(Instant from, Instant to) {
    /** Windows around some times, those that overlap put together. */
    static List<Window> around(SortedSet<Instant> times, Duration slack) {
        List<Window> windows = new ArrayList<>();
        for (Instant time : times) {
            Window next = new Window(time.minus(slack), time.plus(slack));
            if (!windows.isEmpty() && !windows.getLast().to.isBefore(next.from)) {
                windows.set(windows.size() - 1, new Window(windows.getLast().from, next.to));
            } else {
                windows.add(next);
            }
        }
        return windows;
    }
}
