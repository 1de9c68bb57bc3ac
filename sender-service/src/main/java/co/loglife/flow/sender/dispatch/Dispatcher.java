package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.runtime.trace.Step;
import co.loglife.flow.runtime.trace.Tracing;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Brings messages to their end over one transport. Its threads are those of the conversations. */
public final class Dispatcher {
    /** A process that ended between an attempt and its outcome leaves this. */
    private static final Failure LEFT_OPEN =
            new Failure(null, "the sender stopped before the outcome was known", ErrorClass.UNKNOWN);

    private final Transport transport;
    private final Journal journal;
    private final Policy policy;
    private final Observer observer;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Tracing tracing;
    private final Gates gates;
    private final Attempts attempts;
    private final Settling settling;

    public Dispatcher(
            Transport transport,
            Journal journal,
            Evidence evidence,
            Policy policy,
            Paces paces,
            int inFlight,
            Observer observer,
            InstantSource clock,
            LongSupplier nanos,
            RandomGenerator random,
            Tracing tracing) {
        this.transport = transport;
        this.journal = journal;
        this.policy = policy;
        this.observer = observer;
        this.clock = clock;
        this.nanos = nanos;
        this.random = random;
        this.tracing = tracing;
        this.gates = new Gates(nanos, new Breaker(policy.mostTries()), observer);
        this.attempts = new Attempts(transport, journal, gates, paces, inFlight, observer, clock, nanos, tracing);
        this.settling = new Settling(transport, evidence, policy, observer, nanos, random);
    }

    /** The scopes that are stopped at this moment. */
    public List<Scope> stopped() {
        return gates.closed();
    }

    /** How many gates of a scope are closed at this moment. */
    public int stopped(Scope scope) {
        return gates.closed(scope);
    }

    /** Calls under way. */
    public int inFlight() {
        return attempts.inFlight();
    }

    /** Messages that may be called for and wait for one of the calls under way to end. */
    public int waiting() {
        return attempts.waiting();
    }

    /** To be called now and then: sees whether what stopped the token has been put right. */
    public void lookForRenewal() {
        if (transport.isRenewed()) {
            gates.tokenRenewed();
        }
    }

    /** Leaves a message unsent whose id was sent before. */
    void passOver(Task task) {
        observer.repeated(task);
        settled(task);
    }

    /** Brings one message to its end; interrupted, it leaves it to the ledger. */
    void deliver(Task task, Conversation conversation) throws InterruptedException {
        try {
            bring(task, conversation);
        } catch (RuntimeException | Error e) { // a bug of ours must cost this message only, not the conversation
            observer.failed(task, e);
            Failure bug = new Failure(null, "sender failed: " + e.getClass().getSimpleName(), ErrorClass.BUG);
            journal.gaveUp(task, task.tries(), bug, () -> settled(task));
        }
    }

    private void bring(Task task, Conversation conversation) throws InterruptedException {
        try (Step step = tracing.begin(Step.Kind.CONSUMER, "send", task.letter().trace())) {
            task.traced(step.context());
            bring(task, conversation, step);
        }
    }

    private void bring(Task task, Conversation conversation, Step step) throws InterruptedException {
        task.start(clock.instant(), nanos.getAsLong());
        Decision decision = first(task, conversation);
        while (true) {
            switch (decision) {
                case Decision.Done(var providerId) -> {
                    task.assignment().taken(task);
                    journal.accepted(task, task.tries(), providerId, () -> settled(task));
                    return;
                }
                case Decision.GiveUp(var failure) -> {
                    step.failed(failure.errorClass().word());
                    observer.gaveUp(task, task.tries(), failure);
                    journal.gaveUp(task, task.tries(), failure, () -> settled(task));
                    return;
                }
                case Decision.TryAgain(var failure, var after) -> {
                    journal.retrying(task, task.tries(), failure);
                    task.assignment().requireOpen();
                    TimeUnit.NANOSECONDS.sleep(after.toNanos());
                    decision = attempt(task, conversation);
                }
                case Decision.LookForEvidence(var failure) -> {
                    journal.retrying(task, task.tries(), failure);
                    decision = settling.settle(task, failure);
                }
            }
        }
    }

    /** What the ledger asks for. */
    private Decision first(Task task, Conversation conversation) throws InterruptedException {
        return switch (task.known()) {
            case Known.New _, Known.Tried _, Known.Settled _ -> attempt(task, conversation);
            case Known.Dangling _ -> new Decision.LookForEvidence(LEFT_OPEN);
            case Known.Reported(var _, var _, var providerId) -> {
                observer.settled(task, "reported");
                yield new Decision.Done(providerId);
            }
        };
    }

    private Decision attempt(Task task, Conversation conversation) throws InterruptedException {
        Outcome outcome = attempts.make(task, conversation);
        task.ended(outcome);
        return policy.after(
                outcome, task.failures(), task.holds(outcome), task.trying(nanos.getAsLong()), random.nextDouble());
    }

    private static void settled(Task task) {
        task.assignment().settled(task.letter());
    }
}
