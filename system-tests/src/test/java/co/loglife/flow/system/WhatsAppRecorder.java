package co.loglife.flow.system;

import co.loglife.flow.model.CallbackData;
import co.loglife.flow.testing.FakeServer;
import co.loglife.flow.testing.Heard;
import co.loglife.flow.testing.Reaction;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Both ways to WhatsApp, as seen from the far end: takes every send, in order of arrival, and answers as Meta and as
 * the Web client do, unless it is told to misbehave. It outlives the services that are killed, so its list is the truth
 * about what went out.
 */
final class WhatsAppRecorder implements AutoCloseable {
    /** As long as a call takes in good times. */
    private static final Duration LATENCY = Duration.ofMillis(20);

    private final FakeServer graph = new FakeServer(0, this::onGraph);
    private FakeServer web = new FakeServer(0, this::onWeb);
    private final List<Call> calls = new ArrayList<>(); // guarded by itself, as what the Web client remembers
    private final Set<String> remembered = new HashSet<>();
    private volatile Function<Call, Treatment> graphManners = WhatsAppRecorder::obliging;
    private volatile Function<Call, Treatment> webManners = WhatsAppRecorder::obliging;

    /**
     * One send as it arrived.
     *
     * @param path of the request
     * @param authorization its header, or null
     * @param traceParent the trace it belongs to, or null
     * @param body its JSON
     * @param taken whether the user has the message now, whatever became of the answer
     * @param at when it was read
     */
    record Call(
            String path,
            @Nullable String authorization,
            @Nullable String traceParent,
            JsonNode body,
            boolean taken,
            Instant at) {
        /** Our outgoing id, by either way. */
        String outgoingId() {
            return isWeb()
                    ? body.path("id").asText()
                    : CallbackData.parse(body.path("biz_opaque_callback_data").asText())
                            .outgoingId();
        }

        String recipient() {
            return isWeb() ? body.path("number").asText() : body.path("to").asText();
        }

        /** The recipient's digits. */
        String user() {
            return recipient().replaceAll("\\D", "");
        }

        /** What it says, where it is a text. */
        String words() {
            return isWeb()
                    ? body.path("message").asText()
                    : body.path("text").path("body").asText();
        }

        boolean isWeb() {
            return path.equals("/send-message");
        }

        private Call taken(boolean taken) {
            return new Call(path, authorization, traceParent, body, taken, at);
        }
    }

    /**
     * How a call is treated.
     *
     * @param takes whether the user gets the message
     * @param reaction what the caller sees
     */
    record Treatment(boolean takes, Reaction reaction) {
        static Treatment refused(int status, String body, Map<String, String> headers) {
            return new Treatment(false, new Reaction.Answer(status, headers, body));
        }
    }

    /** The message is taken, and the answer says so. */
    static Treatment obliging(Call call) {
        return new Treatment(true, new Reaction.After(LATENCY, success(call)));
    }

    /** An error as Meta words it. */
    static Treatment metaError(int status, int code, Map<String, String> headers) {
        return Treatment.refused(
                status,
                "{\"error\":{\"message\":\"(#%d) no\",\"type\":\"OAuthException\",\"code\":%d,\"fbtrace_id\":\"A\"}}"
                        .formatted(code, code),
                headers);
    }

    /** How the Graph API treats calls from now on. */
    void graphBehaves(Function<Call, Treatment> manners) {
        graphManners = manners;
    }

    /** How the Web client treats calls from now on. */
    void webBehaves(Function<Call, Treatment> manners) {
        webManners = manners;
    }

    /** Both are well again. */
    void behavesWell() {
        graphManners = WhatsAppRecorder::obliging;
        webManners = WhatsAppRecorder::obliging;
    }

    /** The Web client's process ends; nothing listens on its port. */
    void webGoes() {
        web.close();
    }

    /** The Web client is back on its port, and remembers nothing of what it has sent. */
    void webComesBack() {
        synchronized (calls) {
            remembered.clear();
        }
        web = new FakeServer(web.port(), this::onWeb);
    }

    String graphUrl() {
        return graph.uri().toString();
    }

    String webUrl() {
        return web.uri() + "/send-message";
    }

    List<Call> calls() {
        return callsFrom(0);
    }

    /** The calls from the one of this number on. */
    List<Call> callsFrom(int index) {
        synchronized (calls) {
            return List.copyOf(calls.subList(index, calls.size()));
        }
    }

    /** How often each outgoing message was sent. */
    Map<String, Long> times() {
        return calls().stream().collect(Collectors.groupingBy(Call::outgoingId, Collectors.counting()));
    }

    private Reaction onGraph(Heard heard) {
        Call call = call(heard);
        return heard.method().equals("POST") ? note(call, graphManners.apply(call)) : new Reaction.Answer(404, "");
    }

    private Reaction onWeb(Heard heard) {
        if (!heard.method().equals("POST")) {
            return recall(heard.path().substring(heard.path().lastIndexOf('/') + 1));
        }
        Call call = call(heard);
        Treatment treatment = webManners.apply(call);
        synchronized (calls) { // it takes an id only once, as our client does
            boolean fresh = treatment.takes() && (call.outgoingId().isEmpty() || remembered.add(call.outgoingId()));
            return note(call, new Treatment(fresh, treatment.reaction()));
        }
    }

    private Reaction recall(String encodedId) {
        String id = java.net.URLDecoder.decode(encodedId, java.nio.charset.StandardCharsets.UTF_8);
        synchronized (calls) {
            return new Reaction.Answer(
                    200,
                    "{\"id\":\"%s\",\"state\":\"%s\"}".formatted(id, remembered.contains(id) ? "sent" : "unknown"));
        }
    }

    private Reaction note(Call call, Treatment treatment) {
        synchronized (calls) {
            calls.add(call.taken(treatment.takes()));
        }
        return treatment.reaction();
    }

    private static Call call(Heard heard) {
        return new Call(
                heard.path(),
                heard.headers().get("authorization"),
                heard.headers().get("traceparent"),
                heard.json(),
                false,
                Instant.now());
    }

    private static Reaction success(Call call) {
        return new Reaction.Answer(
                200,
                call.isWeb()
                        ? "{\"success\":true,\"message\":\"Message sent successfully\",\"to\":\"%s@c.us\"}"
                                .formatted(call.recipient())
                        : "{\"messaging_product\":\"whatsapp\",\"contacts\":[],\"messages\":[{\"id\":\"%s\"}]}"
                                .formatted(providerId(call)));
    }

    /** Meta's id of a message it took. */
    static String providerId(Call call) {
        return "wamid.out." + call.outgoingId();
    }

    @Override
    public void close() {
        graph.close();
        web.close();
    }
}
