package co.loglife.flow.simulator.graphapi;

import co.loglife.flow.simulator.chats.Said;
import co.loglife.flow.simulator.chats.Said.Option;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Interactive messages: buttons, lists, links, requests. Pure. */
final class InteractiveChecks {
    private static final int EDGE = 60;
    private static final int LABEL = 20;

    private InteractiveChecks() {}

    static Said said(Shape interactive) {
        interactive.only("type", "header", "body", "footer", "action");
        String type = interactive.text("type", 40);
        Shape action = interactive.object("action");
        return switch (type) {
            case "button" -> framed(interactive, true, "buttons", null, null, buttons(action.only("buttons")));
            case "list" -> {
                List<Option> rows = rows(action.only("button", "sections"));
                yield framed(interactive, false, "list", action.text("button", LABEL), null, rows);
            }
            case "cta_url" -> {
                Shape link = named(action, "cta_url").only("display_text", "url");
                String url = link.text("url", 2000);
                yield framed(interactive, true, type, link.text("display_text", LABEL), url, List.of());
            }
            case "location_request_message" -> {
                named(action.only("name"), "send_location", false);
                yield framed(interactive, false, "location_request", "Send location", null, List.of());
            }
            case "voice_call" -> voiceCall(interactive, action);
            case "flow" -> flow(interactive, action);
            case "carousel",
                    "product",
                    "product_list",
                    "catalog_message",
                    "address_message",
                    "call_permission_request",
                    "order_details",
                    "order_status" ->
                Said.of(
                        type,
                        interactive
                                .optionalObject("body")
                                .map(body -> body.text("text", ContentChecks.BODY))
                                .orElse("[" + type + "]"));
            default -> throw Refusal.wrong("interactive.type", "a known type");
        };
    }

    private static List<Option> buttons(Shape action) {
        List<Option> buttons = new ArrayList<>();
        for (Shape button : action.objects("buttons", 1, 3)) {
            button.only("type", "reply").word("type", "reply");
            Shape reply = button.object("reply").only("id", "title");
            buttons.add(new Option(reply.text("id", 256), reply.text("title", LABEL), null, null));
        }
        action.distinct("button ids", buttons, Option::id);
        action.distinct("button titles", buttons, Option::title);
        return buttons;
    }

    private static List<Option> rows(Shape action) {
        List<Shape> sections = action.objects("sections", 1, 10);
        List<Option> rows = new ArrayList<>();
        for (Shape section : sections) {
            section.only("title", "rows");
            @Nullable
            String title = sections.size() > 1
                    ? section.text("title", 24)
                    : section.optionalText("title", 24).orElse(null);
            for (Shape row : section.objects("rows", 1, 10)) {
                row.only("id", "title", "description");
                rows.add(new Option(
                        row.text("id", 200),
                        row.text("title", 24),
                        row.optionalText("description", 72).orElse(null),
                        title));
            }
        }
        if (rows.size() > 10) {
            throw Refusal.wrong(action.path() + ".sections", "of at most 10 rows in all");
        }
        action.distinct("row ids", rows, Option::id);
        return rows;
    }

    private static Said voiceCall(Shape interactive, Shape action) {
        String label = "Call";
        if (action.only("name", "parameters").has("parameters")) {
            Shape parameters = named(action, "voice_call").only("display_text", "ttl_minutes", "payload");
            label = parameters.optionalText("display_text", LABEL).orElse(label);
            parameters.optionalNumber("ttl_minutes", 1, 43_200);
            parameters.optionalText("payload", 512);
        } else {
            named(action, "voice_call", false);
        }
        return framed(interactive, false, "voice_call", label, null, List.of());
    }

    private static Said flow(Shape interactive, Shape action) {
        Shape flow = named(action, "flow");
        flow.word("flow_message_version", "3");
        if (flow.has("flow_id") == flow.has("flow_name")) {
            throw new Refusal(GraphError.parameter(100, "A flow needs one of flow_id and flow_name."));
        }
        flow.optionalObject("flow_action_payload").ifPresent(payload -> {
            if (payload.has("data") && payload.object("data").node().isEmpty()) {
                throw Refusal.wrong(payload.path() + ".data", "an object that is not empty");
            }
        });
        return framed(interactive, true, "flow", flow.text("flow_cta", 30), null, List.of());
    }

    /** The action must have this name, and has parameters. */
    private static Shape named(Shape action, String name) {
        action.only("name", "parameters");
        named(action, name, true);
        return action.object("parameters");
    }

    private static void named(Shape action, String name, boolean parameters) {
        action.word("name", name);
        if (parameters && !action.has("parameters")) {
            throw Refusal.missing(action.path() + ".parameters");
        }
    }

    private static Said framed(
            Shape interactive,
            boolean mediaHeader,
            String kind,
            @Nullable String button,
            @Nullable String link,
            List<Option> options) {
        String body = interactive.object("body").only("text").text("text", ContentChecks.BODY);
        @Nullable
        String footer = interactive
                .optionalObject("footer")
                .map(edge -> edge.only("text").text("text", EDGE))
                .orElse(null);
        @Nullable
        String header = interactive
                .optionalObject("header")
                .map(above -> header(above, mediaHeader))
                .orElse(null);
        return new Said(kind, header, body, footer, button, link, options, null);
    }

    private static String header(Shape header, boolean mediaToo) {
        String type =
                mediaToo ? header.word("type", "text", "image", "video", "document") : header.word("type", "text");
        header.only("type", type, "sub_text");
        if (type.equals("text")) {
            return header.text("text", EDGE);
        }
        ContentChecks.idOrLink(header.object(type));
        return "[" + type + "]";
    }
}
