package co.loglife.flow.sender.kafka;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Tells from the first few bytes of a record that it goes the other way: each reader sees every record, and reading all
 * of it costs more than anything else that is done with one that is not ours.
 */
final class Way {
    private static final String FIELD = "client_type";

    private Way() {}

    /** Whether a record plainly names another way; false where that cannot be told so easily. */
    static boolean isOther(byte[] record, ClientType ours) {
        try (JsonParser json = Json.mapper().getFactory().createParser(record)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isIt = json.currentName().equals(FIELD);
                JsonToken value = json.nextToken();
                if (isIt) {
                    return value == JsonToken.VALUE_STRING && isAnother(json.getText(), ours);
                }
                json.skipChildren();
            }
            return false;
        } catch (IOException e) { // whoever reads all of it will say what is wrong
            return false;
        }
    }

    private static boolean isAnother(String word, ClientType ours) {
        for (ClientType type : ClientType.values()) {
            if (type != ours && type.word().equals(word)) {
                return true;
            }
        }
        return false;
    }
}
