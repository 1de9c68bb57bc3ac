package co.loglife.flow.simulator.faults;

import co.loglife.flow.simulator.chats.Ticks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Decides which reports follow a message, in which order and when. Pure but for the random source it is given. */
final class ReportPlan {
    private static final List<Ticks> RANKS = List.of(Ticks.SENT, Ticks.DELIVERED, Ticks.READ);

    private ReportPlan() {}

    static List<Report> of(StatusFaults faults, boolean windowClosed, RandomGenerator random) {
        List<Integer> delays = faults.delaysMs();
        if (!Boolean.TRUE.equals(faults.enabled()) || delays == null || delays.isEmpty()) {
            return List.of();
        }
        List<Ticks> ranks = new ArrayList<>();
        if (windowClosed || random.nextDouble() < faults.fail()) {
            ranks.add(Ticks.FAILED);
        } else {
            ranks.addAll(RANKS.subList(0, delays.size()));
        }
        for (Ticks rank : List.copyOf(ranks)) {
            if (random.nextDouble() < faults.duplicate()) {
                ranks.add(ranks.indexOf(rank), rank);
            }
        }
        if (random.nextDouble() < faults.reorder()) {
            Collections.reverse(ranks);
        }
        List<Report> reports = new ArrayList<>();
        long passed = 0;
        for (int i = 0; i < ranks.size(); i++) {
            long due = delays.get(Math.min(i, delays.size() - 1));
            reports.add(new Report(ranks.get(i), Duration.ofMillis(Math.max(0, due - passed))));
            passed = Math.max(passed, due);
        }
        return reports;
    }
}
