package co.loglife.flow.ingress.webjs;

import co.loglife.flow.model.Contact;
import co.loglife.flow.model.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Contact cards as WhatsApp writes them: a text of vCards, or a JSON array of such texts. */
final class VCards {
    private static final Pattern WA_ID = Pattern.compile("(?i);waid=([0-9]{5,15})(?![0-9])");
    private static final String BEGIN = "BEGIN:VCARD";
    private static final String END = "END:VCARD";

    private VCards() {}

    static List<Contact> read(String text) {
        return texts(text).flatMap(VCards::cards).map(VCards::contact).toList();
    }

    private static Stream<String> texts(String text) {
        try {
            JsonNode array = Json.mapper().readTree(text);
            if (array.isArray()) {
                return array.valueStream().filter(JsonNode::isTextual).map(JsonNode::textValue);
            }
        } catch (JsonProcessingException e) {
            // Not the original client's array: the cards themselves.
        }
        return Stream.of(text);
    }

    /** One look at each character: a text of many beginnings and no end must not cost more than its length. */
    private static Stream<String> cards(String text) {
        Stream.Builder<String> cards = Stream.builder();
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, Math.max(begin, 0));
        while (begin >= 0 && end > begin) {
            cards.add(text.substring(begin, end + END.length()));
            begin = text.indexOf(BEGIN, end);
            end = text.indexOf(END, Math.max(begin, end + END.length()));
        }
        return cards.build();
    }

    private static Contact contact(String card) {
        String name = null;
        List<String> phones = new ArrayList<>();
        List<String> waIds = new ArrayList<>();
        for (String line : unfolded(card)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String property = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            switch (word(property)) {
                case "FN" -> name = plain(value);
                case "TEL" -> {
                    phones.add(value);
                    Matcher waId = WA_ID.matcher(property);
                    if (waId.find()) {
                        waIds.add(waId.group(1));
                    }
                }
                default -> {} // the card itself is kept beside
            }
        }
        return new Contact(name, phones, waIds, card);
    }

    /** A long line goes on in the next one, after a blank. */
    private static String[] unfolded(String card) {
        return card.replaceAll("\\r?\\n[ \\t]", "").split("\\r?\\n");
    }

    /** {@code item1.TEL;type=CELL} is a TEL. */
    private static String word(String property) {
        String first = property.split(";", 2)[0];
        return first.substring(first.indexOf('.') + 1).toUpperCase(Locale.ROOT);
    }

    private static @Nullable String plain(String value) {
        String text = value.replaceAll("\\\\([,;\\\\])", "$1");
        return text.isBlank() ? null : text;
    }
}
