package co.loglife.flow.simulator.graphapi;

import co.loglife.flow.model.Json;
import co.loglife.flow.simulator.chats.Person;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The webhooks Meta posts, as JSON. Pure. */
public final class GraphWebhooks {
    /** The business account all our lines belong to. */
    private static final String ACCOUNT = "102290129340398";

    /** The number people see, of every line. */
    public static final String DISPLAY_NUMBER = "15550783881";

    private GraphWebhooks() {}

    /**
     * A message a person sends.
     *
     * @param line the phone number id it is sent to
     * @param element its type and content, and its context where it has one; the rest is added
     */
    public static ObjectNode message(String line, Person from, String wamid, Instant at, ObjectNode element) {
        ObjectNode envelope = Json.mapper().createObjectNode();
        ObjectNode value = value(envelope, line);
        ObjectNode contact = value.putArray("contacts").addObject();
        contact.putObject("profile").put("name", from.name());
        contact.put("wa_id", from.number()).put("user_id", from.userId());
        ObjectNode message = value.putArray("messages").addObject();
        message.put("from", from.number()).put("from_user_id", from.userId());
        message.put("id", wamid).put("timestamp", seconds(at));
        message.setAll(element);
        return envelope;
    }

    /**
     * What became of a message of the business.
     *
     * @param recipient whose status it is
     * @param callbackData what came with the message, or null
     * @param failure the code it failed with, or null
     */
    static ObjectNode status(
            String line,
            String recipient,
            String wamid,
            String status,
            Instant at,
            @Nullable String callbackData,
            @Nullable Integer failure) {
        ObjectNode envelope = Json.mapper().createObjectNode();
        ObjectNode report = value(envelope, line).putArray("statuses").addObject();
        report.put("id", wamid).put("status", status).put("timestamp", seconds(at));
        report.put("recipient_id", recipient).put("recipient_user_id", new Person(recipient, "").userId());
        if (callbackData != null) {
            report.put("biz_opaque_callback_data", callbackData);
        }
        if (failure != null) {
            ObjectNode error = report.putArray("errors").addObject();
            error.put("code", failure).put("title", GraphCodes.title(failure));
            error.put("message", GraphCodes.title(failure));
            error.putObject("error_data").put("details", "Simulated failure.");
            error.put("href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
        } else if (!status.equals("read")) { // Meta prices on sent and on one of delivered and read
            ObjectNode pricing = report.putObject("pricing");
            pricing.put("billable", false).put("pricing_model", "PMP");
            pricing.put("type", "free_customer_service").put("category", "service");
        }
        return envelope;
    }

    private static ObjectNode value(ObjectNode envelope, String line) {
        envelope.put("object", "whatsapp_business_account");
        ObjectNode entry = envelope.putArray("entry").addObject().put("id", ACCOUNT);
        ObjectNode change = entry.putArray("changes").addObject();
        ObjectNode value = change.putObject("value");
        change.put("field", "messages");
        value.put("messaging_product", "whatsapp");
        value.putObject("metadata").put("display_phone_number", DISPLAY_NUMBER).put("phone_number_id", line);
        return value;
    }

    private static String seconds(Instant at) {
        return String.valueOf(at.getEpochSecond());
    }
}
