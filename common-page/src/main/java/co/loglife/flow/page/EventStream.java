package co.loglife.flow.page;

import io.javalin.config.JavalinConfig;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream of server-sent events to a bounded number of watchers. A watcher that is too slow is let go and comes back
 * by itself; nothing that happens ever waits for a watcher. Each watcher has the thread of its request.
 */
public final class EventStream {
    private static final int MOST_WATCHERS = 50;
    private static final int MOST_EVENTS = 2000;
    private static final int HEARTBEAT_SECONDS = 10;

    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Something to tell: the event's type and its JSON, made once for all watchers. */
    private record Event(String type, String json) {}

    /** A connection; its queue is emptied by the request's own thread. */
    private record Watcher(BlockingQueue<Event> queue, Thread thread) {}

    /** Tells all watchers; {@code json} is asked only when there is one. */
    public void tell(String type, Supplier<String> json) {
        if (watchers.isEmpty()) {
            return;
        }
        Event event = new Event(type, json.get());
        watchers.removeIf(watcher -> {
            boolean tooSlow = !watcher.queue().offer(event);
            if (tooSlow) {
                watcher.thread().interrupt();
            }
            return tooSlow;
        });
    }

    /** How many watch. */
    public int watchers() {
        return watchers.size();
    }

    /** Lets all watchers go. */
    public void close() {
        closed = true;
        watchers.forEach(watcher -> watcher.thread().interrupt());
    }

    /**
     * Adds the route.
     *
     * @param first what the {@code ready} event says; from it on nothing is missed
     */
    public void on(JavalinConfig config, String path, Supplier<String> first) {
        config.routes.sse(path, client -> watch(client, first));
    }

    private void watch(SseClient client, Supplier<String> first) {
        Watcher watcher = new Watcher(new ArrayBlockingQueue<>(MOST_EVENTS), Thread.currentThread());
        if (closed || watchers.size() >= MOST_WATCHERS) {
            client.sendEvent("full", "{}");
            return;
        }
        watchers.add(watcher);
        try {
            client.sendEvent("ready", first.get());
            while (!client.terminated()) {
                @Nullable Event next = watcher.queue().poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    client.sendComment("still here");
                } else {
                    client.sendEvent(next.type(), next.json());
                }
            }
        } catch (InterruptedException _) {
            // Let go: too slow, or the server stops. The page connects again.
        } finally {
            watchers.remove(watcher);
        }
    }
}
