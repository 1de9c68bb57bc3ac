package co.loglife.flow.cli.replay;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.router.RouterConfig;
import co.loglife.flow.router.turn.Turns;
import co.loglife.flow.runtime.EnvReader;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A replay of the installation that the environment names, printed. */
public final class Replaying {
    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter notes;
    private final Progress progress;
    private final boolean json;

    /** What is wanted. */
    public enum Mode {
        /** What was said and is replied today. */
        TRANSCRIPTS,
        /** Where that differs from the recorded replies. */
        DIFF,
        /** What ingress would file otherwise today. */
        RENORMALIZE,
        /** The same, and appending it. */
        REPAIR,
        /** Where replies to messages as they would be filed today differ from the recorded ones. */
        RENORMALIZED_DIFF
    }

    /**
     * Prepares it.
     *
     * @param notes for what is said about the results in {@code out}
     * @param json one object a line
     */
    public Replaying(
            Map<String, String> environment, PrintWriter out, PrintWriter notes, Progress progress, boolean json) {
        this.environment = environment;
        this.out = out;
        this.notes = notes;
        this.progress = progress;
        this.json = json;
    }

    /**
     * Does it.
     *
     * @param bot as {@code --bot} names it; empty: the configured one
     * @param speed so many times as fast as it was; 0: as fast as it goes
     * @return the exit code
     * @throws co.loglife.flow.inspection.InspectionException when there is nothing to replay, or the bot's jar has none
     * @throws co.loglife.flow.runtime.ConfigException when the settings are wrong, or there is no such bot
     */
    public int run(Stretch stretch, Optional<String> bot, Mode mode, double speed) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(environment);
        bot.map(ChosenBot::variables).ifPresent(settings::putAll);
        EnvReader env = new EnvReader(settings);
        RouterConfig router = RouterConfig.from(env);
        Cluster cluster = Cluster.from(env);
        try (Recording recording = Recording.open(cluster)) {
            Repair repair = new Repair(recording, stretch, env, out, notes);
            Corrections corrections = switch (mode) {
                case TRANSCRIPTS, DIFF -> Corrections.NONE;
                case RENORMALIZE, REPAIR, RENORMALIZED_DIFF -> repair.show(json);
            };
            Pace pace = speed > 0 ? Pace.of(speed) : Pace.full();
            Turns turns = new Turns(router.bot(), router.inGroups());
            Replay replay =
                    new Replay(cluster::consumer, cluster.topics(), turns, stretch, corrections, pace, progress);
            Telling telling = new Telling(out, notes, json, speed > 0, ZoneId.systemDefault());
            return switch (mode) {
                case RENORMALIZE -> repair.offer();
                case REPAIR -> repair.append();
                case TRANSCRIPTS -> {
                    sayWhatStateIsFrom(recording, stretch);
                    yield telling.all(replay, recording, stretch);
                }
                case DIFF, RENORMALIZED_DIFF -> {
                    sayWhatStateIsFrom(recording, stretch);
                    yield telling.differences(replay, recording, stretch);
                }
            };
        }
    }

    private void sayWhatStateIsFrom(Recording recording, Stretch stretch) {
        notes.println("state before the stretch: " + recording.stateBefore(stretch));
        notes.flush();
    }
}
