package co.loglife.flow.cli;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.trace.Answer;
import co.loglife.flow.inspection.trace.Question;
import co.loglife.flow.inspection.trace.Tracer;
import co.loglife.flow.inspection.way.Veil;
import co.loglife.flow.inspection.way.Way;
import co.loglife.flow.inspection.way.WayJson;
import co.loglife.flow.inspection.way.WayText;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.EnvReader;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = {
            "The whole way of a message: webhook, incoming, replies, each attempt with its outcome, WhatsApp's reports and"
                    + " price, dead letters; where each record is, and the milliseconds between them.",
            "Reads committed records only and moves nobody's offsets. An id that holds its user's number (wamid, Web"
                    + " client's) leads straight to one partition; others are looked for from the newest record backwards."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:found", "1:not found, or Kafka does not answer", "2:wrong arguments or settings"},
        footer = {
            "Example: ./flow trace 15550001111 --limit 1",
            "         ./flow trace wamid.HBgLMTU1NTAwMDExMTEVAgASGBQzQTEyMzQ1Njc4OTBBQkNERUYxMgA= --json"
        })
final class TraceCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ID|USER",
            description =
                    "An incoming id, a reply's id, WhatsApp's id (wamid) of either, or a user: a number or an id.")
    private String subject = "";

    @Option(
            names = "--user",
            paramLabel = "USER",
            converter = Owner.class,
            description = "Whose message the id is, where it does not tell.")
    private @Nullable User user;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Nothing before: " + Moment.FORMS + ".")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Moment.class,
            description =
                    "Nothing from then on; also how far to look for late reports on a very long log (0s: to its end).")
    private @Nullable Instant until;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "Of a user, the newest N messages (default: 10).")
    private int limit = 10;

    @Option(names = "--json", description = "One JSON object a line for each message.")
    private boolean json;

    @Option(names = "--mask", description = "Hide numbers, ids and words, to show the way to others.")
    private boolean mask;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Logs.off();
        if (limit < 1 || limit > 1_000) {
            throw new ParameterException(spec.commandLine(), "--limit must be from 1 to 1000");
        }
        if (json && mask) {
            throw new ParameterException(spec.commandLine(), "--mask is for people; --json shows whole records");
        }
        Question question = new Question(
                subject.strip(),
                Optional.ofNullable(user),
                Optional.ofNullable(since),
                Optional.ofNullable(until),
                limit);
        Cluster cluster = Cluster.from(new EnvReader(System.getenv()));
        try (Tracer tracer = Tracer.open(cluster);
                Ticker ticker = new Ticker(spec.commandLine().getErr(), "looking", Screen.isTerminal())) {
            Answer answer = tracer.trace(question, ticker);
            ticker.close();
            if (answer.ways().isEmpty()) {
                throw new SentenceException("no record of it among the %,d that were read".formatted(answer.records()));
            }
            print(answer);
        }
        return 0;
    }

    private void print(Answer answer) {
        PrintWriter out = spec.commandLine().getOut();
        WayText text = new WayText(ZoneId.systemDefault(), mask ? Veil.MASKED : Veil.OPEN);
        boolean first = true;
        for (Way way : answer.ways()) {
            if (json) {
                out.println(WayJson.of(way));
            } else {
                out.print(first ? "" : System.lineSeparator());
                text.lines(way).forEach(out::println);
            }
            first = false;
            if (out.checkError()) { // nobody reads any more: `| head` has enough
                return;
            }
        }
        answer.lookedUntil()
                .ifPresent(time -> spec.commandLine()
                        .getErr()
                        .println("A long log: reports after " + time
                                + " were not looked for; --until 0s looks further."));
    }
}
