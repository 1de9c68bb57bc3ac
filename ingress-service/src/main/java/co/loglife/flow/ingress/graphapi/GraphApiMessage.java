package co.loglife.flow.ingress.graphapi;

import static co.loglife.flow.ingress.normalized.Fields.words;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.IncomingMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One element of {@code messages[]}, read beside the contacts it came with. */
final class GraphApiMessage {
    private static final Pattern NOT_A_DIGIT = Pattern.compile("[^0-9]");

    private final JsonNode value;
    private final String line;
    private final Instant receivedAt;
    private final Optional<Duration> oldest;

    GraphApiMessage(JsonNode value, String line, Instant receivedAt, Optional<Duration> oldest) {
        this.value = value;
        this.line = line;
        this.receivedAt = receivedAt;
        this.oldest = oldest;
    }

    Stream<Normalized> normalized(JsonNode message) {
        Person writer = Person.writing(message, value);
        if (isOurs(writer)) {
            return Stream.of(new Normalized.KeptRaw("echo"));
        }
        if (isTooOld(message)) {
            return Stream.of(new Normalized.KeptRaw("too_old"));
        }
        return "system".equals(words(message, "type"))
                ? notice(message, writer)
                : Stream.concat(
                        Pairs.of(writer.phone(), writer.userId(), receivedAt),
                        Stream.of(new Normalized.Message(incoming(message, writer, words(message, "group_id")))));
    }

    /** A notice of a change names the old number beside the new id: the two are no pair, the new ones are. */
    private Stream<Normalized> notice(JsonNode message, Person of) {
        // A change is the person's own, in whichever group it is told.
        String group = SystemNotices.isChange(message.path("system")) ? null : words(message, "group_id");
        if (of.isNobody() && group == null) {
            return Stream.of(new Normalized.KeptRaw("system")); // of whom, it does not say
        }
        return Stream.concat(
                Stream.of(new Normalized.Message(incoming(message, of, group))),
                SystemNotices.pair(message.path("system"), receivedAt));
    }

    /** What the business itself wrote is never answered: that would be a conversation of the bot with itself. */
    private boolean isOurs(Person writer) {
        String ours = words(value.path("metadata"), "display_phone_number");
        return ours != null
                && writer.phone() != null
                && writer.phone().id().equals(NOT_A_DIGIT.matcher(ours).replaceAll(""));
    }

    /** Whether it may have been answered so long ago that nobody remembers: then it could be answered once more. */
    private boolean isTooOld(JsonNode message) {
        Instant sentAt = Fields.moment(message, "timestamp");
        return sentAt != null
                && oldest.filter(age -> sentAt.isBefore(receivedAt.minus(age))).isPresent();
    }

    private IncomingMessage incoming(JsonNode message, Person writer, @Nullable String group) {
        Address address = group == null ? writer.address() : new Address.Group(group);
        return new IncomingMessage(
                Fields.id(message, "id"),
                ClientType.BUSINESS_API,
                line,
                writer.phone() == null ? null : writer.phone().id(),
                address.user(),
                address,
                writer.userId() == null ? null : writer.userId().id(),
                writer.name(),
                GraphApiContent.of(message),
                words(message.path("context"), "id"),
                Fields.moment(message, "timestamp"),
                receivedAt,
                metadata(message, writer));
    }

    /** What has no place of its own and may matter to somebody. */
    private static Map<String, JsonNode> metadata(JsonNode message, Person writer) {
        Map<String, JsonNode> metadata = new HashMap<>();
        JsonNode context = message.path("context");
        keep(metadata, "forwarded", context.get("forwarded"));
        keep(metadata, "frequently_forwarded", context.get("frequently_forwarded"));
        keep(metadata, "quoted_sender", context.get("from"));
        keep(metadata, "errors", message.get("errors"));
        keep(metadata, "referred_product", context.get("referred_product"));
        keep(metadata, "referral", "text".equals(words(message, "type")) ? null : message.get("referral"));
        keep(metadata, "location_url", message.path("location").get("url"));
        keep(
                metadata,
                "response_source",
                message.at("/interactive/call_permission_reply").get("response_source"));
        keepText(metadata, "username", writer.contact().path("profile"));
        keep(metadata, "parent_user_id", message.get("from_parent_user_id"));
        keepText(metadata, "identity_key_hash", writer.contact());
        return metadata;
    }

    /** Of what lies beside the message; anything but a text could be deeper than a record takes. */
    private static void keepText(Map<String, JsonNode> metadata, String name, JsonNode beside) {
        keep(metadata, name, beside.path(name).isTextual() ? beside.get(name) : null);
    }

    private static void keep(Map<String, JsonNode> metadata, String name, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) {
            metadata.put(name, value);
        }
    }
}
