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
        long expired = counters.sum("flow_dead_letters_total", "class=\"expired\"");
        return new Counts(
                counters.sum("flow_ingress_normalized_total", "type=\"message\""),
                counters.sum("flow_sender_attempts_seconds_count", "outcome=\"accepted\"")
                        + counters.sum("flow_sender_settled_total", "found=\"sent\"")
                        + counters.sum("flow_sender_settled_total", "found=\"reported\""),
                counters.sum("flow_dead_letters_total", "") - expired,
                counters.sum("flow_router_records_total", "outcome=\"duplicate\""),
                expired,
                counters.sum("flow_sender_buffered", ""));
    }

    private long sum(String name, String label) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
