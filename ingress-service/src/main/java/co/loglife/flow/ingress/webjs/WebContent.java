package co.loglife.flow.ingress.webjs;

import static co.loglife.flow.ingress.normalized.Fields.id;
import static co.loglife.flow.ingress.normalized.Fields.words;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Media;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Objects;

/** What a payload says. A kind that has no record here is kept whole. */
final class WebContent {
    private static final int LONGEST_KIND = 64;

    /** A kept payload lies inside its record; one larger than this stays in the raw webhook alone. */
    private static final int LARGEST_KEPT = 100_000;

    private WebContent() {}

    static Content of(JsonNode payload, String kind, Media media) {
        String text = Objects.requireNonNullElse(Fields.text(payload, "raw_msg"), "");
        if (payload.path("revoke").isObject()) {
            return new Content.Revoke(id(payload.path("revoke"), "message_id"));
        }
        if (payload.path("edit").isObject()) {
            // Our own Web client names the change and not the kind of what was changed: it sends the new words.
            String changed = kind.equals("edit") ? "chat" : kind;
            return new Content.Edit(id(payload.path("edit"), "message_id"), said(payload, changed, text, media));
        }
        return said(payload, kind, text, media);
    }

    private static Content said(JsonNode payload, String kind, String text, Media media) {
        String caption = text.isEmpty() ? null : text;
        return switch (kind) {
            case "chat" -> new Content.Text(text, null);
            // A tap comes as the words on the button: the client is not told its id.
            case "buttons_response", "list_response", "template_button_reply" -> new Content.Text(text, null);
            case "ptt", "audio" -> new Content.Audio(media, kind.equals("ptt"));
            case "image" -> new Content.Image(media, caption);
            case "video" -> new Content.Video(media, caption);
            case "document" -> new Content.Document(media, caption, words(payload.path("media"), "filename"));
            case "sticker" -> new Content.Sticker(media, false);
            case "vcard", "multi_vcard" -> new Content.Contacts(VCards.read(text));
            case "location" -> location(payload);
            case "reaction" -> reaction(payload, text);
            default -> unknown(kind, payload, text);
        };
    }

    private static Content reaction(JsonNode payload, String text) {
        JsonNode reaction = payload.path("reaction");
        return reaction.isObject()
                ? new Content.Reaction(
                        id(reaction, "message_id"), Objects.requireNonNullElse(Fields.text(reaction, "emoji"), ""))
                : unknown("reaction", payload, text);
    }

    private static Content location(JsonNode payload) {
        JsonNode place = payload.path("location");
        BigDecimal latitude = Fields.decimal(place, "latitude");
        BigDecimal longitude = Fields.decimal(place, "longitude");
        return latitude == null || longitude == null
                ? new Content.Unknown("location", null) // the original client sends a picture of the map alone
                : new Content.Location(latitude, longitude, words(place, "name"), words(place, "address"));
    }

    private static Content unknown(String kind, JsonNode payload, String text) {
        String name = kind.substring(0, Math.min(kind.length(), LONGEST_KIND));
        return text.length() > LARGEST_KEPT
                ? new Content.Unknown(name, null)
                : new Content.Unknown(name, text.isEmpty() ? null : text, payload);
    }
}
