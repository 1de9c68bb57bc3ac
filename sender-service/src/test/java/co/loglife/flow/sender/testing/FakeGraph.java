package co.loglife.flow.sender.testing;

import co.loglife.flow.testing.FakeServer;
import co.loglife.flow.testing.Heard;
import co.loglife.flow.testing.Reaction;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The Graph API: accepts every message unless it is told otherwise, and remembers what it heard. */
public final class FakeGraph implements AutoCloseable {
    private final AtomicInteger ids = new AtomicInteger();
    private final FakeServer server;
    private volatile Function<Heard, Reaction> behaviour = _ -> accept();

    public FakeGraph() {
        server = new FakeServer(0, request -> behaviour.apply(request));
    }

    /** What it does with each request from now on. */
    public void behaves(Function<Heard, Reaction> how) {
        behaviour = how;
    }

    /** Meta's 200 with a new wamid. */
    public Reaction accept() {
        return new Reaction.Answer(
                200,
                "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"x\"}],\"messages\":[{\"id\":\"wamid.out"
                        + ids.incrementAndGet() + "\"}]}");
    }

    /** An error as Meta words it. */
    public static Reaction error(int status, int code) {
        return error(status, code, Map.of());
    }

    public static Reaction error(int status, int code, Map<String, String> headers) {
        return new Reaction.Answer(
                status,
                headers,
                "{\"error\":{\"message\":\"(#" + code + ") no\",\"type\":\"OAuthException\",\"code\":" + code
                        + ",\"fbtrace_id\":\"A\"}}");
    }

    public URI uri() {
        return server.uri();
    }

    /** Every request, in the order they were read. */
    public List<Heard> heard() {
        return server.heard();
    }

    /** How many requests there were. */
    public int count() {
        return server.count();
    }

    /** How many connections were ever opened to it. */
    public int connections() {
        return server.opened();
    }

    /** The texts that one recipient was sent, attempts that failed included. */
    public List<String> textsTo(String to) {
        return heard().stream()
                .filter(request -> request.json().path("to").asText().equals(to))
                .map(request -> request.json().path("text").path("body").asText())
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
