package co.loglife.flow.simulator.phones;

import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a person does, as whatsapp-web.js words it. Pure.
 *
 * @param msgType the library's word for the kind
 * @param rawMsg the text, or what stands for it
 */
record WebSpeech(String msgType, String rawMsg) {
    /** The wording; null for what the Web client does not tell us of. */
    static @Nullable WebSpeech of(Utterance utterance) {
        return switch (utterance) {
            case Utterance.Text(String body) -> new WebSpeech("chat", body);
            case Utterance.Tap(String option) -> new WebSpeech("chat", option);
            case Utterance.Location place -> new WebSpeech("location", location(place));
            case Utterance.File file -> file(file);
            case Utterance.Card card -> new WebSpeech("vcard", cards(card));
            case Utterance.Reaction _, Utterance.Raw _ -> null;
        };
    }

    private static WebSpeech file(Utterance.File sent) {
        return switch (sent.kind()) {
            case "voice" -> new WebSpeech("ptt", base64(sent));
            case "audio" -> new WebSpeech("audio", base64(sent));
            default -> new WebSpeech(sent.kind(), sent.caption());
        };
    }

    private static String base64(Utterance.File sent) {
        return Base64.getEncoder().encodeToString(sent.file().bytes());
    }

    private static String location(Utterance.Location place) {
        ObjectNode location = Json.mapper().createObjectNode();
        location.put("latitude", place.latitude()).put("longitude", place.longitude());
        if (place.name() != null) {
            location.put("name", place.name());
        }
        if (place.address() != null) {
            location.put("address", place.address());
        }
        return location.toString();
    }

    private static String cards(Utterance.Card card) {
        String digits = card.phone().replaceAll("[^0-9]", "");
        ArrayNode cards = Json.mapper().createArrayNode();
        cards.add("BEGIN:VCARD\nVERSION:3.0\nFN:%s\nTEL;type=CELL;waid=%s:%s\nEND:VCARD"
                .formatted(card.name(), digits, card.phone()));
        return cards.toString();
    }
}
