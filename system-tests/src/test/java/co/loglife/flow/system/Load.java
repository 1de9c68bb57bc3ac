package co.loglife.flow.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many users who each send numbered messages, the next one when the last one was taken. What must have become of them
 * is known from their numbers alone: the reply to message {@code n} of a user has the id {@code wamid.USER.n:0}.
 */
final class Load implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> senders = new ArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final int users;
    private final int each;

    /** Begins to send; every user pauses {@code pauseMillis} between two messages. */
    Load(Webhooks meta, int users, int each, long pauseMillis) {
        this.users = users;
        this.each = each;
        for (int user = 0; user < users; user++) {
            String number = number(user);
            senders.add(threads.submit(() -> {
                for (int n = 0; n < each; n++) {
                    meta.deliver(Webhooks.text(messageId(number, n), number, "help"));
                    accepted.incrementAndGet();
                    Thread.sleep(pauseMillis); // the pace of the load, not a wait for something
                }
                return null;
            }));
        }
    }

    private static String number(int user) {
        return String.valueOf(15_550_002_000L + user);
    }

    private static String messageId(String number, int n) {
        return "wamid." + number + "." + n;
    }

    /** How many messages were answered 200 so far. */
    int accepted() {
        return accepted.get();
    }

    int total() {
        return users * each;
    }

    /** Waits until every message was answered 200. */
    void awaitAccepted() throws InterruptedException, ExecutionException {
        for (Future<?> sender : senders) {
            sender.get();
        }
    }

    /** The id of every reply there must be. */
    List<String> expectedReplies() {
        List<String> ids = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            for (int n = 0; n < each; n++) {
                ids.add(messageId(number(user), n) + ":0");
            }
        }
        return ids;
    }

    /** Replies that arrived before an earlier one of the same user; a repeat of an earlier one is not counted. */
    static List<String> outOfOrder(List<WhatsAppRecorder.Call> calls) {
        Map<String, Integer> next = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (WhatsAppRecorder.Call call : calls) {
            String id = call.outgoingId();
            int n = Integer.parseInt(id.substring(id.lastIndexOf('.') + 1, id.lastIndexOf(':')));
            int expected = next.getOrDefault(call.recipient(), 0);
            if (n > expected) {
                wrong.add(id);
            }
            next.put(call.recipient(), Math.max(expected, n + 1));
        }
        return wrong;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
