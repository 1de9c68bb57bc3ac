package co.loglife.flow.simulator.faults;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.simulator.chats.Happening;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The faults in force, and how often each rule struck. Safe for many threads. */
public final class FaultBox {
    /**
     * The state as it is shown.
     *
     * @param faults in force
     * @param struck how often each of the rules struck
     */
    public record State(Faults faults, List<Integer> struck) {}

    private final Consumer<Happening> watcher;
    private final Limiter limiter;
    private Faults faults = Faults.NONE;
    private int[] struck = {};
    private SplittableRandom random = new SplittableRandom(0);

    /** With a monotonic clock in nanoseconds. */
    public FaultBox(LongSupplier nanos, Consumer<Happening> watcher) {
        this.watcher = watcher;
        limiter = new Limiter(nanos);
    }

    /** Puts other faults in force; all counts begin anew. */
    public synchronized State set(Faults next) {
        faults = next;
        struck = new int[rules().size()];
        random = new SplittableRandom(next.seed());
        limiter.clear();
        State state = state();
        watcher.accept(new Happening("faults", null, null, state));
        return state;
    }

    /** What is in force. */
    public synchronized State state() {
        return new State(faults, Arrays.stream(struck).boxed().toList());
    }

    /** What is in force, without the counts. */
    public synchronized Faults faults() {
        return faults;
    }

    /** The rule that strikes this request; it is counted. */
    public synchronized Optional<Rule> strike(ClientType via, @Nullable String number) {
        for (int i = 0; i < struck.length; i++) {
            Rule rule = rules().get(i);
            boolean left = rule.times() == null || struck[i] < rule.times();
            if (left && rule.fits(via, number) && hits(rule)) {
                struck[i]++;
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /** The code with which a limit refuses this message. */
    public Optional<Integer> limit(String line, String recipient) {
        return limiter.take(limits(), line, recipient);
    }

    /** Meta's limits as they are enforced. */
    public LimitFaults limits() {
        return Objects.requireNonNullElse(faults().limits(), LimitFaults.NONE);
    }

    /** How messages are reported on. */
    public StatusFaults statuses() {
        return Objects.requireNonNullElse(faults().statuses(), StatusFaults.NONE);
    }

    /** The reports that follow a message. */
    public synchronized List<Report> reports(boolean windowClosed) {
        return ReportPlan.of(statuses(), windowClosed, random);
    }

    private boolean hits(Rule rule) {
        return rule.probability() == null || random.nextDouble() < rule.probability();
    }

    private List<Rule> rules() {
        return Objects.requireNonNullElse(faults.rules(), List.of());
    }
}
