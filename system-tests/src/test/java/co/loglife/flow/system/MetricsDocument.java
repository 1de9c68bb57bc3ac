package co.loglife.flow.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/metrics.md}: the list of all metrics and labels that others build on. */
final class MetricsDocument {
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `((?:flow|jvm|process|system|kafka|webclient)_[a-z_]+)` \\|");
    private static final Pattern LABEL = Pattern.compile("(?m)^- `([a-z_]+)`:");

    private MetricsDocument() {}

    /** Of the services. */
    static Set<String> names() throws IOException {
        Set<String> all = all();
        all.removeIf(name -> name.startsWith("webclient_"));
        return all;
    }

    static Set<String> ofTheWebClient() throws IOException {
        Set<String> all = all();
        all.removeIf(name -> !name.startsWith("webclient_"));
        return all;
    }

    private static Set<String> all() throws IOException {
        return find(ROW);
    }

    static Set<String> labels() throws IOException {
        return find(LABEL);
    }

    private static Set<String> find(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names as the document has them: of a histogram its base, not its buckets. */
    static Set<String> families(Scrape scrape) {
        Set<String> names = new TreeSet<>(scrape.types().keySet());
        // Micrometer shows the maximum of a timer beside it, as a gauge of its own.
        names.removeIf(name -> name.endsWith("_max")
                && scrape.types().containsKey(name.substring(0, name.length() - "_max".length())));
        return names;
    }
}
