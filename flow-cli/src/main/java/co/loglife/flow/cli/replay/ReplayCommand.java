package co.loglife.flow.cli.replay;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.router.RouterConfig;
import co.loglife.flow.router.turn.Turns;
import co.loglife.flow.runtime.EnvReader;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./flow replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Takes recorded messages through today's router and bot, here in this process: nothing is sent, and no topic"
                    + " is written. Prints each conversation as a transcript, or with --diff where it first differs from"
                    + " the recorded replies.",
            "The state at the beginning of the stretch is made up from everything the topics still hold before it.",
            "Exit code 1 when something differs (--diff) or there is nothing to replay.",
            ""
        },
        footer = {
            "",
            "Example: ./flow replay --diff --since 24h",
            "         ./flow replay --user 15550001111 --bot my-bot.jar",
            "         ./flow replay --renormalize --since 2026-11-20T08:00:00Z"
        })
public final class ReplayCommand implements Callable<Integer> {
    @Option(names = "--user", paramLabel = "USER", description = "Only this conversation: a number or an id.")
    private @Nullable String user;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "From this moment on: 2026-11-27T08:00:00Z, 2026-11-27T08:00, 2026-11-27, or 90s, 30m, 24h,"
                    + " 7d ago.")
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
    public ReplayCommand() {
        this(System.getenv());
    }

    ReplayCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        EnvReader env = new EnvReader(environment);
        Cluster cluster = Cluster.from(env);
        Stretch stretch = new Stretch(address(), Optional.ofNullable(since), Optional.ofNullable(until));
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter notes = spec.commandLine().getErr();
        try (Recording recording = Recording.open(cluster)) {
            Corrections corrections = Corrections.NONE;
            if (renormalize) {
                Repair repair = new Repair(recording, stretch, env, out, notes);
                corrections = repair.show(json && !diff);
                if (!diff) {
                    return yes ? repair.append() : repair.offer();
                }
            }
            Turns turns = turns(RouterConfig.from(env));
            Pace pace = speed > 0 ? Pace.of(speed) : Pace.full();
            Replay replay = new Replay(cluster::consumer, cluster.topics(), turns, stretch, corrections, pace);
            notes.println("state before the stretch: " + recording.stateBefore(stretch));
            notes.flush();
            Telling telling = new Telling(out, notes, json, speed > 0, ZoneId.systemDefault());
            return diff ? telling.differences(replay, recording, stretch) : telling.all(replay, recording, stretch);
        }
    }

    private void check() {
        if (yes && (!renormalize || diff)) {
            throw new InspectionException("--yes goes with --renormalize alone");
        }
        if (speed < 0) {
            throw new InspectionException("--speed must be more than 0");
        }
        if (since != null && until != null && !since.isBefore(until)) {
            throw new InspectionException("--since must be before --until");
        }
    }

    private Optional<User> address() {
        try {
            return Optional.ofNullable(user).map(text -> Address.parse(text).user());
        } catch (IllegalArgumentException e) {
            throw new InspectionException("--user: " + e.getMessage());
        }
    }

    private Turns turns(RouterConfig config) {
        Bot<?> other = bot == null ? config.bot() : BotSource.bot(bot);
        return new Turns(other, config.inGroups());
    }
}
