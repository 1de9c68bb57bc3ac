package co.loglife.flow.ingress.graphapi;

import static co.loglife.flow.ingress.normalized.Fields.words;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.CallbackData;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.User;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What Meta says became of a message of ours. */
final class Statuses {
    private Statuses() {}

    static Stream<Normalized> normalized(JsonNode status, String line, Instant receivedAt) {
        return Stream.concat(pair(status, receivedAt), Stream.of(report(status, line, receivedAt)));
    }

    /** A status that names both ids of a person is as good as a message that does. */
    private static Stream<Normalized> pair(JsonNode status, Instant receivedAt) {
        return Pairs.of(
                Writer.tolerated(words(status, "recipient_id")) instanceof Address.Phone phone ? phone : null,
                Writer.tolerated(words(status, "recipient_user_id")) instanceof Address.UserId id ? id : null,
                receivedAt);
    }

    private static Normalized report(JsonNode status, String line, Instant receivedAt) {
        String word = Fields.required(status, "status");
        Optional<Delivery.State> state = state(word);
        if (state.isEmpty()) {
            return new Normalized.KeptRaw("status"); // deleted, warning, held …: nothing a message's state can be
        }
        Optional<CallbackData> ours =
                Optional.ofNullable(words(status, "biz_opaque_callback_data")).map(CallbackData::parse);
        return new Normalized.Report(new Delivery(
                ours.map(CallbackData::outgoingId).orElse(null),
                state.get(),
                Fields.id(status, "id"),
                0,
                Objects.requireNonNullElse(Fields.moment(status, "timestamp"), receivedAt),
                state.get() == Delivery.State.FAILED
                        ? StatusErrors.failure(status.path("errors").path(0))
                        : null,
                ClientType.BUSINESS_API,
                line,
                ours.flatMap(data -> Optional.ofNullable(data.user())).orElseGet(() -> recipient(status)),
                status.path("pricing").isObject() ? status.path("pricing") : null));
    }

    private static Optional<Delivery.State> state(String word) {
        return Optional.ofNullable(
                switch (word) {
                    case "sent" -> Delivery.State.SENT;
                    case "delivered" -> Delivery.State.DELIVERED;
                    case "read" -> Delivery.State.READ;
                    case "played" -> Delivery.State.PLAYED;
                    case "failed" -> Delivery.State.FAILED;
                    default -> null;
                });
    }

    private static User recipient(JsonNode status) {
        String id = words(status, "recipient_id");
        if (id != null && "group".equals(words(status, "recipient_type"))) {
            return new Address.Group(id).user();
        }
        String reached = id == null ? words(status, "recipient_user_id") : id;
        if (reached == null) {
            throw new IllegalArgumentException("recipient_id and recipient_user_id are missing");
        }
        return Address.parse(reached).user();
    }
}
