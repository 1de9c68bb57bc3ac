package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.sender.dispatch.Transport.Memory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Finds out what became of an attempt without outcome: by the other side's memory, or by what WhatsApp reports. */
final class Settling {
    private static final Duration FIRST_LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration LAST_LOOK_AGAIN = Duration.ofSeconds(5);

    private final Transport transport;
    private final Evidence evidence;
    private final Policy policy;
    private final Observer observer;
    private final LongSupplier nanos;
    private final RandomGenerator random;

    Settling(
            Transport transport,
            Evidence evidence,
            Policy policy,
            Observer observer,
            LongSupplier nanos,
            RandomGenerator random) {
        this.transport = transport;
        this.evidence = evidence;
        this.policy = policy;
        this.observer = observer;
        this.nanos = nanos;
        this.random = random;
    }

    Decision settle(Task task, Failure failure) throws InterruptedException {
        task.assignment().requireOpen();
        CompletableFuture<Delivery> report = evidence.of(task);
        try {
            return settle(task, failure, report);
        } finally {
            report.cancel(false);
        }
    }

    private Decision settle(Task task, Failure failure, CompletableFuture<Delivery> report)
            throws InterruptedException {
        long end = nanos.getAsLong() + policy.settleWithin().toNanos();
        Duration lookAgain = FIRST_LOOK_AGAIN;
        while (true) {
            switch (transport.recall(task.message())) {
                case Memory.Sent(var providerId) -> {
                    observer.settled(task, "sent");
                    return new Decision.Done(providerId);
                }
                case Memory.NotSent() -> {
                    observer.settled(task, "not-sent");
                    return policy.notSent(failure, task.failures(), random.nextDouble());
                }
                case Memory.None() -> {}
            }
            long left = end - nanos.getAsLong();
            if (left <= 0) {
                observer.settled(task, "no-evidence");
                return policy.withoutEvidence(failure, task.failures());
            }
            try {
                Delivery reported = report.get(Math.min(left, lookAgain.toNanos()), TimeUnit.NANOSECONDS);
                observer.settled(task, "reported");
                return new Decision.Done(reported.providerId());
            } catch (TimeoutException e) { // nothing yet: looked again, less and less often
                Duration doubled = lookAgain.multipliedBy(2);
                lookAgain = doubled.compareTo(LAST_LOOK_AGAIN) > 0 ? LAST_LOOK_AGAIN : doubled;
            } catch (ExecutionException e) {
                throw new IllegalStateException("the ledger cannot be followed", e.getCause());
            }
        }
    }
}
