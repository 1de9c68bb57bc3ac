package co.loglife.flow.ingress.graphapi;

import static co.loglife.flow.ingress.normalized.Fields.each;
import static co.loglife.flow.ingress.normalized.Fields.flag;
import static co.loglife.flow.ingress.normalized.Fields.id;
import static co.loglife.flow.ingress.normalized.Fields.object;
import static co.loglife.flow.ingress.normalized.Fields.required;
import static co.loglife.flow.ingress.normalized.Fields.text;
import static co.loglife.flow.ingress.normalized.Fields.words;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.model.Contact;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.Media;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a message of Meta's says. A kind that has no record here is kept whole; a known kind must have its parts. */
final class GraphApiContent {
    /** Cut to this in a record's {@code msg_type}; the element itself is kept whole. */
    private static final int LONGEST_KIND = 64;

    private GraphApiContent() {}

    static Content of(JsonNode message) {
        String type = Objects.requireNonNullElse(words(message, "type"), "unknown");
        try {
            return content(type, message);
        } catch (IllegalArgumentException e) {
            // A file that is too large, say, comes as its kind, without its parts and with the reason.
            JsonNode errors = message.path("errors");
            if (errors.isArray() && !errors.isEmpty()) {
                return new Content.Unsupported(cut(type), text(errors.path(0), "title"));
            }
            throw e;
        }
    }

    private static Content content(String type, JsonNode message) {
        return switch (type) {
            case "text" -> new Content.Text(required(object(message, type), "body"), kept(message, "referral"));
            case "image" -> media(message, type, file -> new Content.Image(file(file), text(file, "caption")));
            case "video" -> media(message, type, file -> new Content.Video(file(file), text(file, "caption")));
            case "document" ->
                media(
                        message,
                        type,
                        file -> new Content.Document(file(file), text(file, "caption"), text(file, "filename")));
            case "audio" -> media(message, type, file -> new Content.Audio(file(file), flag(file, "voice")));
            case "sticker" -> media(message, type, file -> new Content.Sticker(file(file), flag(file, "animated")));
            case "location" -> location(object(message, type));
            case "contacts" ->
                new Content.Contacts(
                        each(array(message, type)).map(GraphApiContent::contact).toList());
            case "reaction" ->
                new Content.Reaction(
                        id(object(message, type), "message_id"),
                        Objects.requireNonNullElse(text(message.path(type), "emoji"), "")); // none: taken away
            case "button" -> button(object(message, type));
            case "interactive" -> interactive(message, object(message, type));
            case "order" -> order(object(message, type));
            case "system" -> SystemNotices.content(object(message, type));
            case "edit" ->
                new Content.Edit(
                        id(object(message, type), "original_message_id"), of(object(message.path(type), "message")));
            case "revoke" -> new Content.Revoke(id(object(message, type), "original_message_id"));
            case "unsupported" -> unsupported(message);
            // Until some version of the webhook, "unsupported" was called so.
            case "unknown" -> message.path("errors").isArray() ? unsupported(message) : unknown(type, message);
            default -> unknown(type, message);
        };
    }

    private static Content.Unknown unknown(String kind, JsonNode message) {
        return new Content.Unknown(cut(kind), message);
    }

    private static String cut(String kind) {
        return kind.substring(0, Math.min(kind.length(), LONGEST_KIND));
    }

    private static Content media(JsonNode message, String type, Function<JsonNode, Content> content) {
        return content.apply(object(message, type));
    }

    private static Media file(JsonNode file) {
        return Media.withId(id(file, "id"), text(file, "mime_type"), text(file, "sha256"));
    }

    private static Content location(JsonNode place) {
        return new Content.Location(
                degrees(place, "latitude"), degrees(place, "longitude"), words(place, "name"), words(place, "address"));
    }

    private static BigDecimal degrees(JsonNode place, String field) {
        BigDecimal degrees = Fields.decimal(place, field);
        if (degrees == null) {
            throw new IllegalArgumentException(field + " is missing or no number");
        }
        return degrees;
    }

    private static Contact contact(JsonNode card) {
        return new Contact(
                words(card.path("name"), "formatted_name"),
                each(card.path("phones"))
                        .map(phone -> text(phone, "phone"))
                        .filter(Objects::nonNull)
                        .toList(),
                each(card.path("phones"))
                        .map(phone -> text(phone, "wa_id"))
                        .filter(Objects::nonNull)
                        .toList(),
                text(card, "vcard"));
    }

    /** Its payload stands for a text that is not there: it says as much as the id of a button of ours. */
    private static Content button(JsonNode button) {
        String payload = text(button, "payload");
        String title = payload == null || text(button, "text") != null ? required(button, "text") : payload;
        return new Content.Button(title, payload);
    }

    private static Content interactive(JsonNode message, JsonNode interactive) {
        String type = Objects.requireNonNullElse(words(interactive, "type"), "unknown");
        JsonNode reply = interactive.path(type);
        return switch (type) {
            // The ids of our own options: a program may have put more into them than any message's id has.
            case "button_reply" -> new Content.ButtonReply(required(reply, "id"), title(reply));
            case "list_reply" -> new Content.ListReply(required(reply, "id"), title(reply), text(reply, "description"));
            case "nfm_reply" ->
                new Content.FlowReply(
                        text(reply, "name"),
                        Objects.requireNonNullElse(text(reply, "body"), ""),
                        jsonText(reply.path("response_json")));
            case "call_permission_reply" ->
                new Content.CallPermissionReply(
                        required(reply, "response"), Fields.moment(reply, "expiration_timestamp"));
            default -> unknown("interactive." + type, message);
        };
    }

    private static String title(JsonNode reply) {
        return Objects.requireNonNullElse(text(reply, "title"), "");
    }

    /** Meta gives the answer of a flow as a text of JSON; should it ever be JSON itself, it is made that text. */
    private static @Nullable String jsonText(JsonNode response) {
        if (response.isMissingNode() || response.isNull()) {
            return null;
        }
        return response.isTextual() ? response.textValue() : new String(Json.write(response), StandardCharsets.UTF_8);
    }

    private static Content order(JsonNode order) {
        return new Content.Order(
                text(order, "catalog_id"),
                text(order, "text"),
                each(array(order, "product_items"))
                        .map(item -> new Content.Order.Item(
                                text(item, "product_retailer_id"),
                                Fields.decimal(item, "quantity"),
                                Fields.decimal(item, "item_price"),
                                text(item, "currency")))
                        .toList());
    }

    private static Content unsupported(JsonNode message) {
        JsonNode error = message.path("errors").path(0);
        return new Content.Unsupported(text(message.path("unsupported"), "type"), text(error, "title"));
    }

    private static JsonNode array(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isArray()) {
            throw new IllegalArgumentException(field + " is missing or no array");
        }
        return value;
    }

    private static @Nullable JsonNode kept(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isObject() ? value : null;
    }
}
