package co.loglife.flow.ingress.normalized;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Webhooks that are nearly right: the contract's own names, with anything at all where a value belongs. */
public final class RandomJson {
    private static final List<String> TYPES = List.of(
            "text",
            "image",
            "video",
            "document",
            "audio",
            "sticker",
            "location",
            "contacts",
            "reaction",
            "button",
            "interactive",
            "order",
            "system",
            "edit",
            "revoke",
            "unsupported",
            "unknown",
            "hologram");
    private static final List<String> NAMES = List.of(
            "id",
            "from",
            "from_user_id",
            "group_id",
            "timestamp",
            "type",
            "body",
            "caption",
            "mime_type",
            "sha256",
            "latitude",
            "longitude",
            "name",
            "phones",
            "phone",
            "wa_id",
            "message_id",
            "emoji",
            "text",
            "payload",
            "button_reply",
            "list_reply",
            "nfm_reply",
            "call_permission_reply",
            "title",
            "response_json",
            "catalog_id",
            "product_items",
            "product_retailer_id",
            "quantity",
            "item_price",
            "original_message_id",
            "message",
            "errors",
            "code",
            "status",
            "recipient_id",
            "recipient_user_id",
            "recipient_type",
            "biz_opaque_callback_data",
            "pricing",
            "context",
            "referral",
            "user_id",
            "profile",
            "voice",
            "expiration_timestamp",
            "unsupported");
    private static final List<String> PAYLOAD = List.of(
            "sender",
            "raw_msg",
            "msg_type",
            "client_type",
            "message_id",
            "timestamp",
            "chat_id",
            "sender_name",
            "session",
            "media",
            "quoted_message_id",
            "location",
            "reaction",
            "edit",
            "revoke");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "hi",
            "16505551234",
            "US.1349",
            "1234@lid",
            "1203@g.us",
            "status@broadcast",
            "\ud83d",
            "\u0000",
            "🏃",
            "1e9",
            "-1",
            "99999999999999999999",
            "true",
            "messages",
            "sent",
            "failed",
            "group",
            "user_changed_number",
            "data:image/png;base64,AAAA",
            "AAAA",
            "BEGIN:VCARD\nFN:A\nEND:VCARD",
            "[\"BEGIN:VCARD",
            "chat",
            "ptt",
            "image",
            "vcard",
            "web",
            "|",
            "a|",
            "|a",
            "a|b");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Random random;

    public RandomJson(long seed) {
        random = new Random(seed);
    }

    /** A webhook of Meta's, more or less. */
    public JsonNode webhook() {
        ObjectNode value = JSON.objectNode();
        value.set("metadata", maybe(object(2)));
        value.set("contacts", maybe(array(2)));
        value.set("messages", maybe(elements()));
        value.set("statuses", maybe(elements()));
        value.set("errors", maybe(array(2)));
        ObjectNode change = JSON.objectNode();
        change.set("field", maybe(JSON.textNode("messages")));
        change.set("value", maybe(value));
        ObjectNode entry = JSON.objectNode();
        entry.set("changes", maybe(JSON.arrayNode().add(change)));
        return JSON.objectNode().set("entry", maybe(JSON.arrayNode().add(entry)));
    }

    /** A payload of the Web client, more or less. */
    public JsonNode payload() {
        ObjectNode payload = JSON.objectNode();
        for (String name : PAYLOAD) {
            if (random.nextInt(3) > 0) {
                payload.set(name, random.nextInt(3) > 0 ? JSON.textNode(pick(TEXTS)) : any(2));
            }
        }
        if (random.nextBoolean()) {
            payload.put("sender", "16505551234");
        }
        return payload;
    }

    private ArrayNode elements() {
        ArrayNode elements = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            ObjectNode element = object(3);
            String type = pick(TYPES);
            element.set("type", maybe(JSON.textNode(type)));
            element.set(type, any(3));
            element.set("id", maybe(JSON.textNode("wamid.1")));
            element.set("from", maybe(JSON.textNode("16505551234")));
            element.set("status", maybe(JSON.textNode("failed")));
            elements.add(random.nextInt(10) == 0 ? any(2) : element);
        }
        return elements;
    }

    /** Nine times of ten what is right. */
    private JsonNode maybe(JsonNode right) {
        return random.nextInt(10) == 0 ? any(2) : right;
    }

    private JsonNode any(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(new BigDecimal(BigInteger.valueOf(random.nextInt()), random.nextInt()));
            case 4, 5, 6 -> JSON.textNode(pick(TEXTS));
            case 7 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    private ArrayNode array(int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
            array.add(any(depth));
        }
        return array;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(8); i > 0; i--) {
            object.set(pick(NAMES), any(depth));
        }
        return object;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
