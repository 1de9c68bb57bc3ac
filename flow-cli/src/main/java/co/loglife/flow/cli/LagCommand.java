package co.loglife.flow.cli;

import co.loglife.flow.inspection.lag.GroupLag;
import co.loglife.flow.inspection.lag.Lags;
import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.model.Json;
import co.loglife.flow.runtime.EnvReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "lag",
        mixinStandardHelpOptions = true,
        description = "How far the router and the sender's two ways are behind, by partition, and since when the oldest"
                + " unread record waits. Moves nobody's offsets.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:shown", "1:Kafka does not answer, or a topic is missing", "2:wrong arguments or settings"},
        footer = "Example: ./flow lag --watch")
final class LagCommand implements Callable<Integer> {
    private static final Duration EVERY = Duration.ofSeconds(2);

    @Option(names = "--json", description = "One JSON object a line for each group.")
    private boolean json;

    @Option(names = "--watch", description = "Again every two seconds, until Ctrl-C.")
    private boolean watch;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Logs.off();
        PrintWriter out = spec.commandLine().getOut();
        try (Lags lags = Lags.open(Cluster.from(new EnvReader(System.getenv())))) {
            while (true) {
                List<GroupLag> groups = lags.now();
                if (watch && !json) {
                    out.print(Screen.isTerminal() ? "\u001b[H\u001b[2J" : System.lineSeparator());
                }
                print(out, groups, Instant.now());
                if (out.checkError() || !watch) { // also flushes; a closed pipe is no failure
                    return 0;
                }
                Thread.sleep(EVERY);
            }
        }
    }

    private void print(PrintWriter out, List<GroupLag> groups, Instant now) {
        if (json) {
            groups.forEach(group -> out.println(json(group, now)));
            return;
        }
        out.printf(
                "%-22s %-22s %4s %12s %12s %10s  %s%n",
                "GROUP", "TOPIC", "PART", "COMMITTED", "END", "LAG", "OLDEST UNREAD");
        for (GroupLag group : groups) {
            for (GroupLag.Partition one : group.partitions()) {
                out.println("%-22s %-22s %4d %12s %12d %10d  %s"
                        .formatted(
                                group.group(),
                                one.topic(),
                                one.partition(),
                                one.committed().isPresent()
                                        ? String.valueOf(one.committed().getAsLong())
                                        : "-",
                                one.end(),
                                one.lag(),
                                age(one.oldest(), now))
                        .stripTrailing());
            }
        }
        out.println();
        for (GroupLag group : groups) {
            String oldest = age(group.oldest(), now);
            out.printf(
                    "%s: %s, lag %d%s%n",
                    group.group(),
                    group.members() == 1 ? "1 member" : group.members() + " members",
                    group.lag(),
                    oldest.isEmpty() ? "" : ", the oldest unread record waits for " + oldest);
        }
    }

    private static ObjectNode json(GroupLag group, Instant now) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("group", group.group()).put("members", group.members()).put("lag", group.lag());
        group.oldest().ifPresent(oldest -> json.put("oldest_unread_ms", millis(oldest, now)));
        var partitions = json.putArray("partitions");
        for (GroupLag.Partition one : group.partitions()) {
            ObjectNode row = partitions
                    .addObject()
                    .put("topic", one.topic())
                    .put("partition", one.partition())
                    .put(
                            "committed",
                            one.committed().isPresent()
                                    ? Long.valueOf(one.committed().getAsLong())
                                    : null)
                    .put("end", one.end())
                    .put("lag", one.lag());
            one.oldest().ifPresent(oldest -> row.put("oldest_unread_ms", millis(oldest, now)));
        }
        return json;
    }

    private static long millis(Instant oldest, Instant now) {
        return Math.max(0, Duration.between(oldest, now).toMillis());
    }

    private static String age(Optional<Instant> oldest, Instant now) {
        return oldest.map(time -> inWords(Duration.ofMillis(millis(time, now)))).orElse("");
    }

    /** {@code 350 ms}, {@code 12.3 s}, {@code 4 min 5 s}, {@code 3 h 20 min}, {@code 2 d 5 h}. */
    static String inWords(Duration age) {
        if (age.toSeconds() < 1) {
            return age.toMillis() + " ms";
        }
        if (age.toMinutes() < 1) {
            return String.format(Locale.ROOT, "%.1f s", age.toMillis() / 1e3);
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min " + age.toSecondsPart() + " s";
        }
        return age.toDays() < 1
                ? age.toHours() + " h " + age.toMinutesPart() + " min"
                : age.toDays() + " d " + age.toHoursPart() + " h";
    }
}
