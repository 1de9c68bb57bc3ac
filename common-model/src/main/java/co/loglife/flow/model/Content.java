package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an incoming record says, by kind. {@link #msgType()} gives the word whatsapp-web.js has for it, {@link #text()}
 * the part a person would have typed. A kind a reader does not know is read as {@link Unknown}, so that a record can
 * grow.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = Content.Unknown.class, visible = true)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Content.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Content.Video.class, name = "video"),
    @JsonSubTypes.Type(value = Content.Audio.class, name = "audio"),
    @JsonSubTypes.Type(value = Content.Document.class, name = "document"),
    @JsonSubTypes.Type(value = Content.Sticker.class, name = "sticker"),
    @JsonSubTypes.Type(value = Content.Location.class, name = "location"),
    @JsonSubTypes.Type(value = Content.Contacts.class, name = "contacts"),
    @JsonSubTypes.Type(value = Content.Reaction.class, name = "reaction"),
    @JsonSubTypes.Type(value = Content.Button.class, name = "button"),
    @JsonSubTypes.Type(value = Content.ButtonReply.class, name = "button_reply"),
    @JsonSubTypes.Type(value = Content.ListReply.class, name = "list_reply"),
    @JsonSubTypes.Type(value = Content.FlowReply.class, name = "flow_reply"),
    @JsonSubTypes.Type(value = Content.CallPermissionReply.class, name = "call_permission_reply"),
    @JsonSubTypes.Type(value = Content.Order.class, name = "order"),
    @JsonSubTypes.Type(value = Content.NumberChange.class, name = "number_change"),
    @JsonSubTypes.Type(value = Content.UserIdChange.class, name = "user_id_change"),
    @JsonSubTypes.Type(value = Content.SystemEvent.class, name = "system"),
    @JsonSubTypes.Type(value = Content.Edit.class, name = "edit"),
    @JsonSubTypes.Type(value = Content.Revoke.class, name = "revoke"),
    @JsonSubTypes.Type(value = Content.Unsupported.class, name = "unsupported"),
    @JsonSubTypes.Type(value = Content.WakeUp.class, name = "wake_up"),
    @JsonSubTypes.Type(value = Content.Referral.class, name = "referral"),
    @JsonSubTypes.Type(value = Content.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = Content.Forget.class, name = "forget"),
    @JsonSubTypes.Type(value = Content.Unknown.class, name = "unknown")
})
public sealed interface Content {
    /**
     * A text.
     *
     * @param body as typed
     * @param ad the advertisement it answers, as Meta sent it, or null
     */
    record Text(String body, @Nullable JsonNode ad) implements Content {}

    record Image(Media media, @Nullable String caption) implements Content {}

    record Video(Media media, @Nullable String caption) implements Content {}

    /** Sound; {@code voice} tells a recorded voice note from a sent file. */
    record Audio(Media media, boolean voice) implements Content {}

    record Document(
            Media media, @Nullable String caption, @Nullable String fileName) implements Content {}

    record Sticker(Media media, boolean animated) implements Content {}

    /** A place; degrees. */
    record Location(
            BigDecimal latitude,
            BigDecimal longitude,
            @Nullable String name,
            @Nullable String address) implements Content {
        public Location {
            Required.shortNumber("latitude", latitude);
            Required.shortNumber("longitude", longitude);
        }
    }

    record Contacts(List<Contact> contacts) implements Content {
        public Contacts {
            contacts = List.copyOf(contacts);
        }
    }

    /** An emoji put on the message {@code messageId}; an empty emoji takes it away. */
    record Reaction(String messageId, String emoji) implements Content {}

    /** A tap on a template's quick reply. */
    record Button(String title, @Nullable String payload) implements Content {}

    /** A tap on one of our reply buttons. */
    record ButtonReply(String id, String title) implements Content {}

    /** A choice from one of our lists. */
    record ListReply(String id, String title, @Nullable String description) implements Content {}

    /** A completed flow (or address form); {@code response} is its answer, a JSON text that may not be an object. */
    record FlowReply(
            @Nullable String name, String body, @Nullable String response) implements Content {}

    record CallPermissionReply(String response, @Nullable Instant expiresAt) implements Content {}

    record Order(@Nullable String catalogId, @Nullable String note, List<Item> items) implements Content {
        public Order {
            items = List.copyOf(items);
        }

        /** One line of an order; the price is of one piece, in {@code currency}. */
        public record Item(
                @Nullable String productId,
                @Nullable BigDecimal quantity,
                @Nullable BigDecimal price,
                @Nullable String currency) {}
    }

    /** The user now has another number: their conversation moves to {@code newUser}. */
    record NumberChange(User newUser, @Nullable String body) implements Content {}

    /** The user's business-scoped id changed. */
    record UserIdChange(String newUserId, @Nullable String body) implements Content {}

    /** Another notice of WhatsApp's own, by Meta's name for it. */
    record SystemEvent(String event, @Nullable String body) implements Content {}

    /** The user changed the text of an earlier message. */
    record Edit(String messageId, Content message) implements Content {}

    /** The user took an earlier message back. */
    record Revoke(String messageId) implements Content {}

    /** A kind WhatsApp itself does not hand over; {@code kind} is its name where it is known. */
    record Unsupported(@Nullable String kind, @Nullable String reason) implements Content {}

    /**
     * Ours: a timer the bot set has come. Written by the router to the incoming topic, so that a replay needs no clock.
     *
     * @param name the bot's own name for the timer
     * @param due when it was to fire
     */
    record WakeUp(String name, Instant due) implements Content {}

    /** Ours: someone sent this user's contact card to the bot. Written by the router under this user's key. */
    record Referral(User referrer) implements Content {}

    /**
     * Ours: this user was known under another key until now, and their conversation comes along. Written by the router
     * under the new key.
     *
     * @param from the key it had
     * @param conversation as the router stores it, in base64
     */
    record Moved(User from, String conversation) implements Content {}

    /**
     * Ours: {@code whom} is to be forgotten. Under that user's own key the conversation and its timers are erased;
     * under another's, a bot drops what it keeps about them there.
     */
    record Forget(User whom) implements Content {}

    /**
     * A kind without a record of its own, kept whole.
     *
     * @param kind the name it came with
     * @param body what was said in words, or null
     * @param raw the element as it came, or null
     */
    record Unknown(
            String kind, @Nullable String body, @Nullable JsonNode raw) implements Content {
        public Unknown(String kind, @Nullable JsonNode raw) {
            this(kind, null, raw);
        }

        /** Also reads a content of a later version, whose {@code type} has no record here. */
        @JsonCreator
        static Unknown read(
                @JsonProperty("type") String type,
                @JsonProperty("kind") @Nullable String kind,
                @JsonProperty("body") @Nullable String body,
                @JsonProperty("raw") @Nullable JsonNode raw) {
            return new Unknown(kind == null ? type : kind, body, raw);
        }
    }

    /** The word of whatsapp-web.js for this kind; a kind of Meta's alone keeps Meta's word. */
    default String msgType() {
        return switch (this) {
            case Text _ -> "chat";
            case Image _ -> "image";
            case Video _ -> "video";
            case Audio audio -> audio.voice() ? "ptt" : "audio";
            case Document _ -> "document";
            case Sticker _ -> "sticker";
            case Location _ -> "location";
            case Contacts contacts -> contacts.contacts().size() > 1 ? "multi_vcard" : "vcard";
            case Reaction _ -> "reaction";
            case Button _ -> "button";
            case ButtonReply _ -> "button_reply";
            case ListReply _ -> "list_reply";
            case FlowReply _ -> "flow_reply";
            case CallPermissionReply _ -> "call_permission_reply";
            case Order _ -> "order";
            case NumberChange _ -> "number_change";
            case UserIdChange _ -> "user_id_change";
            case SystemEvent _ -> "system";
            case Edit _ -> "edit";
            case Revoke _ -> "revoke";
            case Unsupported _ -> "unsupported";
            case WakeUp _ -> "wake_up";
            case Referral _ -> "referral";
            case Moved _ -> "moved";
            case Forget _ -> "forget";
            case Unknown unknown -> unknown.kind();
        };
    }

    /** What the user said, as text: body, caption, the chosen option's id; empty where nothing was said in words. */
    default String text() {
        return switch (this) {
            case Text text -> text.body();
            case Image image -> orEmpty(image.caption());
            case Video video -> orEmpty(video.caption());
            case Document document -> orEmpty(document.caption());
            case Location place ->
                place.name() == null
                        ? place.latitude().toPlainString() + ","
                                + place.longitude().toPlainString()
                        : place.name();
            case Contacts contacts ->
                contacts.contacts().stream()
                        .map(Contact::name)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
            case Reaction reaction -> reaction.emoji();
            case Button button -> button.title();
            case ButtonReply reply -> reply.id();
            case ListReply reply -> reply.id();
            case FlowReply reply -> reply.body();
            case Order order -> orEmpty(order.note());
            case Edit edit -> edit.message().text();
            case NumberChange change -> orEmpty(change.body());
            case UserIdChange change -> orEmpty(change.body());
            case SystemEvent event -> orEmpty(event.body());
            case Audio _, Sticker _, CallPermissionReply _, Revoke _, Unsupported _ -> "";
            case Unknown unknown -> orEmpty(unknown.body());
            case WakeUp _, Referral _, Moved _, Forget _ -> "";
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
