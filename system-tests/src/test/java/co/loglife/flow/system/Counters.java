package co.loglife.flow.system;

import co.loglife.flow.testing.ledger.Counts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the services count themselves, summed over the {@code /metrics} of all instances. */
final class Counters {
    private final List<String> lines = new ArrayList<>();

    private Counters() {}

    /** As they are now. They begin at zero with each process. */
    static Counts of(Pipeline pipeline) throws IOException, InterruptedException {
        Counters counters = new Counters();
        for (ServiceProcess service : pipeline.services()) {
            service.get("/metrics").body().lines().forEach(counters.lines::add);
        }
        long expired = counters.sum("sender_dead_letters_total", "class=\"expired\"");
        return new Counts(
                counters.sum("ingress_normalized_total", "type=\"message\""),
                counters.sum("sender_attempts_seconds_count", "outcome=\"accepted\"")
                        + counters.sum("sender_settled_total", "found=\"sent\"")
                        + counters.sum("sender_settled_total", "found=\"reported\""),
                counters.sum("router_dead_letters_total", "") + counters.sum("sender_dead_letters_total", "") - expired,
                counters.sum("router_records_total", "outcome=\"duplicate\""),
                expired,
                counters.sum("sender_buffered", ""));
    }

    private long sum(String name, String label) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
