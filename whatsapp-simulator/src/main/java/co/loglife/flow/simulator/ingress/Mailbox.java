package co.loglife.flow.simulator.ingress;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts letters to the ingress: those of one lane in their order, each again until it is taken, lanes side by side. One
 * virtual thread for each lane that has letters; never more letters than the bound.
 */
public final class Mailbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    /**
     * How much is done at once.
     *
     * @param letters so many letters waiting
     * @param calls so many calls under way
     */
    public record Bounds(int letters, int calls) {}

    private record Waiting(Letter letter, CompletableFuture<Answer> answer) {}

    private final IngressClient ingress;
    private final RetryPolicy policy;
    private final Bounds bounds;
    private final BiConsumer<Letter, Answer> watcher;
    private final Semaphore calls;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Queue<Waiting>> lanes = new HashMap<>();
    private int waiting;

    /**
     * A mailbox.
     *
     * @param watcher sees every letter's outcome, each try's too
     */
    public Mailbox(URI ingress, RetryPolicy policy, Bounds bounds, BiConsumer<Letter, Answer> watcher) {
        this.ingress = new IngressClient(ingress);
        this.policy = policy;
        this.bounds = bounds;
        this.watcher = watcher;
        calls = new Semaphore(bounds.calls());
    }

    /** Puts a letter behind those of its lane; empty when the mailbox is full. */
    public Optional<CompletableFuture<Answer>> put(String lane, Letter letter) {
        Waiting next = new Waiting(letter, new CompletableFuture<>());
        synchronized (this) {
            if (waiting >= bounds.letters() || threads.isShutdown()) {
                return Optional.empty();
            }
            waiting++;
            Queue<Waiting> queue = lanes.get(lane);
            if (queue == null) {
                queue = new ArrayDeque<>();
                lanes.put(lane, queue);
                threads.execute(() -> deliver(lane));
            }
            queue.add(next);
        }
        return Optional.of(next.answer());
    }

    /** How many letters wait. */
    public synchronized int waiting() {
        return waiting;
    }

    private void deliver(String lane) {
        try {
            for (Waiting next = first(lane); next != null; next = afterFirst(lane)) {
                Thread.sleep(next.letter().delay());
                next.answer().complete(deliver(next.letter()));
            }
        } catch (InterruptedException _) {
            // Closing: the letters left in this lane are gone, as if the world had ended.
        }
    }

    private Answer deliver(Letter letter) throws InterruptedException {
        letter.departure().run();
        int tries = 1;
        while (true) {
            Answer answer = new Answer(post(letter), tries);
            watcher.accept(letter, answer);
            if (!policy.again(letter, answer)) {
                if (!answer.isTaken()) {
                    LOG.atWarn()
                            .addKeyValue("path", letter.path())
                            .addKeyValue("status", answer.status())
                            .addKeyValue("tries", tries)
                            .log("Webhook given up");
                }
                return answer;
            }
            Thread.sleep(policy.after(tries));
            tries++;
        }
    }

    private int post(Letter letter) throws InterruptedException {
        calls.acquire();
        try {
            return ingress.post(letter);
        } finally {
            calls.release();
        }
    }

    private synchronized @Nullable Waiting first(String lane) {
        Queue<Waiting> queue = lanes.get(lane);
        return queue == null ? null : queue.peek();
    }

    private synchronized @Nullable Waiting afterFirst(String lane) {
        Queue<Waiting> queue = lanes.get(lane);
        if (queue == null) {
            return null;
        }
        queue.remove();
        waiting--;
        if (queue.isEmpty()) {
            lanes.remove(lane);
        }
        return queue.peek();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Webhooks under way were abandoned");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ingress.close();
    }
}
