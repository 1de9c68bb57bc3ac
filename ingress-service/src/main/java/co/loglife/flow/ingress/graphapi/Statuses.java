package co.loglife.flow.ingress.graphapi;

import static co.loglife.flow.ingress.normalized.Fields.words;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.CallbackData;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What Meta says became of a message of ours. */
final class Statuses {
    private Statuses() {}

    static Stream<Normalized> normalized(JsonNode status, JsonNode value, String line, Instant receivedAt) {
        String group = "group".equals(words(status, "recipient_type")) ? words(status, "recipient_id") : null;
        if (group != null) {
            return Stream.of(report(status, line, receivedAt, () -> new Address.Group(group)));
        }
        Person recipient = Person.reached(status, value);
        // A status that names both ids of a person is as good as a message that does.
        return Stream.concat(
                Pairs.of(recipient.phone(), recipient.userId(), receivedAt),
                Stream.of(report(status, line, receivedAt, recipient::address)));
    }

    private static Normalized report(JsonNode status, String line, Instant receivedAt, Supplier<Address> recipient) {
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
                ours.flatMap(data -> Optional.ofNullable(data.user()))
                        .orElseGet(() -> recipient.get().user()),
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
}
