package co.loglife.flow.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What one question's sides showed, repeat by repeat. For one thread. */
public final class Figures {
    private final String question;
    private final List<Metric> metrics;
    private final List<String> sides;
    private final Map<Metric, Map<String, List<Double>>> values = new HashMap<>();

    /**
     * Begins a table.
     *
     * @param question it answers, as its title
     * @param metrics its rows
     * @param ours our own side
     * @param peers the sides ours is compared with
     */
    public Figures(String question, List<Metric> metrics, String ours, List<String> peers) {
        this.question = question;
        this.metrics = List.copyOf(metrics);
        this.sides = new ArrayList<>(List.of(ours));
        this.sides.addAll(peers);
    }

    /** Adds what one repeat showed. */
    public void add(String side, Metric metric, double value) {
        if (!sides.contains(side) || !metrics.contains(metric)) {
            throw new IllegalArgumentException("no place for " + metric.name() + " of " + side);
        }
        values.computeIfAbsent(metric, _ -> new HashMap<>())
                .computeIfAbsent(side, _ -> new ArrayList<>())
                .add(value);
    }

    String question() {
        return question;
    }

    List<Metric> metrics() {
        return metrics;
    }

    String ours() {
        return sides.getFirst();
    }

    List<String> peers() {
        return sides.subList(1, sides.size());
    }

    /** The median of the repeats; empty where nothing was measured. */
    public OptionalDouble median(String side, Metric metric) {
        double[] sorted = values.getOrDefault(metric, Map.of()).getOrDefault(side, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
    }

    /** Ours divided by the peer's; empty where either was not measured, or the peer's is 0. */
    public OptionalDouble ratio(String peer, Metric metric) {
        OptionalDouble ours = median(ours(), metric);
        OptionalDouble theirs = median(peer, metric);
        return ours.isEmpty() || theirs.isEmpty() || theirs.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble());
    }
}
