package co.loglife.flow.cli;

import co.loglife.flow.cli.replay.Replaying;
import co.loglife.flow.cli.replay.Stretch;
import co.loglife.flow.model.User;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./flow replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Takes recorded messages through today's router and bot, here in this process: nothing is sent, and no topic"
                    + " is written. Prints each conversation as a transcript, or with --diff where it first differs from"
                    + " the recorded replies.",
            "The state at the beginning of the stretch is made up from everything the topics still hold before it."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:replayed; with --diff: all as recorded",
            "1:something differs (--diff), there is nothing to replay, or Kafka does not answer",
            "2:wrong arguments or settings"
        },
        footer = {
            "",
            "Example: ./flow replay --diff --since 24h",
            "         ./flow replay --user 15550001111 --bot my-bot.jar",
            "         ./flow replay --renormalize --since 2026-11-20T08:00:00Z"
        })
final class ReplayCommand implements Callable<Integer> {
    @Option(
            names = "--user",
            paramLabel = "USER",
            converter = Owner.class,
            description = "Only this conversation: a number or an id.")
    private @Nullable User user;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "From this moment on: " + Moment.FORMS + ".")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Before this moment, given alike.")
    private @Nullable Instant until;

    @Option(names = "--diff", description = "Compare with the recorded replies.")
    private boolean diff;

    @Option(
            names = "--bot",
            paramLabel = "JAR|CLASS",
            description = "Another bot: a class on the class path, a jar with one bot, or JAR:CLASS.")
    private @Nullable String bot;

    @Option(
            names = "--renormalize",
            description = "Start from the raw webhooks: show which messages ingress would file otherwise today. With"
                    + " --diff, replay them so.")
    private boolean renormalize;

    @Option(
            names = "--yes",
            description = "With --renormalize: append the repaired messages to the incoming topic, each once.")
    private boolean yes;

    @Option(names = "--speed", paramLabel = "TIMES", description = "As the messages came, so many times as fast.")
    private double speed;

    @Option(names = "--json", description = "One JSON object a line, in the order of each partition.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Map<String, String> environment;

    /** On the installation that the environment names. */
    ReplayCommand() {
        this(System.getenv());
    }

    ReplayCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        Logs.off();
        check();
        PrintWriter err = spec.commandLine().getErr();
        Stretch stretch =
                new Stretch(Optional.ofNullable(user), Optional.ofNullable(since), Optional.ofNullable(until));
        try (Ticker ticker = new Ticker(err, "replaying", Screen.isTerminal())) {
            return new Replaying(environment, spec.commandLine().getOut(), err, ticker, json)
                    .run(stretch, Optional.ofNullable(bot), mode(), speed);
        }
    }

    private Replaying.Mode mode() {
        if (renormalize) {
            return diff ? Replaying.Mode.RENORMALIZED_DIFF : yes ? Replaying.Mode.REPAIR : Replaying.Mode.RENORMALIZE;
        }
        return diff ? Replaying.Mode.DIFF : Replaying.Mode.TRANSCRIPTS;
    }

    private void check() {
        if (yes && (!renormalize || diff)) {
            throw new ParameterException(spec.commandLine(), "--yes goes with --renormalize alone");
        }
        if (speed < 0) {
            throw new ParameterException(spec.commandLine(), "--speed must be more than 0");
        }
        if (since != null && until != null && !since.isBefore(until)) {
            throw new ParameterException(spec.commandLine(), "--since must be before --until");
        }
    }
}
