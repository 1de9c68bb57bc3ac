package co.loglife.flow.sender.graphapi;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.CallbackData;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An outgoing message as the Graph API wants it. Pure. */
final class GraphRequests {
    private GraphRequests() {}

    /**
     * The request's body.
     *
     * @param uploads Meta's media ids of the files of our media store that the message shows, see {@link #stored}
     */
    static ObjectNode body(OutgoingMessage message, Map<String, String> uploads) {
        ObjectNode body = object().put("messaging_product", "whatsapp");
        to(body, message.recipient());
        String quotes = message.quotes();
        if (quotes != null && !(message.message() instanceof Reply.Reaction)) {
            body.putObject("context").put("message_id", quotes);
        }
        said(body, message.message(), new MediaNodes(uploads));
        return body.put("biz_opaque_callback_data", CallbackData.of(message).text());
    }

    /** The files of our media store that have to be at Meta before the message can be sent. */
    static List<Media> stored(Reply reply) {
        return media(reply).filter(media -> media.stored() != null).toList();
    }

    /** Marks the message that is answered as read and, if wanted, shows that we type until the answer is there. */
    static ObjectNode read(String incomingId, boolean typing) {
        ObjectNode body = object().put("messaging_product", "whatsapp")
                .put("status", "read")
                .put("message_id", incomingId);
        if (typing) {
            body.putObject("typing_indicator").put("type", "text");
        }
        return body;
    }

    /** Without the plus Meta may put the business's own country code before a number. */
    private static void to(ObjectNode body, Address recipient) {
        switch (recipient) {
            case Address.Phone(var digits) ->
                body.put("recipient_type", "individual").put("to", "+" + digits);
            case Address.UserId(var id) ->
                body.put("recipient_type", "individual").put("recipient", id);
            case Address.Group(var id) -> body.put("recipient_type", "group").put("to", id);
            case Address.Lid _, Address.Broadcast _ ->
                throw new UnreachableException("the Business API cannot reach this kind of address");
        }
    }

    private static void said(ObjectNode body, Reply reply, MediaNodes media) {
        switch (reply) {
            case Reply.Text(var text, var previewUrl) ->
                of(body, "text").put("body", text).put("preview_url", previewUrl);
            case Reply.Image(var file, var caption) -> optional(media.put(of(body, "image"), file), "caption", caption);
            case Reply.Video(var file, var caption) -> optional(media.put(of(body, "video"), file), "caption", caption);
            case Reply.Audio(var file, var voice) -> {
                ObjectNode audio = media.put(of(body, "audio"), file);
                if (voice) {
                    audio.put("voice", true);
                }
            }
            case Reply.Document(var file, var caption, var fileName) -> {
                ObjectNode document = media.put(of(body, "document"), file);
                optional(document, "caption", caption);
                optional(document, "filename", fileName);
            }
            case Reply.Sticker(var file) -> media.put(of(body, "sticker"), file);
            case Reply.Location(var latitude, var longitude, var name, var address) -> {
                ObjectNode location =
                        of(body, "location").put("latitude", latitude).put("longitude", longitude);
                optional(location, "name", name);
                optional(location, "address", address);
            }
            case Reply.Contacts(var contacts) -> {
                body.put("type", "contacts");
                contacts.forEach(contact -> body.withArray("contacts").add(ContactNodes.of(contact)));
            }
            case Reply.Reaction(var messageId, var emoji) ->
                of(body, "reaction").put("message_id", messageId).put("emoji", emoji);
            case Reply.Template(var name, var language, var components) -> {
                ObjectNode template = of(body, "template").put("name", name);
                template.putObject("language").put("code", language);
                if (!components.isEmpty()) {
                    ArrayNode array = template.putArray("components");
                    components.forEach(component -> array.add(indexAsText(component)));
                }
            }
            case Reply.Buttons _,
                    Reply.ListMenu _,
                    Reply.CtaUrl _,
                    Reply.LocationRequest _,
                    Reply.VoiceCall _,
                    Reply.Flow _ -> Interactive.put(of(body, "interactive"), reply, media);
        }
    }

    /** Meta wants the number of a button as a text, {@code "0"}; a bot counts in numbers. */
    private static JsonNode indexAsText(JsonNode component) {
        return component instanceof ObjectNode object && object.path("index").isIntegralNumber()
                ? object.deepCopy().put("index", object.path("index").asText())
                : component;
    }

    private static Stream<Media> media(Reply reply) {
        return switch (reply) {
            case Reply.Image image -> Stream.of(image.media());
            case Reply.Video video -> Stream.of(video.media());
            case Reply.Audio audio -> Stream.of(audio.media());
            case Reply.Document document -> Stream.of(document.media());
            case Reply.Sticker sticker -> Stream.of(sticker.media());
            case Reply.Buttons buttons -> media(buttons.header());
            case Reply.CtaUrl cta -> media(cta.header());
            case Reply.Flow flow -> media(flow.header());
            case Reply.Text _,
                    Reply.ListMenu _,
                    Reply.LocationRequest _,
                    Reply.VoiceCall _,
                    Reply.Location _,
                    Reply.Contacts _,
                    Reply.Reaction _,
                    Reply.Template _ -> Stream.empty();
        };
    }

    private static Stream<Media> media(Reply.@Nullable Header header) {
        return header == null ? Stream.empty() : header.media().stream();
    }

    private static ObjectNode of(ObjectNode body, String type) {
        return body.put("type", type).putObject(type);
    }

    static void optional(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
