package co.loglife.flow.sender.webjs;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Transport;
import co.loglife.flow.sender.http.HttpCalls;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The Web client: one POST per message. */
public final class WebTransport implements Transport {
    private final HttpCalls calls;
    private final URI sendMessage;
    private final Map<String, String> headers;

    /**
     * A client.
     *
     * @param sendMessage the address of its route for sending
     * @param token of the client, where it wants one
     */
    public WebTransport(HttpCalls calls, URI sendMessage, Optional<Secret> token) {
        this.calls = calls;
        this.sendMessage = sendMessage;
        Map<String, String> all = new HashMap<>(Map.of("Content-Type", "application/json"));
        token.ifPresent(secret -> all.put("Authorization", "Bearer " + secret.value()));
        this.headers = Map.copyOf(all);
    }

    @Override
    public Outcome send(OutgoingMessage message) throws InterruptedException {
        Optional<ObjectNode> body;
        try {
            body = WebRequests.body(message);
        } catch (UnreachableException e) {
            return rejected(String.valueOf(e.getMessage()));
        }
        if (body.isEmpty()) {
            return rejected("the Web client cannot send this kind of message");
        }
        return WebAnswers.classify(calls.post(sendMessage, headers, Json.write(body.get())));
    }

    @Override
    public Memory recall(OutgoingMessage message) throws InterruptedException {
        String id = URLEncoder.encode(message.id(), StandardCharsets.UTF_8);
        return WebAnswers.memory(calls.get(sendMessage.resolve("/messages/" + id), headers));
    }

    @Override
    public boolean isRenewed() {
        return false;
    }

    /** One client is one account. */
    @Override
    public String number(OutgoingMessage message) {
        return message.line();
    }

    private static Outcome rejected(String why) {
        return new Outcome.Rejected(new Failure(null, why, ErrorClass.REJECTED));
    }
}
