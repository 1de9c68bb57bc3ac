package co.loglife.flow.ingress.webjs;

import static co.loglife.flow.ingress.normalized.Fields.words;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A payload of {@code POST /webhook/status}: the ticks of a message that went out through the Web client. */
public final class WebAck {
    private static final String WEB_LINE = "web";

    private WebAck() {}

    /**
     * What an ack says.
     *
     * @throws IllegalArgumentException when it cannot be filed
     */
    public static Normalized normalize(JsonNode json, Instant receivedAt) {
        Optional<Delivery.State> state = state(Fields.required(json, "ack"));
        if (state.isEmpty()) {
            return new Normalized.KeptRaw("ack"); // 0: on its way, which we knew
        }
        return new Normalized.Report(new Delivery(
                optionalId(json, "id"),
                state.get(),
                optionalId(json, "message_id"),
                0,
                Objects.requireNonNullElse(Fields.moment(json, "timestamp"), receivedAt),
                state.get() == Delivery.State.FAILED
                        ? new Delivery.Failure(null, "WhatsApp Web reported an error", ErrorClass.REJECTED)
                        : null,
                ClientType.WEB,
                Objects.requireNonNullElse(words(json, "session"), WEB_LINE),
                WebSender.parse(Fields.required(json, "recipient")).user(),
                null));
    }

    private static @Nullable String optionalId(JsonNode json, String field) {
        return words(json, field) == null ? null : Fields.id(json, field);
    }

    private static Optional<Delivery.State> state(String ack) {
        return switch (ack) {
            case "-1" -> Optional.of(Delivery.State.FAILED);
            case "0" -> Optional.empty();
            case "1" -> Optional.of(Delivery.State.SENT);
            case "2" -> Optional.of(Delivery.State.DELIVERED);
            case "3" -> Optional.of(Delivery.State.READ);
            case "4" -> Optional.of(Delivery.State.PLAYED);
            default -> throw new IllegalArgumentException("ack must be -1 to 4");
        };
    }
}
