package co.loglife.flow.simulator.graphapi;

import co.loglife.flow.simulator.chats.Said;
import java.util.ArrayList;
import java.util.List;

/** A template message: its name, language and the values for its placeholders. Its own text is known to Meta only. */
final class TemplateChecks {
    private TemplateChecks() {}

    static Said said(Shape template) {
        template.only("name", "language", "components", "namespace");
        String name = template.text("name", 512);
        if (!name.matches("[a-z0-9_]+")) {
            throw Refusal.wrong(template.path() + ".name", "lower-case letters, digits and underscores");
        }
        Shape language = template.object("language").only("code", "policy");
        String code = language.text("code", 20);
        if (language.has("policy")) {
            language.word("policy", "deterministic");
        }
        List<String> values = new ArrayList<>();
        if (template.has("components")) {
            template.objects("components", 0, 20).forEach(component -> component(component, values));
        }
        String shown = values.isEmpty() ? "" : "\n" + String.join("\n", values);
        return Said.of("template", "[" + name + ", " + code + "]" + shown);
    }

    private static void component(Shape component, List<String> values) {
        String type = component.text("type", 40);
        if (!type.equals("button")) {
            if (component.has("parameters")) {
                component.objects("parameters", 0, 100).forEach(parameter -> parameter(parameter, values));
            }
            return;
        }
        component.text("sub_type", 40);
        if (!component.node().path("index").asText().matches("[0-9]")) {
            throw Refusal.wrong(component.path() + ".index", "\"0\" to \"9\"");
        }
        component.objects("parameters", 1, 10).forEach(parameter -> parameter.text("type", 40));
    }

    private static void parameter(Shape parameter, List<String> values) {
        switch (parameter.text("type", 40)) {
            case "text" -> values.add(parameter.text("text", 32_768));
            case "image", "video", "document" -> ContentChecks.idOrLink(parameter.object(parameter.text("type", 40)));
            case "currency" -> values.add(parameter.object("currency").text("fallback_value", 1000));
            case "date_time" -> values.add(parameter.object("date_time").text("fallback_value", 1000));
            default -> {
                // payload, action, location and whatever Meta adds: nothing of it can be shown
            }
        }
    }
}
