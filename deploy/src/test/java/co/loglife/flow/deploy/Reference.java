package co.loglife.flow.deploy;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of {@code docs/configuration.md}, which is made from the code. */
final class Reference {
    private static final Set<String> NAMES = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\|")
            .matcher(Manifest.text(Path.of("..", "docs", "configuration.md")))
            .results()
            .map(MatchResult::group)
            .map(row -> row.replaceAll("[^A-Z0-9_]", ""))
            .collect(Collectors.toSet());

    private Reference() {}

    /** Whether a part reads the variable; Kafka's own go to its clients, and a pod's name is used by others. */
    static boolean knows(String variable) {
        String name =
                variable.endsWith("_FILE") ? variable.substring(0, variable.length() - "_FILE".length()) : variable;
        return NAMES.contains(name)
                || name.startsWith("KAFKA_")
                || Set.of("LOG_FORMAT", "LOG_LEVEL", "POD_NAME").contains(name);
    }
}
