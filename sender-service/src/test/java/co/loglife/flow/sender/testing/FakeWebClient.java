package co.loglife.flow.sender.testing;

import co.loglife.flow.testing.FakeServer;
import co.loglife.flow.testing.Heard;
import co.loglife.flow.testing.Reaction;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/** The Web client: sends every message unless it is told otherwise, and remembers what it heard. */
public final class FakeWebClient implements AutoCloseable {
    private final FakeServer server;
    private volatile Function<Heard, Reaction> behaviour = FakeWebClient::seeds;

    public FakeWebClient() {
        this(0);
    }

    public FakeWebClient(int port) {
        server = new FakeServer(port, request -> behaviour.apply(request));
    }

    /** What it does with each request from now on. */
    public void behaves(Function<Heard, Reaction> how) {
        behaviour = how;
    }

    /** The original client: no ids, no memory. */
    public static Reaction seeds(Heard request) {
        return request.method().equals("POST")
                ? new Reaction.Answer(
                        200, "{\"success\":true,\"message\":\"Message sent successfully\",\"to\":\"1@c.us\"}")
                : new Reaction.Answer(404, "<pre>Cannot GET</pre>");
    }

    /** Nobody has scanned the QR code. */
    public static Reaction notLoggedIn() {
        return new Reaction.Answer(503, "{\"error\":\"WhatsApp client is not connected.\"}");
    }

    public URI uri() {
        return URI.create(server.uri() + "/send-message");
    }

    public int port() {
        return server.port();
    }

    /** Every request to send, in the order they were read. */
    public List<Heard> sends() {
        return server.heard().stream()
                .filter(request -> request.method().equals("POST"))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
