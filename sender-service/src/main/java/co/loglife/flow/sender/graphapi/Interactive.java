package co.loglife.flow.sender.graphapi;

import static co.loglife.flow.sender.graphapi.GraphRequests.optional;

import co.loglife.flow.model.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The interactive messages: a body, perhaps a header and a footer, and something to tap. */
final class Interactive {
    /** The only version Meta has of its flow messages. */
    private static final String FLOW_MESSAGE_VERSION = "3";

    private Interactive() {}

    static void put(ObjectNode node, Reply reply, MediaNodes media) {
        switch (reply) {
            case Reply.Buttons buttons -> {
                frame(node, "button", buttons.header(), buttons.body(), buttons.footer(), media);
                ArrayNode array = node.putObject("action").putArray("buttons");
                for (Reply.Option button : buttons.buttons()) {
                    ObjectNode one = array.addObject().put("type", "reply");
                    one.putObject("reply").put("id", button.id()).put("title", button.title());
                }
            }
            case Reply.ListMenu list -> {
                Reply.Header header = list.header() == null ? null : Reply.Header.of(list.header());
                frame(node, "list", header, list.body(), list.footer(), media);
                list(node.putObject("action"), list);
            }
            case Reply.CtaUrl cta -> {
                frame(node, "cta_url", cta.header(), cta.body(), cta.footer(), media);
                parameters(node, "cta_url").put("display_text", cta.label()).put("url", cta.url());
            }
            case Reply.LocationRequest request -> {
                frame(node, "location_request_message", null, request.body(), null, media);
                node.putObject("action").put("name", "send_location");
            }
            case Reply.VoiceCall call -> {
                frame(node, "voice_call", null, call.body(), null, media);
                voiceCall(node, call);
            }
            case Reply.Flow flow -> {
                frame(node, "flow", flow.header(), flow.body(), flow.footer(), media);
                flow(parameters(node, "flow"), flow);
            }
            case Reply other ->
                throw new IllegalArgumentException(other.getClass().getSimpleName() + " is not interactive");
        }
    }

    private static void frame(
            ObjectNode node,
            String type,
            Reply.@Nullable Header header,
            String body,
            @Nullable String footer,
            MediaNodes media) {
        node.put("type", type);
        if (header != null) {
            header(node.putObject("header"), header, media);
        }
        node.putObject("body").put("text", body);
        if (footer != null) {
            node.putObject("footer").put("text", footer);
        }
    }

    private static void header(ObjectNode node, Reply.Header header, MediaNodes media) {
        if (header.image() != null) {
            media.put(node.put("type", "image").putObject("image"), header.image());
        } else if (header.video() != null) {
            media.put(node.put("type", "video").putObject("video"), header.video());
        } else if (header.document() != null) {
            media.put(node.put("type", "document").putObject("document"), header.document());
        } else {
            node.put("type", "text").put("text", header.text());
        }
    }

    private static void list(ObjectNode action, Reply.ListMenu list) {
        action.put("button", list.button());
        ArrayNode sections = action.putArray("sections");
        for (Reply.ListMenu.Section section : list.sections()) {
            ObjectNode one = sections.addObject();
            optional(one, "title", section.title());
            for (Reply.ListMenu.Row row : section.rows()) {
                ObjectNode node =
                        one.withArray("rows").addObject().put("id", row.id()).put("title", row.title());
                optional(node, "description", row.description());
            }
        }
    }

    private static void voiceCall(ObjectNode node, Reply.VoiceCall call) {
        ObjectNode action = node.putObject("action").put("name", "voice_call");
        if (call.label() == null && call.ttlMinutes() == null && call.payload() == null) {
            return;
        }
        ObjectNode parameters = action.putObject("parameters");
        optional(parameters, "display_text", call.label());
        if (call.ttlMinutes() != null) {
            parameters.put("ttl_minutes", call.ttlMinutes());
        }
        optional(parameters, "payload", call.payload());
    }

    private static void flow(ObjectNode parameters, Reply.Flow flow) {
        parameters.put("flow_message_version", FLOW_MESSAGE_VERSION);
        optional(parameters, "flow_id", flow.id());
        optional(parameters, "flow_name", flow.name());
        parameters.put("flow_cta", flow.label());
        optional(parameters, "flow_token", flow.token());
        optional(parameters, "mode", flow.mode());
        optional(parameters, "flow_action", flow.action());
        if (flow.screen() != null || flow.data() != null) {
            ObjectNode payload = parameters.putObject("flow_action_payload");
            optional(payload, "screen", flow.screen());
            if (flow.data() != null) {
                payload.set("data", flow.data());
            }
        }
    }

    private static ObjectNode parameters(ObjectNode node, String name) {
        return node.putObject("action").put("name", name).putObject("parameters");
    }
}
