package co.loglife.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard and the alert rules as files; that their metrics exist is {@link ObservedTest}'s. */
final class WatchFilesTest {
    private static final Path PROMETHEUS = Path.of("..", "deploy", "prometheus");

    @TempDir
    Path folder;

    @Test
    void everyPanelHasItsOwnPlaceAndAQuery() throws IOException {
        JsonNode dashboard = Json.mapper().readTree(Queries.DASHBOARD.toFile());
        List<String> places = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            JsonNode at = panel.path("gridPos");
            places.add(at.path("x") + "," + at.path("y"));
            ids.add(panel.path("id").asInt());
            assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("targets"))
                        .as(panel.path("title").asText())
                        .isNotEmpty();
                assertThat(panel.path("description").asText()).isNotBlank();
            }
        }

        assertThat(places).doesNotHaveDuplicates().hasSizeGreaterThan(25);
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(dashboard.path("uid").asText()).isEqualTo("loglife-flow");
    }

    @Test
    void everyAlertHasAHeadingThatSaysWhatToDo() throws IOException {
        String rules = Files.readString(Queries.ALERTS);
        String guide = Files.readString(Path.of("..", "docs", "alerts.md"));
        List<String> alerts = found("- alert: (\\w+)", rules);

        assertThat(alerts).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(found("(?m)^## (\\w+)$", guide)).containsAll(alerts);
        assertThat(found("runbook_url: docs/alerts.md#(\\S+)", rules))
                .isEqualTo(alerts.stream()
                        .map(alert -> alert.toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** Of the Debian package {@code prometheus}; without it only the names of metrics are checked. */
    @Test
    void prometheusItselfCanReadEveryQuery() throws Exception {
        Assumptions.assumeTrue(has("promtool"), "promtool is not installed: PromQL is not parsed here");
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        Queries.all().values().stream()
                .map(query -> query.replace("$__rate_interval", "1m"))
                .forEach(query -> rules.append("      - record: a\n        expr: '")
                        .append(query)
                        .append("'\n"));
        Path file = Files.writeString(folder.resolve("queries.yml"), rules);

        assertThat(run("promtool", "check", "rules", "--lint=none", file.toString()))
                .contains("SUCCESS");
        assertThat(run("promtool", "check", "rules", Queries.ALERTS.toString())).contains("SUCCESS");
        assertThat(run(
                        "promtool",
                        "check",
                        "config",
                        "--syntax-only",
                        PROMETHEUS.resolve("prometheus.yml").toString()))
                .contains("SUCCESS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum by (le) (rate(a_bucket{b=\"c\"}[5m])) > 0.2 | a_bucket",
                "max(a) > 0 and b == 1e9 or absent(up{job=\"x\"}) | a,b,up",
                "histogram_quantile(0.99, sum by (le, hop) (rate(h_bucket[$__rate_interval]))) | h_bucket"
            })
    void namesOfMetricsAreToldFromFunctionsAndLabels(String query, String names) {
        assertThat(Queries.metrics(query)).isEqualTo(Set.of(names.split(",")));
    }

    private static List<String> found(String pattern, String in) {
        return Pattern.compile(pattern)
                .matcher(in)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toList());
    }

    private static boolean has(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
