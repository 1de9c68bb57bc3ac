package co.loglife.flow.benchmarks;

import co.loglife.flow.benchmarks.ingress.IngressBenchmark;
import co.loglife.flow.benchmarks.pipeline.PipelineBenchmark;
import co.loglife.flow.benchmarks.router.RouterBenchmark;
import co.loglife.flow.benchmarks.sender.SenderBenchmark;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./flow bench}: measures the areas asked for, or all, and prints a table of each. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures ours beside peers, in one run: medians, sides in turn. Nothing passes or fails by it.",
        footer = "Example: ./flow bench ingress --rounds 5 --seconds 8")
public final class BenchMain implements Callable<Integer> {
    private static final List<Benchmark> ALL =
            List.of(new IngressBenchmark(), new RouterBenchmark(), new SenderBenchmark(), new PipelineBenchmark());

    @Parameters(paramLabel = "AREA", description = "the areas to measure; all when none is named")
    private List<String> areas = List.of();

    @Option(names = "--rounds", defaultValue = "5", description = "turns of each side (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "8", description = "seconds of each turn (${DEFAULT-VALUE})")
    private int seconds;

    private BenchMain() {}

    static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        String known = ALL.stream().map(Benchmark::area).collect(Collectors.joining(", "));
        for (String area : areas) {
            if (ALL.stream().noneMatch(benchmark -> benchmark.area().equals(area))) {
                System.err.println("bench: there is no area " + area + "; there are " + known);
                return CommandLine.ExitCode.USAGE;
            }
        }
        if (rounds < 1 || seconds < 1) {
            System.err.println("bench: --rounds and --seconds must be at least 1");
            return CommandLine.ExitCode.USAGE;
        }
        Effort effort = new Effort(rounds, Duration.ofSeconds(seconds));
        for (Benchmark benchmark : ALL) {
            if (areas.isEmpty() || areas.contains(benchmark.area())) {
                measure(benchmark, effort);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private static void measure(Benchmark benchmark, Effort effort) throws Exception {
        System.out.printf("%s: %s%n", benchmark.area(), benchmark.measures());
        double before = loadAverage();
        List<Figures> all = benchmark.run(effort);
        System.out.printf(
                Locale.ROOT,
                "%d rounds of %d s, sides in turn, medians; %d processors; load average %.1f before, %.1f after%n%n",
                effort.rounds(),
                effort.length().toSeconds(),
                Runtime.getRuntime().availableProcessors(),
                before,
                loadAverage());
        all.forEach(figures -> System.out.println(FiguresTable.of(figures)));
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
