package co.loglife.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.testing.ledger.Call;
import co.loglife.flow.testing.ledger.Counts;
import co.loglife.flow.testing.ledger.Fault;
import co.loglife.flow.testing.ledger.Ledgers;
import co.loglife.flow.testing.ledger.Verdict;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** What is printed of a fault run and kept in {@code target/faults.txt}; and what must hold. */
final class FaultReport {
    /** Of this test run: the first report begins it anew. */
    private static final Path FILE = Path.of("target", "faults.txt");

    private static boolean begun;

    private final List<String> facts = new ArrayList<>();
    private final double loadBefore = loadAverage();
    private final long seed;
    private String table = "";

    FaultReport(long seed) {
        this.seed = seed;
    }

    /** Of the machine, over the last minute: no time below says anything without it. */
    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    void tells(String fact) {
        facts.add(fact);
    }

    void print(Load load, List<Fault> faults, Ledgers ledgers, Verdict verdict, String counted) throws IOException {
        table = String.join("\n", lines(load, faults, ledgers, verdict, counted)) + "\n";
        System.out.println(table);
        keep(table + "\n");
    }

    private static synchronized void keep(String text) throws IOException {
        Files.createDirectories(FILE.toAbsolutePath().getParent());
        Files.writeString(
                FILE,
                text,
                StandardOpenOption.CREATE,
                begun ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
        begun = true;
    }

    private List<String> lines(Load load, List<Fault> faults, Ledgers ledgers, Verdict verdict, String counted) {
        List<String> lines = new ArrayList<>();
        lines.add(faults.stream().map(Fault::name).distinct().collect(Collectors.joining(", then ")));
        lines.add("  seed %d; %d messages of %d users at %d/s; load average %.1f before, %.1f after"
                .formatted(
                        seed,
                        load.posted().size(),
                        load.shape().users(),
                        load.shape().perSecond(),
                        loadBefore,
                        loadAverage()));
        lines.add("  answered %d, of all answers by status (0: none) %s".formatted(load.answered(), load.answers()));
        lines.add("  records: incoming %d, outgoing %d, attempts %d, accepted %d, dead letters %d; calls %d, taken %d"
                .formatted(
                        ledgers.incoming().size(),
                        ledgers.outgoing().size(),
                        notes(ledgers, Delivery.State.ATTEMPTING),
                        notes(ledgers, Delivery.State.ACCEPTED),
                        verdict.counts().deadLetters() + verdict.counts().expired(),
                        ledgers.calls().size(),
                        ledgers.calls().stream().filter(Call::taken).count()));
        lines.add("  lost %d | false 200 %d | doubled in Kafka %d | doubled sends %d (under way at a death %d)"
                .formatted(
                        verdict.lost().size(),
                        verdict.falseAnswers().size(),
                        verdict.doubledInKafka().size(),
                        verdict.doubledSends().size(),
                        verdict.underWayAtDeaths()));
        lines.add("  out of order %d | misdirected %d | wrong words %d | unsettled %d"
                .formatted(
                        verdict.outOfOrder().size(),
                        verdict.misdirected().size(),
                        verdict.wrongWords().size(),
                        verdict.unsettled().size()));
        lines.add("  " + verdict.counts());
        lines.add("  by /metrics: " + counted);
        faults.forEach(fault -> lines.add(
                "  %s took %s".formatted(fault.name(), seconds(Duration.between(fault.began(), fault.ended())))));
        lines.add("  every reply within a second again after " + seconds(verdict.recovery()));
        facts.forEach(fact -> lines.add("  " + fact));
        return lines;
    }

    private static long notes(Ledgers ledgers, Delivery.State state) {
        return ledgers.notes().stream().filter(note -> note.state() == state).count();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    /** Nothing lost, nothing doubled but what a dying process had under way, nothing out of order, nothing misled. */
    void requireNothing(Verdict verdict, Path logs) {
        SoftAssertions.assertSoftly(all -> {
            all.assertThat(verdict.lost())
                    .as("lost; logs in %s%n%s", logs, table)
                    .isEmpty();
            all.assertThat(verdict.falseAnswers()).as("false 200").isEmpty();
            all.assertThat(verdict.doubledInKafka()).as("doubled in Kafka").isEmpty();
            all.assertThat(verdict.doubledSends())
                    .as("doubled sends")
                    .hasSizeLessThanOrEqualTo(verdict.underWayAtDeaths());
            all.assertThat(verdict.outOfOrder()).as("out of order").isEmpty();
            all.assertThat(verdict.misdirected()).as("misdirected").isEmpty();
            all.assertThat(verdict.wrongWords()).as("wrong words").isEmpty();
            all.assertThat(verdict.unsettled()).as("unsettled").isEmpty();
        });
    }

    void requireEqual(Counts counted, Counts kept) {
        assertThat(counted).as("the services' own counters\n%s", table).isEqualTo(kept);
    }
}
