package co.loglife.flow.simulator.graphapi;

import co.loglife.flow.model.Address;
import co.loglife.flow.simulator.chats.Said;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a request to {@code POST /{version}/{phone_number_id}/messages}, as strictly as Meta documents it. Pure. */
final class GraphChecks {
    /** The longest {@code biz_opaque_callback_data}. */
    private static final int CALLBACK_DATA = 512;

    private static final int MESSAGE_ID = 1000;

    private GraphChecks() {}

    static Checked check(JsonNode request) {
        try {
            Shape top = new Shape("", request);
            if (!"whatsapp".equals(top.node().path("messaging_product").asText())) {
                throw new Refusal(GraphError.parameter(
                        100, "The parameter messaging_product is required and must be \"whatsapp\"."));
            }
            return top.has("status") ? markRead(top) : message(top);
        } catch (Refusal refusal) {
            return new Checked.Refused(refusal.error());
        }
    }

    private static Checked markRead(Shape top) {
        top.only("messaging_product", "status", "message_id", "typing_indicator");
        top.word("status", "read");
        Optional<Shape> typing = top.optionalObject("typing_indicator");
        typing.ifPresent(indicator -> indicator.only("type").word("type", "text"));
        return new Checked.MarkRead(top.text("message_id", MESSAGE_ID), typing.isPresent());
    }

    private static Checked message(Shape top) {
        String type = top.optionalText("type", 40).orElse("text"); // Meta's default
        top.only(
                "messaging_product",
                "recipient_type",
                "to",
                "recipient",
                "type",
                "context",
                "biz_opaque_callback_data",
                type);
        boolean group = top.has("recipient_type")
                && top.word("recipient_type", "individual", "group").equals("group");
        String written = written(top);
        Address to = address(top, written, group);
        Said said = ContentChecks.said(type, top);
        @Nullable
        String quotes = top.optionalObject("context")
                .map(context -> context.only("message_id").text("message_id", MESSAGE_ID))
                .orElse(null);
        if (quotes != null && type.equals("reaction")) {
            throw new Refusal(GraphError.parameter(131009, "A reaction cannot have a context."));
        }
        return new Checked.Message(
                to,
                written,
                said,
                quotes,
                top.optionalText("biz_opaque_callback_data", CALLBACK_DATA).orElse(null),
                ContentChecks.mediaIds(type, top.node()),
                type.equals("reaction")
                        ? Optional.of(top.object("reaction").text("message_id", MESSAGE_ID))
                        : Optional.empty());
    }

    /** Where both are given, {@code to} wins. */
    private static String written(Shape top) {
        for (String key : List.of("to", "recipient")) {
            if (top.has(key)) {
                return top.text(key, 256);
            }
        }
        throw new Refusal(GraphError.parameter(100, "The parameter to is required."));
    }

    private static Address address(Shape top, String written, boolean group) {
        try {
            Address address = group ? new Address.Group(written) : Address.parse(written);
            boolean fits = top.has("to")
                    ? address instanceof Address.Phone || (address instanceof Address.Group && group)
                    : address instanceof Address.UserId;
            if (fits) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // refused below: it is no address at all
        }
        String must = top.has("to") ? "to must be a phone number, or a group's id" : "recipient must be a user id";
        throw new Refusal(GraphError.parameter(131009, "The parameter " + must + "."));
    }
}
