package co.loglife.flow.benchmarks;

/**
 * Something measured.
 *
 * @param name with its unit: {@code requests/s}, {@code p99 ms}
 * @param decimals to print
 * @param target what is to be reached, in words; empty where nothing is
 */
public record Metric(String name, int decimals, String target) {
    /** One without a target. */
    public Metric(String name, int decimals) {
        this(name, decimals, "");
    }
}
