package co.loglife.flow.sender.dispatch;

import static co.loglife.flow.sender.testing.Outbox.aReply;
import static co.loglife.flow.sender.testing.SenderFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.runtime.trace.Tracing;
import co.loglife.flow.sender.testing.Outbox;
import co.loglife.flow.sender.testing.Unobserved;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What our own failures cost: never more than the message they happen to. */
final class DispatcherTest {
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Assignment assignment = new Assignment(
            0, () -> true, new Assignment.Read(new Ledger(), new Taken(0), 0, 0), new Buffer(100, 1 << 20), 0);
    private long offset;

    @Test
    void leavesAnOutcomeAsItIsWhenCountingItFails() {
        Dispatcher dispatcher = dispatcher(_ -> {}, _ -> {}, () -> {
            throw new ArithmeticException("long overflow");
        });
        offer(dispatcher, aReply().withId("a"));

        patiently().until(() -> ends.equals(List.of("a accepted")));
        assertThat(failures).hasOnlyElementsOfType(ArithmeticException.class);
    }

    /** One is thrown by the call, and nobody knows whether the request had gone; the other before it. */
    @Test
    void goesOnWithAUserAfterAnErrorOnOneMessage() {
        Consumer<OutgoingMessage> fails = failsOn("a", new StackOverflowError());
        Consumer<OutgoingMessage> alsoFails = failsOn("c", new AssertionError("choosing"));
        Dispatcher dispatcher = dispatcher(alsoFails, fails, () -> {});
        for (String id : List.of("a", "b", "c", "d")) {
            offer(dispatcher, aReply().withId(id));
        }

        patiently().until(() -> ends.equals(List.of("a unknown", "b accepted", "c bug", "d accepted")));
        assignment.readUpTo(4);
        patiently().until(() -> assignment.commit().settledUpTo() == 4);
        assertThat(failures).hasSize(2);
    }

    private static Consumer<OutgoingMessage> failsOn(String id, Error error) {
        return message -> {
            if (message.id().equals(id)) {
                throw error;
            }
        };
    }

    private void offer(Dispatcher dispatcher, Outbox message) {
        Letter letter = new Letter(0, offset++, 0, null, null, List.of());
        assignment.offer(letter, message.build(), dispatcher);
    }

    private Dispatcher dispatcher(
            Consumer<OutgoingMessage> choosing, Consumer<OutgoingMessage> sending, Runnable counting) {
        return new Dispatcher(
                new FakeTransport(choosing, sending),
                new Notes(),
                _ -> new CompletableFuture<Delivery>(),
                new Policy(
                        3,
                        Duration.ofHours(1),
                        Duration.ofMillis(1),
                        Duration.ofMillis(1),
                        Duration.ZERO,
                        Policy.Unsettled.DROP),
                new Paces(new Paces.Limits(0, 0, Duration.ofSeconds(1))),
                4,
                new Heard(counting),
                InstantSource.system(),
                System::nanoTime,
                RandomGenerator.getDefault(),
                Tracing.off());
    }

    /** Accepts every message, unless something is thrown before. */
    private record FakeTransport(Consumer<OutgoingMessage> choosing, Consumer<OutgoingMessage> sending)
            implements Transport {
        @Override
        public @Nullable Outcome prepare(OutgoingMessage message) {
            return null;
        }

        @Override
        public Outcome send(OutgoingMessage message) {
            sending.accept(message);
            return new Outcome.Accepted("wamid." + message.id());
        }

        @Override
        public Memory recall(OutgoingMessage message) {
            return new Memory.None();
        }

        @Override
        public boolean isRenewed() {
            return false;
        }

        @Override
        public String number(OutgoingMessage message) {
            choosing.accept(message);
            return message.line();
        }
    }

    private final class Notes implements Journal {
        @Override
        public long attempting(Task task, int attempt) {
            return task.letter().offset();
        }

        @Override
        public void retrying(Task task, int attempt, Failure failure) {}

        @Override
        public void accepted(Task task, int attempt, @Nullable String providerId, Runnable written) {
            ends.add(task.message().id() + " accepted");
            written.run();
        }

        @Override
        public void gaveUp(Task task, int attempts, Failure failure, Runnable written) {
            ends.add(task.message().id() + " " + failure.errorClass().word());
            written.run();
        }
    }

    private final class Heard extends Unobserved {
        private final Runnable counting;

        Heard(Runnable counting) {
            this.counting = counting;
        }

        @Override
        public void attempted(Task task, int attempt, Outcome outcome, Duration took) {
            counting.run();
        }

        @Override
        public void failed(Task task, Throwable e) {
            failures.add(e);
        }
    }
}
