package co.loglife.flow.cli;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.redrive.Book;
import co.loglife.flow.inspection.redrive.Letter;
import co.loglife.flow.inspection.redrive.Redrive;
import co.loglife.flow.inspection.redrive.Selection;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.EnvReader;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = {
            "Dead letters back to the topics they came from, each once, in the order their sources were. Without --yes it"
                    + " only counts and changes nothing; run twice it does what it does once.",
            "Key and value go back byte for byte; headers say what was wrong and that it was re-driven."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:counted or done; also when there was nothing to do",
            "1:Kafka does not answer, or the run was stopped; what was sent is marked, run it again",
            "2:wrong arguments or settings"
        },
        footer = {
            "Example: ./flow redrive --class transient --since 24h",
            "         ./flow redrive --class transient --since 24h --yes",
            "         ./flow redrive --id 3:120 --drop \"sent by hand\" --yes"
        })
final class RedriveCommand implements Callable<Integer> {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Only where this is in the reason.")
    private @Nullable String reason;

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "poison, rejected, throttled, transient, unknown, expired, config or bug.")
    private @Nullable String errorClass;

    @Option(names = "--service", paramLabel = "SERVICE", description = "Who gave up: ingress, router or sender.")
    private @Nullable String service;

    @Option(
            names = "--user",
            paramLabel = "USER",
            converter = Owner.class,
            description = "Only this user's: a number or an id.")
    private @Nullable User user;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Given up from then on: " + Moment.FORMS + ".")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Given up before then, given alike.")
    private @Nullable Instant until;

    @Option(
            names = "--id",
            paramLabel = "PARTITION:OFFSET",
            split = ",",
            description = "Only these, by their place on the dead-letters topic.")
    private List<String> ids = List.of();

    @Option(
            names = "--drop",
            paramLabel = "REASON",
            description = "Do not send them back, ever: mark them as settled, with this reason.")
    private @Nullable String drop;

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    @Option(names = "--json", description = "One JSON object with the counts.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Logs.off();
        Selection selection = selection();
        Cluster cluster = Cluster.from(new EnvReader(System.getenv()));
        PrintWriter out = spec.commandLine().getOut();
        try (Redrive redrive = Redrive.open(cluster, InstantSource.system())) {
            if (yes) {
                redrive.begin();
            }
            RedrivePlan plan = RedrivePlan.of(fates(redrive, selection), drop != null);
            int done = yes && !plan.going().isEmpty() ? act(redrive, plan) : 0;
            if (json) {
                out.println(plan.json(done));
            } else {
                plan.lines(yes, done, drop != null).forEach(out::println);
            }
            out.flush();
        }
        return 0;
    }

    private Book.Fates fates(Redrive redrive, Selection selection) {
        try (Ticker ticker = ticker("reading")) {
            return redrive.read(ticker).letters(selection);
        }
    }

    private int act(Redrive redrive, RedrivePlan plan) {
        try (Ticker ticker = ticker(drop == null ? "sending back" : "dropping")) {
            return drop == null ? redrive.send(plan.going(), ticker) : redrive.drop(plan.going(), drop, ticker);
        }
    }

    private Ticker ticker(String doing) {
        return new Ticker(spec.commandLine().getErr(), doing, Screen.isTerminal());
    }

    private Selection selection() {
        if (drop != null && drop.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--drop needs a reason");
        }
        Optional<ErrorClass> ofClass = Optional.ofNullable(errorClass).flatMap(ErrorClass::of);
        if (errorClass != null && ofClass.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--class: there is no class " + errorClass);
        }
        return new Selection(
                Optional.ofNullable(reason),
                ofClass,
                Optional.ofNullable(service),
                Optional.ofNullable(user),
                Optional.ofNullable(since),
                Optional.ofNullable(until),
                positions());
    }

    private Set<Letter.Position> positions() {
        Set<Letter.Position> positions = new LinkedHashSet<>();
        for (String id : ids) {
            if (!id.matches("\\d{1,9}:\\d{1,18}")) {
                throw new ParameterException(spec.commandLine(), "--id must be partition:offset, 3:120 say");
            }
            int colon = id.indexOf(':');
            positions.add(new Letter.Position(
                    Integer.parseInt(id.substring(0, colon)), Long.parseLong(id.substring(colon + 1))));
        }
        return positions;
    }
}
