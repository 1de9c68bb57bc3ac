package co.loglife.flow.sender.graphapi;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.sender.http.HttpCalls;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Marks a message as read when the first reply to it is about to go, and may show that we type. Nothing depends on it:
 * it goes beside the reply, and where it fails nobody is told.
 */
public final class ReadReceipts {
    private static final int AT_ONCE = 32;

    /** What is shown to the user. */
    public enum Show {
        NOTHING,
        READ,
        TYPING
    }

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final HttpCalls calls;
    private final Show show;

    ReadReceipts(HttpCalls calls, Show show) {
        this.calls = calls;
        this.show = show;
    }

    void before(OutgoingMessage reply, URI messages, Map<String, String> headers) {
        String incoming = reply.inReplyTo();
        boolean isFirst = incoming != null && reply.id().equals(OutgoingMessage.replyId(incoming, 0));
        if (show == Show.NOTHING || incoming == null || !isFirst || !turns.tryAcquire()) {
            return;
        }
        byte[] body = Json.write(GraphRequests.read(incoming, show == Show.TYPING));
        Thread.ofVirtual().name("mark-as-read").start(() -> {
            try {
                calls.post(messages, headers, body);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                turns.release();
            }
        });
    }
}
