package co.loglife.flow.sender.graphapi;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.dispatch.Outcome.Pause;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import co.loglife.flow.sender.dispatch.Transport;
import co.loglife.flow.sender.http.HttpCalls;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The Business API: one POST per message. */
public final class GraphTransport implements Transport {
    /** The line of a record that does not say which number it means. */
    private static final String DEFAULT_LINE = "default";

    /** Someone has to configure it, and the process then starts anew; a mounted token is noticed at once. */
    private static final Pause CONFIGURED = new Pause(Duration.ofMinutes(5), Duration.ofMinutes(5));

    private final HttpCalls calls;
    private final Settings settings;
    private volatile Optional<Secret> lastSeen;

    /**
     * Where and as whom.
     *
     * @param api the API with its version, {@code https://graph.facebook.com/v24.0}
     * @param number our number where a record names none
     */
    public record Settings(URI api, AccessToken token, Optional<String> number) {}

    public GraphTransport(HttpCalls calls, Settings settings) {
        this.calls = calls;
        this.settings = settings;
        this.lastSeen = settings.token().current();
    }

    @Override
    public Outcome send(OutgoingMessage message) throws InterruptedException {
        Optional<Secret> token = settings.token().current();
        String number = number(message);
        if (token.isEmpty()) {
            return notConfigured("WHATSAPP_ACCESS_TOKEN is not set", Scope.TOKEN);
        }
        if (number.equals(DEFAULT_LINE)) {
            return notConfigured("WHATSAPP_PHONE_NUMBER_ID is not set", Scope.NUMBER);
        }
        byte[] body;
        try {
            body = Json.write(GraphRequests.body(message, Map.of()));
        } catch (UnreachableException e) {
            return new Outcome.Rejected(new Failure(null, String.valueOf(e.getMessage()), ErrorClass.REJECTED));
        }
        Outcome outcome = GraphAnswers.classify(calls.post(
                URI.create(settings.api() + "/" + URLEncoder.encode(number, StandardCharsets.UTF_8) + "/messages"),
                Map.of("Authorization", "Bearer " + token.get().value(), "Content-Type", "application/json"),
                body));
        boolean replaced = !settings.token().current().equals(token);
        return replaced
                        && outcome instanceof Outcome.Stopped(var failure, var scope, var _, var _)
                        && scope == Scope.TOKEN
                ? new Outcome.Retry(failure, Effort.PATIENT, null) // it was the old token that was refused
                : outcome;
    }

    @Override
    public Memory recall(OutgoingMessage message) {
        return new Memory.None(); // Meta cannot be asked; it tells by a status
    }

    @Override
    public boolean isRenewed() {
        Optional<Secret> now = settings.token().current();
        boolean renewed = !now.equals(lastSeen);
        lastSeen = now;
        return renewed;
    }

    @Override
    public String number(OutgoingMessage message) {
        return message.line().equals(DEFAULT_LINE) ? settings.number().orElse(DEFAULT_LINE) : message.line();
    }

    private static Outcome notConfigured(String what, Scope scope) {
        return new Outcome.Stopped(new Failure(null, what, ErrorClass.CONFIG), scope, CONFIGURED, Effort.ENDLESS);
    }
}
