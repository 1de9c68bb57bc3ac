package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.runtime.trace.Step;
import co.loglife.flow.runtime.trace.TraceContext;
import co.loglife.flow.runtime.trace.Tracing;
import co.loglife.flow.sender.dispatch.Gates.Pass;
import co.loglife.flow.sender.dispatch.Journal.NotWrittenException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one attempt: waits for its turn, writes it into the ledger, calls. What only waits holds no permit, so that
 * those who wait long do not keep others from being sent. The ledger is written before there is a permit to call, by a
 * few more than may call at once: the broker's time is not taken from WhatsApp's.
 */
final class Attempts {
    private static final Duration LEDGER_PAUSE = Duration.ofSeconds(1);
    private static final Duration LEASE_PAUSE = Duration.ofMillis(50);

    private static final Failure NOT_MADE =
            new Failure(null, "the call was not made: the partition may be another instance's", ErrorClass.TRANSIENT);
    private static final Failure STOPPED =
            new Failure(null, "the call was not made: all that goes the same way was stopped", ErrorClass.TRANSIENT);

    private final Transport transport;
    private final Journal journal;
    private final Gates gates;
    private final Paces paces;
    private final int mostInFlight;
    private final Semaphore begun;
    private final Semaphore inFlight;
    private final Observer observer;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Tracing tracing;

    Attempts(
            Transport transport,
            Journal journal,
            Gates gates,
            Paces paces,
            int inFlight,
            Observer observer,
            InstantSource clock,
            LongSupplier nanos,
            Tracing tracing) {
        this.transport = transport;
        this.journal = journal;
        this.gates = gates;
        this.paces = paces;
        this.mostInFlight = inFlight;
        this.begun = new Semaphore(inFlight + inFlight / 4 + 1, true);
        this.inFlight = new Semaphore(inFlight, true);
        this.observer = observer;
        this.clock = clock;
        this.nanos = nanos;
        this.tracing = tracing;
    }

    /** Calls under way. */
    int inFlight() {
        return mostInFlight - inFlight.availablePermits();
    }

    /** Those whose turn it is, and who wait for a call to end. */
    int waiting() {
        return begun.getQueueLength() + inFlight.getQueueLength();
    }

    /** What became of the attempt; one that could not be written down is not made, and waited with. */
    Outcome make(Task task, Conversation conversation) throws InterruptedException {
        while (true) {
            task.assignment().requireOpen();
            Failure expired = expired(task.message());
            if (expired != null) {
                return new Outcome.Rejected(expired);
            }
            Pass pass = turn(task.message());
            Outcome outcome = null;
            try {
                expired = expired(task.message()); // it may have waited for hours
                if (expired != null) {
                    return new Outcome.Rejected(expired);
                }
                outcome = prepare(task, conversation, pass);
                if (outcome == null) {
                    outcome = attempt(task, conversation, pass);
                }
            } catch (NotWrittenException e) {
                observer.notWritten(task, e);
                Thread.sleep(LEDGER_PAUSE);
            } finally {
                if (outcome == null) {
                    gates.release(pass);
                }
            }
            if (outcome != null) {
                return outcome;
            }
        }
    }

    private Pass turn(OutgoingMessage message) throws InterruptedException {
        String number = transport.number(message);
        TimeUnit.NANOSECONDS.sleep(paces.takePair(number, message.recipient(), nanos.getAsLong()));
        while (true) {
            Pass pass = gates.await(number);
            try {
                paces.awaitNumber(number, nanos, () -> gates.isGood(pass));
            } catch (InterruptedException e) {
                gates.release(pass);
                throw e;
            }
            if (gates.isGood(pass)) {
                return pass;
            }
            gates.release(pass);
        }
    }

    /** An upload takes as long as the file is large, and holds no permit of those who have none. Null: go on. */
    private @Nullable Outcome prepare(Task task, Conversation conversation, Pass pass) throws InterruptedException {
        if (!task.assignment().beginCall(conversation)) {
            Thread.sleep(LEASE_PAUSE);
            return null;
        }
        try {
            Outcome obstacle = prepared(task);
            return obstacle == null ? null : learn(task, pass, obstacle);
        } finally {
            task.assignment().callEnded(conversation);
        }
    }

    private @Nullable Outcome attempt(Task task, Conversation conversation, Pass pass)
            throws InterruptedException, NotWrittenException {
        begun.acquire();
        try {
            // Many may have come here before the other side was seen to be down, and nothing is written of them yet.
            return gates.isGood(pass) ? written(task, conversation, pass) : null;
        } finally {
            begun.release();
        }
    }

    /** Null: not now, since all was stopped, or the group may have given the partition to somebody else. */
    private @Nullable Outcome written(Task task, Conversation conversation, Pass pass)
            throws InterruptedException, NotWrittenException {
        if (!task.assignment().beginCall(conversation)) {
            Thread.sleep(LEASE_PAUSE);
            return null;
        }
        try {
            task.tried(journal.attempting(task, task.tries() + 1));
            task.assignment().attempted(task);
            inFlight.acquire();
            try {
                paces.passDoor(pass.number(), nanos);
                Failure obstacle = obstacle(task, pass);
                if (obstacle != null) {
                    journal.retrying(task, task.tries(), obstacle);
                    return null;
                }
                return learn(task, pass, timed(task));
            } finally {
                inFlight.release();
            }
        } finally {
            task.assignment().callEnded(conversation);
        }
    }

    /** What has come up since the attempt was written down. */
    private @Nullable Failure obstacle(Task task, Pass pass) {
        if (!task.assignment().mayCall()) {
            return NOT_MADE;
        }
        return gates.isGood(pass) ? expired(task.message()) : STOPPED;
    }

    private Outcome timed(Task task) throws InterruptedException {
        long began = nanos.getAsLong();
        Outcome outcome = traced(task);
        if (outcome == null) {
            throw new IllegalStateException("a transport gave no outcome");
        }
        tell(task, outcome, Duration.ofNanos(nanos.getAsLong() - began));
        return outcome;
    }

    /** The call is made: what fails in counting it says nothing about the message. */
    private void tell(Task task, Outcome outcome, Duration took) {
        try {
            observer.attempted(task, task.tries(), outcome, took);
        } catch (RuntimeException | Error e) {
            observer.failed(task, e);
        }
    }

    /** The call, which carries the trace on to the other side. */
    private @Nullable Outcome traced(Task task) throws InterruptedException {
        TraceContext cause = task.trace();
        if (cause == null) {
            return sent(task);
        }
        try (Step step = tracing.begin(Step.Kind.CLIENT, "attempt", cause)) {
            TraceContext carried = step.context();
            Outcome outcome = ScopedValue.where(TraceContext.CURRENT, carried == null ? cause : carried)
                    .<@Nullable Outcome, InterruptedException>call(() -> sent(task));
            if (outcome != null && !(outcome instanceof Outcome.Accepted)) {
                step.failed(outcome.getClass().getSimpleName());
            }
            return outcome;
        }
    }

    /** One message that our code cannot send must not hold up the user's others. */
    private @Nullable Outcome prepared(Task task) throws InterruptedException {
        try {
            return transport.prepare(task.message());
        } catch (RuntimeException | Error e) { // also a stack that overflows on what a message holds
            observer.failed(task, e);
            return new Outcome.Rejected(ours(e, ErrorClass.BUG));
        }
    }

    /** The same; an error may have come after the request had gone. */
    private Outcome sent(Task task) throws InterruptedException {
        try {
            return transport.send(task.message());
        } catch (RuntimeException e) {
            observer.failed(task, e);
            return new Outcome.Rejected(ours(e, ErrorClass.BUG));
        } catch (Error e) {
            observer.failed(task, e);
            return new Outcome.Unknown(ours(e, ErrorClass.UNKNOWN));
        }
    }

    private static Failure ours(Throwable e, ErrorClass errorClass) {
        return new Failure(null, "sender failed: " + e.getClass().getSimpleName(), errorClass);
    }

    private Outcome learn(Task task, Pass pass, Outcome reported) {
        Outcome outcome = gates.learn(pass, reported);
        OutgoingMessage message = task.message();
        if (outcome instanceof Outcome.Slower) {
            paces.slower(pass.number(), nanos.getAsLong());
        } else if (outcome instanceof Outcome.PairHeld) {
            paces.drained(pass.number(), message.recipient(), nanos.getAsLong());
        }
        return outcome;
    }

    private @Nullable Failure expired(OutgoingMessage message) {
        Instant until = message.expiresAt();
        return until != null && !until.isAfter(clock.instant())
                ? new Failure(null, "expired before it could be sent", ErrorClass.EXPIRED)
                : null;
    }
}
