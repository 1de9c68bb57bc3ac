package co.loglife.flow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.util.ModelMapper;
import io.kubernetes.client.util.Yaml;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every manifest against the schema of the Kubernetes API (1.34): no field that the API does not know, none missing
 * that it demands, no value of another type.
 */
final class KubernetesSchemaTest {
    /** Of operators; not part of the API itself. {@link KubernetesTest} holds what we rely on in them. */
    private static final Set<String> FOREIGN =
            Set.of("ExternalSecret", "PodMonitor", "ScaledObject", "TriggerAuthentication");

    static List<Manifest> manifests() {
        return Manifest.all();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void isWhatTheApiKnows(Manifest manifest) throws Exception {
        if (FOREIGN.contains(manifest.kind())) {
            assertThat(manifest.tree().path("apiVersion").asText()).contains(".");
            return;
        }
        check(manifest);
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aMisspelledFieldIsFound(Manifest manifest) {
        if (!manifest.makesPods()) {
            return;
        }
        String wrong = manifest.tree().toString().replace("allowPrivilegeEscalation", "allowPrivilegeEscalations");
        assertThatThrownBy(() -> check(Manifest.read("wrong", wrong).getFirst()))
                .hasMessageContaining("allowPrivilegeEscalations");
    }

    @Test
    void aMissingFieldIsFound() {
        Manifest noSelector = Manifest.read(
                        "wrong", "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {}}")
                .getFirst();
        assertThatThrownBy(() -> check(noSelector)).hasMessageContaining("required field");
    }

    /** What kustomize makes of an overlay, where kubectl or kustomize is installed. */
    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void anOverlayIsRenderedAndWhatTheApiKnows(String overlay) throws Exception {
        String folder = Manifest.KUBERNETES.resolve("overlays").resolve(overlay).toString();
        Optional<String> rendered =
                output("kubectl", "kustomize", folder).or(() -> output("kustomize", "build", folder));
        assumeTrue(rendered.isPresent(), "neither kubectl nor kustomize is installed");

        for (Manifest manifest : Manifest.read(overlay, rendered.orElseThrow())) {
            if (!FOREIGN.contains(manifest.kind())) {
                check(manifest);
            }
            if (!manifest.kind().equals("Namespace")) {
                assertThat(manifest.tree().at("/metadata/namespace").asText()).startsWith("loglife-flow");
            }
        }
    }

    /** What a program prints; empty where it is not installed. */
    private static Optional<String> output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
            return Optional.of(printed);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void check(Manifest manifest) throws Exception {
        String[] version = manifest.tree().path("apiVersion").asText().split("/");
        Class<?> type = ModelMapper.getApiTypeClass(
                version.length == 1 ? "" : version[0], version[version.length - 1], manifest.kind());
        assertThat(type).as("the API's type of " + manifest).isNotNull();
        JsonElement json = JsonParser.parseString(manifest.tree().toString());
        try {
            type.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        try {
            Yaml.load(manifest.tree().toString());
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(manifest + ": " + e.getMessage(), e);
        }
    }
}
