package co.loglife.flow.system;

import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PromQL of the dashboard and of the alert rules, and which metrics a query asks for. */
final class Queries {
    static final Path DASHBOARD = Path.of("..", "deploy", "grafana", "dashboards", "loglife-flow.json");
    static final Path ALERTS = Path.of("..", "deploy", "prometheus", "alerts.yml");

    /** A name that is no function, no keyword, no label and within no quotes: those are cut out before. */
    private static final Pattern NAME = Pattern.compile("(?<![0-9a-zA-Z_.])[a-zA-Z_:][a-zA-Z0-9_:]*+(?!\\s*\\()");

    private static final Pattern CUT = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Set<String> KEYWORDS = Set.of(
            "by", "without", "on", "ignoring", "and", "or", "unless", "bool", "offset", "group_left", "group_right");

    private Queries() {}

    /** Every query, by where it is. */
    static Map<String, String> all() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        panels(Json.mapper().readTree(DASHBOARD.toFile()), all);
        Matcher rule =
                Pattern.compile("(?m)^ +- alert: (\\w+)\\n +expr: '(.+)'$").matcher(Files.readString(ALERTS));
        while (rule.find()) {
            all.put("alert " + rule.group(1), rule.group(2));
        }
        return all;
    }

    private static void panels(JsonNode node, Map<String, String> into) {
        for (JsonNode panel : node.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                into.put(
                        "panel " + panel.path("title").asText() + " "
                                + target.path("refId").asText(),
                        target.path("expr").asText());
            }
            panels(panel, into);
        }
    }

    /** The metrics it names. */
    static Set<String> metrics(String query) {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(CUT.matcher(query).replaceAll(" "));
        while (name.find()) {
            if (!KEYWORDS.contains(name.group())) {
                names.add(name.group());
            }
        }
        return names;
    }
}
