package co.loglife.flow.simulator.page;

import co.loglife.flow.model.Json;
import co.loglife.flow.simulator.chats.Happening;
import io.javalin.config.JavalinConfig;
import io.javalin.http.sse.SseClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /events}: everything that happens, as it happens. A watcher that is too slow is let go and comes back by
 * itself; nothing that happens ever waits for a watcher.
 */
public final class EventStream {
    private static final int MOST_WATCHERS = 50;
    private static final int MOST_EVENTS = 2000;
    private static final int HEARTBEAT_SECONDS = 15;

    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** A connection; its queue is emptied by the request's own thread. */
    private record Watcher(BlockingQueue<Happening> queue, Thread thread) {}

    /** Tells all watchers. */
    public void tell(Happening happening) {
        watchers.removeIf(watcher -> {
            boolean tooSlow = !watcher.queue().offer(happening);
            if (tooSlow) {
                watcher.thread().interrupt();
            }
            return tooSlow;
        });
    }

    /** Lets all watchers go. */
    public void close() {
        closed = true;
        watchers.forEach(watcher -> watcher.thread().interrupt());
    }

    /** Adds the route. */
    public void on(JavalinConfig config) {
        config.routes.sse("/events", this::watch);
    }

    private void watch(SseClient client) {
        Watcher watcher = new Watcher(new ArrayBlockingQueue<>(MOST_EVENTS), Thread.currentThread());
        if (closed || watchers.size() >= MOST_WATCHERS) {
            client.sendEvent("full", "{}");
            return;
        }
        watchers.add(watcher);
        try {
            client.sendEvent("ready", "{}"); // from here on nothing is missed
            while (!client.terminated()) {
                @Nullable Happening next = watcher.queue().poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    client.sendComment("still here");
                } else {
                    client.sendEvent(next.type(), new String(Json.write(next), StandardCharsets.UTF_8));
                }
            }
        } catch (InterruptedException _) {
            // Let go: too slow, or the simulator stops. The page connects again.
        } finally {
            watchers.remove(watcher);
        }
    }
}
