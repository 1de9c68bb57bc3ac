package co.loglife.flow.deploy;

import static co.loglife.flow.deploy.Manifest.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docker-compose.yml} says; {@code deploy/docker/try} runs it. */
final class ComposeTest {
    private static final Path TOP = Path.of("..");
    private static final JsonNode SERVICES = Manifest.read("compose", Manifest.text(TOP.resolve("docker-compose.yml")))
            .getFirst()
            .tree()
            .path("services");

    @ParameterizedTest
    @ValueSource(strings = {"ingress-service", "router-service", "sender-service", "console-service", "simulator"})
    void aPartIsHardenedBoundedAndToldWhatTheReferenceKnows(String name) {
        JsonNode part = SERVICES.path(name);

        assertThat(part.path("read_only").asBoolean()).isTrue();
        assertThat(part.at("/cap_drop/0").asText()).isEqualTo("ALL");
        assertThat(part.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
        assertThat(part.has("mem_limit")).isTrue();
        assertThat(part.has("container_name"))
                .as("several of one service cannot have one name")
                .isFalse();
        assertThat(part.path("environment").properties()).allMatch(variable -> Reference.knows(variable.getKey()));
        assertThat(part.path("environment").properties())
                .filteredOn(variable -> variable.getKey().matches(".*(TOKEN|SECRET).*"))
                .isNotEmpty()
                .allMatch(variable -> variable.getKey().endsWith("_FILE"));
    }

    @Test
    void whatIsNeededIsThereByDefaultAndTheRestByProfile() {
        Map<String, List<String>> profiles = SERVICES.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        service -> list(service.getValue().path("profiles")).stream()
                                .map(JsonNode::asText)
                                .toList()));
        assertThat(profiles)
                .containsEntry("kafka", List.of())
                .containsEntry("ingress-service", List.of())
                .containsEntry("router-service", List.of())
                .containsEntry("sender-service", List.of())
                .containsEntry("console-service", List.of())
                .containsEntry("simulator", List.of("simulator"))
                .containsEntry("web-client", List.of("web-client"))
                .containsEntry("prometheus", List.of("monitoring"))
                .containsEntry("grafana", List.of("monitoring"));
    }

    @Test
    void everyFileThatIsMountedIsThere() {
        Set<String> mounted = SERVICES.findValues("volumes").stream()
                .flatMap(volumes -> list(volumes).stream())
                .map(volume -> volume.asText().split(":")[0])
                .filter(from -> from.startsWith("./"))
                .collect(Collectors.toSet());

        assertThat(mounted).isNotEmpty().allMatch(from -> Files.exists(TOP.resolve(from)));
    }

    @Test
    void theSimulatorsSettingsAreOnesThatComposeReads() {
        String compose = Manifest.text(TOP.resolve("docker-compose.yml"));

        assertThat(EnvFile.read(TOP.resolve("deploy/docker/simulator.env")).keySet())
                .filteredOn(name -> !name.equals("COMPOSE_PROFILES"))
                .isNotEmpty()
                .allMatch(name -> compose.contains("${" + name + ":-"));
    }
}
