package co.loglife.flow.ingress.graphapi;

import static co.loglife.flow.ingress.normalized.Fields.text;
import static co.loglife.flow.ingress.normalized.Fields.words;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.Content;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** WhatsApp's own notices about a user: a new number, a new id, and others kept by their name. */
final class SystemNotices {
    private static final String NEW_NUMBER = "user_changed_number";
    private static final String NEW_ID = "user_changed_user_id";

    private SystemNotices() {}

    static Content content(JsonNode system) {
        String event = Objects.requireNonNullElse(words(system, "type"), "unknown");
        String body = text(system, "body");
        return switch (event) {
            case NEW_NUMBER -> numberChange(event, body, words(system, "wa_id"), words(system, "user_id"));
            case NEW_ID -> userIdChange(event, body, words(system, "user_id"));
            default -> new Content.SystemEvent(event, body);
        };
    }

    /** Whether a notice tells of a person's new number or id. */
    static boolean isChange(JsonNode system) {
        String event = words(system, "type");
        return NEW_NUMBER.equals(event) || NEW_ID.equals(event);
    }

    /** The new number and the new id of one person, where a notice of a change names both. */
    static Stream<Normalized> pair(JsonNode system, Instant seenAt) {
        return isChange(system)
                ? Pairs.of(
                        Person.tolerated(words(system, "wa_id")) instanceof Address.Phone phone ? phone : null,
                        Person.tolerated(words(system, "user_id")) instanceof Address.UserId userId ? userId : null,
                        seenAt)
                : Stream.empty();
    }

    /** The conversation moves to the new number, or to the new id of someone who hides the number. */
    private static Content numberChange(
            String event, @Nullable String body, @Nullable String waId, @Nullable String userId) {
        String target = waId == null ? userId : waId;
        if (target == null) {
            return new Content.SystemEvent(event, body);
        }
        return switch (Address.parse(target)) {
            case Address.Phone phone -> new Content.NumberChange(phone.user(), body);
            case Address.UserId id -> new Content.NumberChange(id.user(), body);
            case Address.Lid _, Address.Group _, Address.Broadcast _ ->
                throw new IllegalArgumentException("wa_id is no phone number");
        };
    }

    private static Content userIdChange(String event, @Nullable String body, @Nullable String userId) {
        if (userId == null) {
            return new Content.SystemEvent(event, body);
        }
        if (!(Address.parse(userId) instanceof Address.UserId(String id))) {
            throw new IllegalArgumentException("user_id is no business-scoped id");
        }
        return new Content.UserIdChange(id, body);
    }
}
