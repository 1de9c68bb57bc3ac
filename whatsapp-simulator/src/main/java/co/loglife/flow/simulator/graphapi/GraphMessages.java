package co.loglife.flow.simulator.graphapi;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.CallbackData;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Json;
import co.loglife.flow.simulator.calls.Call;
import co.loglife.flow.simulator.calls.Calls;
import co.loglife.flow.simulator.chats.Bubble;
import co.loglife.flow.simulator.chats.ChatKey;
import co.loglife.flow.simulator.chats.Chats;
import co.loglife.flow.simulator.chats.MessageIds;
import co.loglife.flow.simulator.chats.Person;
import co.loglife.flow.simulator.faults.FaultBox;
import co.loglife.flow.simulator.faults.LimitFaults;
import co.loglife.flow.simulator.faults.Rule;
import co.loglife.flow.simulator.http.HttpAnswer;
import co.loglife.flow.simulator.http.Wire;
import co.loglife.flow.simulator.media.MediaShelf;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /{version}/{phone_number_id}/messages}: checks, shows the message on the phone, answers, reports. */
final class GraphMessages {
    private static final Duration WINDOW = Duration.ofHours(24);

    private final GraphAccess access;
    private final FaultBox faults;
    private final Chats chats;
    private final Calls calls;
    private final MediaShelf media;
    private final StatusReports reports;
    private final MessageIds ids;
    private final InstantSource clock;

    GraphMessages(
            GraphAccess access,
            FaultBox faults,
            Chats chats,
            Calls calls,
            MediaShelf media,
            StatusReports reports,
            MessageIds ids,
            InstantSource clock) {
        this.access = access;
        this.faults = faults;
        this.chats = chats;
        this.calls = calls;
        this.media = media;
        this.reports = reports;
        this.ids = ids;
        this.clock = clock;
    }

    /** A request under way, with what is known of it before it is checked. */
    private record Attempt(
            Instant at,
            String line,
            JsonNode body,
            @Nullable Rule rule) {
        private @Nullable String number() {
            JsonNode to = body.path(body.hasNonNull("to") ? "to" : "recipient");
            return to.isTextual() ? to.asText().replaceAll("[+ ()-]", "") : null;
        }

        private @Nullable String outgoingId() {
            JsonNode data = body.path("biz_opaque_callback_data");
            return data.isTextual() ? CallbackData.parse(data.asText()).outgoingId() : null;
        }
    }

    HttpAnswer receive(String version, String line, @Nullable String bearer, byte[] bytes) throws InterruptedException {
        Attempt plain = new Attempt(clock.instant(), line, Wire.json(bytes), null);
        @Nullable
        Rule rule = faults.strike(ClientType.BUSINESS_API, plain.number()).orElse(null);
        Attempt attempt = new Attempt(plain.at(), line, plain.body(), rule);
        if (rule != null) {
            Thread.sleep(Duration.ofMillis(rule.delayMs()));
            GraphError error = GraphCodes.error(Objects.requireNonNullElse(rule.code(), 131000), "Simulated fault.");
            Optional<HttpAnswer> instead = HttpAnswer.instead(rule, answer(error));
            if (instead.isPresent()) {
                return note(attempt, Call.Outcome.REFUSED, instead.get(), rule.code(), null);
            }
        }
        Optional<GraphError> denied =
                access.denied(bearer, faults.faults().tokenExpired()).or(() -> access.unknown(version, line));
        if (denied.isPresent()) {
            return refuse(attempt, denied.get());
        }
        return switch (GraphChecks.check(attempt.body())) {
            case Checked.Refused(GraphError error) -> refuse(attempt, error);
            case Checked.MarkRead read -> markRead(attempt, read);
            case Checked.Message message -> send(attempt, message);
        };
    }

    private HttpAnswer markRead(Attempt attempt, Checked.MarkRead read) {
        if (!chats.readUpTo(read.messageId(), clock.instant())) {
            return refuse(attempt, GraphError.parameter(131009, "The parameter message_id is not a known message."));
        }
        if (read.typing()) {
            chats.typing(read.messageId());
        }
        return HttpAnswer.json(200, Json.mapper().createObjectNode().put("success", true));
    }

    private HttpAnswer send(Attempt attempt, Checked.Message message) {
        String number = Person.numberOf(message.to());
        ChatKey chat = new ChatKey(number, ClientType.BUSINESS_API);
        boolean closed = isWindowClosed(chat, message);
        Optional<GraphError> refused = unsendable(attempt.line(), number, message, closed);
        if (refused.isPresent()) {
            return refuse(attempt, refused.get());
        }
        String wamid = ids.wamid(number, Bubble.Direction.OUTGOING);
        if (message.reactsTo().isPresent()) {
            chats.react(message.reactsTo().get(), message.said().text());
        } else {
            @Nullable String outgoingId = attempt.outgoingId();
            chats.add(chat, Bubble.outgoing(wamid, message.said(), message.quotes(), attempt.at(), outgoingId));
        }
        HttpAnswer answer =
                HttpAnswer.json(200, accepted(message, number, wamid)).spoiledBy(attempt.rule());
        note(attempt, Call.Outcome.ACCEPTED, answer, null, wamid);
        reports.follow(attempt.line(), number, wamid, message.callbackData(), closed);
        return answer;
    }

    private Optional<GraphError> unsendable(String line, String number, Checked.Message message, boolean closed) {
        if (number.equals(GraphWebhooks.DISPLAY_NUMBER)) {
            return Optional.of(GraphCodes.error(131021, null));
        }
        for (String id : message.mediaIds()) {
            if (media.file(id).isEmpty()) {
                return Optional.of(GraphError.parameter(
                        100, "A media id is not a valid whatsapp business account media attachment ID"));
            }
        }
        if (closed && faults.limits().window() == LimitFaults.Window.ANSWER) {
            return Optional.of(GraphCodes.error(
                    131047, "More than 24 hours have passed since the customer last replied to this number."));
        }
        return faults.limit(line, number).map(code -> GraphCodes.error(code, "Too many messages in a short time."));
    }

    private boolean isWindowClosed(ChatKey chat, Checked.Message message) {
        if (message.isTemplate() || faults.limits().window() == LimitFaults.Window.OFF) {
            return false;
        }
        Instant earliest = clock.instant().minus(WINDOW);
        return chats.lastIncoming(chat).filter(earliest::isBefore).isEmpty();
    }

    private static ObjectNode accepted(Checked.Message message, String number, String wamid) {
        ObjectNode answer = Json.mapper().createObjectNode().put("messaging_product", "whatsapp");
        ObjectNode contact = answer.putArray("contacts").addObject().put("input", message.written());
        switch (message.to()) {
            case Address.UserId(String id) -> contact.put("user_id", id);
            case Address _ -> contact.put("wa_id", number);
        }
        answer.putArray("messages").addObject().put("id", wamid);
        return answer;
    }

    private HttpAnswer refuse(Attempt attempt, GraphError error) {
        return note(attempt, Call.Outcome.REFUSED, answer(error), error.code(), null);
    }

    private HttpAnswer answer(GraphError error) {
        return HttpAnswer.json(error.httpStatus(), error.json(ids.trace()));
    }

    private HttpAnswer note(
            Attempt attempt,
            Call.Outcome outcome,
            HttpAnswer answer,
            @Nullable Integer code,
            @Nullable String messageId) {
        @Nullable
        String fault = attempt.rule() == null ? null : attempt.rule().fault().word();
        calls.add(new Call(
                0,
                attempt.at(),
                ClientType.BUSINESS_API,
                attempt.line(),
                attempt.number(),
                attempt.outgoingId(),
                outcome,
                answer.status(),
                code,
                messageId,
                fault,
                attempt.body()));
        return answer;
    }
}
