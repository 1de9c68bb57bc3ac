package co.loglife.flow.simulator.webclient;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Json;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.simulator.calls.Call;
import co.loglife.flow.simulator.calls.Calls;
import co.loglife.flow.simulator.chats.Bounded;
import co.loglife.flow.simulator.chats.Bubble;
import co.loglife.flow.simulator.chats.ChatKey;
import co.loglife.flow.simulator.chats.Chats;
import co.loglife.flow.simulator.chats.MessageIds;
import co.loglife.flow.simulator.chats.Said;
import co.loglife.flow.simulator.faults.FaultBox;
import co.loglife.flow.simulator.faults.Rule;
import co.loglife.flow.simulator.http.HttpAnswer;
import co.loglife.flow.simulator.http.Wire;
import co.loglife.flow.simulator.media.MediaShelf;
import co.loglife.flow.simulator.media.StoredFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Node client's routes: {@code POST /send-message} and {@code GET /messages/{id}}. */
public final class WebClient {
    private static final int REMEMBERED = 100_000;

    /** What express.json takes unless it is told otherwise, as in the original client. */
    private static final int ORIGINALS_LARGEST = 100 << 10;

    private final String session;
    private final Optional<Secret> token;
    private final FaultBox faults;
    private final Chats chats;
    private final Calls calls;
    private final MediaShelf media;
    private final Acks acks;
    private final MessageIds ids;
    private final InstantSource clock;
    private final Map<String, Sent> memory = Bounded.oldest(REMEMBERED);

    /** What an id stands for. */
    private record Sent(String messageId, String chat, JsonNode body, Instant at) {}

    public WebClient(
            String session,
            Optional<Secret> token,
            FaultBox faults,
            Chats chats,
            Calls calls,
            MediaShelf media,
            Acks acks,
            MessageIds ids,
            InstantSource clock) {
        this.session = session;
        this.token = token;
        this.faults = faults;
        this.chats = chats;
        this.calls = calls;
        this.media = media;
        this.acks = acks;
        this.ids = ids;
        this.clock = clock;
    }

    /** Adds the routes. */
    public void on(JavalinConfig config) {
        config.routes.post("/send-message", ctx -> {
            Wire.write(ctx, isAllowed(ctx) ? receive(ctx.bodyAsBytes(), Wire.isJson(ctx)) : unauthorized());
        });
        config.routes.get(
                "/messages/{id}", ctx -> Wire.write(ctx, isAllowed(ctx) ? find(ctx.pathParam("id")) : unauthorized()));
    }

    private boolean isAllowed(Context ctx) {
        String bearer = Wire.bearer(ctx);
        return token.isEmpty() || (bearer != null && token.get().is(bearer));
    }

    private static HttpAnswer unauthorized() {
        return HttpAnswer.json(401, error("Unauthorized"));
    }

    private HttpAnswer receive(byte[] bytes, boolean isJson) throws InterruptedException {
        Instant at = clock.instant();
        JsonNode body = Wire.json(bytes);
        if (faults.faults().webOriginal() && bytes.length > ORIGINALS_LARGEST) {
            HttpAnswer tooLarge = HttpAnswer.html(413, "PayloadTooLargeError: request entity too large");
            return note(at, null, null, Call.Outcome.REFUSED, tooLarge, null, null, body);
        }
        SendRequest request = SendRequest.check(body, isJson);
        @Nullable String number = request instanceof SendRequest.Good good ? good.number() : null;
        @Nullable Rule rule = faults.strike(ClientType.WEB, number).orElse(null);
        if (rule != null) {
            Thread.sleep(Duration.ofMillis(rule.delayMs()));
            HttpAnswer failed = HttpAnswer.json(
                    500, error("Failed to send message").put("details", "Attempted to use detached Frame"));
            Optional<HttpAnswer> instead = HttpAnswer.instead(rule, failed);
            if (instead.isPresent()) {
                return note(at, number, null, Call.Outcome.REFUSED, instead.get(), null, rule, body);
            }
        }
        return switch (request) {
            case SendRequest.Bad(HttpAnswer answer) ->
                note(at, null, null, Call.Outcome.REFUSED, answer, null, rule, body);
            case SendRequest.Good good -> send(good, at, rule, body);
        };
    }

    private HttpAnswer send(SendRequest.Good request, Instant at, @Nullable Rule rule, JsonNode body) {
        if (faults.faults().qrLost()) {
            HttpAnswer answer = HttpAnswer.json(
                            503, error("WhatsApp client is not connected. Please scan the QR code first."))
                    .after(5);
            return note(at, request.number(), request.id(), Call.Outcome.REFUSED, answer, null, rule, body);
        }
        String messageId = ids.web(request.number(), Bubble.Direction.OUTGOING);
        if (faults.faults().webOriginal()) {
            show(request, messageId, at);
            HttpAnswer answer = HttpAnswer.json(200, sentTo(request.chat())).spoiledBy(rule);
            return note(at, request.number(), request.id(), Call.Outcome.ACCEPTED, answer, messageId, rule, body);
        }
        Sent now = new Sent(messageId, request.chat(), body, at);
        @Nullable Sent before = remember(request.id(), now);
        if (before != null) {
            boolean same = before.body().equals(body);
            HttpAnswer answer = same
                    ? HttpAnswer.json(200, accepted(before).put("duplicate", true))
                            .spoiledBy(rule)
                    : HttpAnswer.json(409, error("This id was used for another message"));
            Call.Outcome outcome = same ? Call.Outcome.DUPLICATE : Call.Outcome.REFUSED;
            return note(at, request.number(), request.id(), outcome, answer, before.messageId(), rule, body);
        }
        show(request, messageId, at);
        HttpAnswer answer = HttpAnswer.json(200, accepted(now)).spoiledBy(rule);
        note(at, request.number(), request.id(), Call.Outcome.ACCEPTED, answer, messageId, rule, body);
        acks.follow(messageId, request.id(), request.chat());
        return answer;
    }

    private @Nullable Sent remember(@Nullable String id, Sent sent) {
        if (id == null) {
            return null;
        }
        synchronized (memory) {
            return memory.putIfAbsent(id, sent);
        }
    }

    private void show(SendRequest.Good request, String messageId, Instant at) {
        ChatKey chat = new ChatKey(request.number(), ClientType.WEB);
        for (SendRequest.Attached attached : request.files()) {
            String id = ids.media();
            media.put(new StoredFile(id, attached.mimeType(), attached.bytes()));
            Said file = Said.file("document", attached.fileName(), id);
            chats.add(chat, Bubble.outgoing(messageId + "#" + id, file, null, at, request.id()));
        }
        if (!request.message().isEmpty()) {
            Said text = Said.of("text", request.message());
            chats.add(chat, Bubble.outgoing(messageId, text, null, at, request.id()));
        }
    }

    private HttpAnswer find(String id) {
        if (faults.faults().webOriginal()) {
            return HttpAnswer.html(404, "Cannot GET /messages");
        }
        Sent sent;
        synchronized (memory) {
            sent = memory.get(id);
        }
        ObjectNode found = Json.mapper().createObjectNode().put("id", id);
        if (sent == null) { // not "no such route": the sender may rely on it that nothing was sent
            return HttpAnswer.json(200, found.put("state", "unknown"));
        }
        found.put("state", "sent").put("message_id", sent.messageId()).put("to", sent.chat());
        return HttpAnswer.json(200, found.put("timestamp", sent.at().toEpochMilli()));
    }

    private static ObjectNode accepted(Sent sent) {
        return sentTo(sent.chat()).put("message_id", sent.messageId());
    }

    private static ObjectNode sentTo(String chat) {
        ObjectNode answer = Json.mapper().createObjectNode().put("success", true);
        return answer.put("message", "Message sent successfully").put("to", chat);
    }

    private static ObjectNode error(String text) {
        return Json.mapper().createObjectNode().put("error", text);
    }

    private HttpAnswer note(
            Instant at,
            @Nullable String number,
            @Nullable String id,
            Call.Outcome outcome,
            HttpAnswer answer,
            @Nullable String messageId,
            @Nullable Rule rule,
            JsonNode body) {
        @Nullable String fault = rule == null ? null : rule.fault().word();
        calls.add(new Call(
                0,
                at,
                ClientType.WEB,
                session,
                number,
                id,
                outcome,
                answer.status(),
                null,
                messageId,
                fault,
                withoutFiles(body)));
        return answer;
    }

    /** Files are not kept with the calls: they may be large. */
    private static JsonNode withoutFiles(JsonNode body) {
        if (!(body instanceof ObjectNode object) || !(object.has("attachments") || object.has("media"))) {
            return body;
        }
        ObjectNode kept = object.deepCopy();
        for (String name : List.of("attachments", "media")) {
            if (kept.has(name)) {
                kept.put(name, "[not kept]");
            }
        }
        return kept;
    }
}
