package co.loglife.flow.simulator.phones;

import co.loglife.flow.model.Json;
import co.loglife.flow.simulator.chats.Chats;
import co.loglife.flow.simulator.chats.Said;
import co.loglife.flow.simulator.graphapi.GraphWebhooks;
import co.loglife.flow.simulator.media.StoredFile;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What a person does, as the element of {@code messages[]} that Meta makes of it. Pure. */
final class GraphSpeech {
    private GraphSpeech() {}

    /**
     * The element, without who, when and id.
     *
     * @param offer what was tapped, where something was
     * @param mediaUrl what a media id is put behind to make the address of a file
     */
    static ObjectNode element(Utterance utterance, Chats.@Nullable Offer offer, String mediaUrl) {
        return switch (utterance) {
            case Utterance.Text(String body) -> {
                ObjectNode element = typed("text");
                element.putObject("text").put("body", body);
                yield element;
            }
            case Utterance.Tap(String option) -> tap(option, offer);
            case Utterance.Location place -> location(place);
            case Utterance.File file -> file(file, mediaUrl);
            case Utterance.Reaction(String messageId, String emoji) -> {
                ObjectNode element = typed("reaction");
                ObjectNode reaction = element.putObject("reaction").put("message_id", messageId);
                if (!emoji.isEmpty()) { // one that was taken away has none
                    reaction.put("emoji", emoji);
                }
                yield element;
            }
            case Utterance.Card card -> card(card);
            case Utterance.Raw(ObjectNode element) -> element;
        };
    }

    private static ObjectNode tap(String optionId, Chats.@Nullable Offer offer) {
        if (offer == null) {
            throw new IllegalArgumentException("nothing was offered under this id");
        }
        ObjectNode element = typed("interactive");
        element.putObject("context")
                .put("from", GraphWebhooks.DISPLAY_NUMBER)
                .put("id", offer.bubble().id());
        String kind = offer.bubble().said().kind().equals("list") ? "list_reply" : "button_reply";
        Said.Option option = offer.option();
        ObjectNode interactive = element.putObject("interactive").put("type", kind);
        ObjectNode reply = interactive.putObject(kind).put("id", optionId).put("title", option.title());
        if (option.description() != null) {
            reply.put("description", option.description());
        }
        return element;
    }

    private static ObjectNode location(Utterance.Location place) {
        ObjectNode element = typed("location");
        ObjectNode location = element.putObject("location");
        location.put("latitude", place.latitude()).put("longitude", place.longitude());
        if (place.name() != null) {
            location.put("name", place.name());
        }
        if (place.address() != null) {
            location.put("address", place.address());
        }
        return element;
    }

    private static ObjectNode file(Utterance.File sent, String mediaUrl) {
        StoredFile file = sent.file();
        String type = sent.kind().equals("voice") ? "audio" : sent.kind();
        ObjectNode element = typed(type);
        ObjectNode content = element.putObject(type).put("id", file.id()).put("mime_type", file.mimeType());
        content.put("sha256", file.sha256()).put("url", mediaUrl + file.id());
        if (!sent.caption().isEmpty()) {
            content.put("caption", sent.caption());
        }
        if (sent.fileName() != null) {
            content.put("filename", sent.fileName());
        }
        return switch (type) {
            case "audio" -> {
                content.put("voice", sent.kind().equals("voice"));
                yield element;
            }
            case "sticker" -> {
                content.put("animated", false);
                yield element;
            }
            default -> element;
        };
    }

    private static ObjectNode card(Utterance.Card card) {
        ObjectNode element = typed("contacts");
        ObjectNode contact = element.putArray("contacts").addObject();
        contact.putObject("name").put("formatted_name", card.name()).put("first_name", card.name());
        contact.putArray("phones")
                .addObject()
                .put("phone", card.phone())
                .put("wa_id", card.phone().replaceAll("[^0-9]", ""))
                .put("type", "CELL");
        return element;
    }

    private static ObjectNode typed(String type) {
        return Json.mapper().createObjectNode().put("type", type);
    }
}
