package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.sender.dispatch.Outcome.Pause;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The gates of one transport: of the transport itself, its token, its account and each of our numbers. */
final class Gates {
    /** When calls just end without an answer, the way is tried again after this. */
    private static final Pause SILENCE = new Pause(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final Map<Scope, Gate> wide = new EnumMap<>(Scope.class);
    private final Map<String, Gate> numbers = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private final Breaker breaker;
    private final Observer observer;

    Gates(LongSupplier nanos, Breaker breaker, Observer observer) {
        this.nanos = nanos;
        this.breaker = breaker;
        this.observer = observer;
        for (Scope scope : EnumSet.complementOf(EnumSet.of(Scope.NUMBER))) {
            wide.put(scope, new Gate(nanos));
        }
    }

    /** The leave to make one attempt: of which scopes it is the probe. */
    record Pass(String number, Set<Scope> probes) {}

    /** Waits until a message of the number may be tried. The narrowest first: who probes a wide gate waits no more. */
    Pass await(String number) throws InterruptedException {
        Set<Scope> probes = EnumSet.noneOf(Scope.class);
        try {
            for (Scope scope : List.of(Scope.NUMBER, Scope.ACCOUNT, Scope.TOKEN, Scope.TRANSPORT)) {
                if (gate(scope, number).await()) {
                    probes.add(scope);
                }
            }
            return new Pass(number, probes);
        } catch (InterruptedException e) {
            release(new Pass(number, probes));
            throw e;
        }
    }

    /** Whether a pass is still good after a wait for something else. */
    boolean isGood(Pass pass) {
        for (Scope scope : Scope.values()) {
            if (gate(scope, pass.number()).isClosed() && !pass.probes().contains(scope)) {
                return false;
            }
        }
        return true;
    }

    /** Gives a pass back unused. */
    void release(Pass pass) {
        pass.probes().forEach(scope -> gate(scope, pass.number()).probeToldNothing());
    }

    /**
     * Learns from an attempt; returns the outcome as it is to be taken. Only a probe opens what it probes: of a call
     * that was under way when a gate closed nobody knows whether the other side saw it before or after. One at a time,
     * so that the breaker counts in the order in which the gates learn.
     */
    synchronized Outcome learn(Pass pass, Outcome reported) {
        Outcome outcome = breaker.judge(reported);
        switch (outcome) {
            case Outcome.Accepted _, Outcome.PairHeld _, Outcome.Slower _ -> passed(pass);
            case Outcome.Rejected(var failure) -> answered(pass, failure);
            case Outcome.Retry(var failure, var _, var _) -> answered(pass, failure);
            case Outcome.Stopped(var failure, var scope, var pause, var _) -> {
                close(scope, pass, pause, failure);
                others(scope, pass, failure);
            }
            case Outcome.Unknown(var failure) -> {
                if (pass.probes().contains(Scope.TRANSPORT)) {
                    close(Scope.TRANSPORT, pass, SILENCE, failure);
                }
                others(Scope.TRANSPORT, pass, failure);
            }
        }
        return outcome;
    }

    /** What stopped the token may be over. */
    void tokenRenewed() {
        gate(Scope.TOKEN, "").probeNow();
    }

    /** The scopes that are stopped, other than single numbers. */
    List<Scope> closed() {
        List<Scope> closed = new ArrayList<>();
        wide.forEach((scope, gate) -> {
            if (gate.isClosed()) {
                closed.add(scope);
            }
        });
        if (numbers.values().stream().anyMatch(Gate::isClosed)) {
            closed.add(Scope.NUMBER);
        }
        return closed;
    }

    /** How many gates of a scope are closed: at most one, but for the numbers. */
    int closed(Scope scope) {
        Gate gate = wide.get(scope);
        return gate != null
                ? gate.isClosed() ? 1 : 0
                : (int) numbers.values().stream().filter(Gate::isClosed).count();
    }

    private void passed(Pass pass) {
        pass.probes().forEach(scope -> open(scope, pass.number()));
    }

    /** What failed on our side, a file that is gone say, tells nothing of the other side. */
    private void answered(Pass pass, Failure failure) {
        if (isAnswer(failure)) {
            passed(pass);
        } else {
            release(pass);
        }
    }

    private static boolean isAnswer(Failure failure) {
        return failure.code() != null;
    }

    /** A stop of one scope came from beyond the wider ones, which therefore pass; of narrower ones it tells nothing. */
    private void others(Scope stopped, Pass pass, Failure failure) {
        for (Scope scope : pass.probes()) {
            if (scope.compareTo(stopped) < 0 && isAnswer(failure)) {
                open(scope, pass.number());
            } else if (scope != stopped) {
                gate(scope, pass.number()).probeToldNothing();
            }
        }
    }

    private void close(Scope scope, Pass pass, Pause pause, Failure failure) {
        Duration closed = gate(scope, pass.number()).close(pause, pass.probes().contains(scope));
        if (!closed.isZero()) {
            observer.stopped(scope, failure, closed);
        }
    }

    private void open(Scope scope, String number) {
        if (gate(scope, number).open()) {
            observer.resumed(scope);
        }
    }

    private Gate gate(Scope scope, String number) {
        Gate gate = wide.get(scope);
        return gate != null ? gate : numbers.computeIfAbsent(number, _ -> new Gate(nanos));
    }
}
