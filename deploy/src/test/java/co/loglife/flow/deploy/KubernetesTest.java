package co.loglife.flow.deploy;

import static co.loglife.flow.deploy.Manifest.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no schema sees: names that must agree, and what holds for every pod. */
final class KubernetesTest {
    private static final Set<String> PARTS =
            Set.of("ingress-service", "router-service", "sender-service", "console-service");

    static List<Manifest> workloads() {
        return Manifest.all().stream().filter(Manifest::makesPods).toList();
    }

    static List<Manifest> services() {
        return workloads().stream().filter(one -> PARTS.contains(one.name())).toList();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void runsAtTheRestrictedLevelWithBoundedResources(Manifest workload) {
        JsonNode pod = workload.pod().path("spec");
        JsonNode container = workload.container();

        assertThat(list(pod.path("containers"))).hasSize(1);
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        // A service called ingress would set INGRESS_PORT to tcp://…
        assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
        for (String bound : List.of("requests", "limits")) {
            assertThat(container.at("/resources/" + bound).has("memory")).isTrue();
            assertThat(container.at("/resources/" + bound).has("cpu")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void isProbedAndStoppedInPeace(Manifest service) {
        JsonNode container = service.container();

        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/live");
        assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/ready");
        int startup = container.at("/startupProbe/periodSeconds").asInt()
                * container.at("/startupProbe/failureThreshold").asInt();
        assertThat(startup).isGreaterThan(Integer.parseInt(EnvFile.base().get("STARTUP_WAIT_SECONDS")));
        int longestCall = service.name().equals("sender-service") ? 90 : 10;
        assertThat(service.pod().at("/spec/terminationGracePeriodSeconds").asInt())
                .isGreaterThan(longestCall);
    }

    @ParameterizedTest
    @MethodSource("services")
    void ofSeveralAreSpreadAndNeverAllGoneAtOnce(Manifest service) {
        if (service.tree().at("/spec/replicas").asInt(2) == 1) {
            return;
        }
        assertThat(list(service.pod().at("/spec/topologySpreadConstraints"))).isNotEmpty();
        assertThat(Manifest.all())
                .anyMatch(one -> one.kind().equals("PodDisruptionBudget")
                        && one.tree()
                                .at("/spec/selector/matchLabels")
                                .equals(service.tree().at("/spec/selector/matchLabels")));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void mountsVolumesThatAreThereAndReadsFilesThatAreMounted(Manifest workload) {
        Set<String> volumes = Stream.concat(
                        list(workload.pod().at("/spec/volumes")).stream().map(volume -> volume.path("name")),
                        list(workload.tree().at("/spec/volumeClaimTemplates")).stream()
                                .map(claim -> claim.at("/metadata/name")))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        Set<String> mounted = list(workload.container().path("volumeMounts")).stream()
                .map(mount -> mount.path("name").asText())
                .collect(Collectors.toSet());

        assertThat(mounted).isEqualTo(volumes);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void isToldWhatTheReferenceKnows(Manifest workload) {
        assertThat(list(workload.container().path("env")))
                .extracting(variable -> variable.path("name").asText())
                .allMatch(Reference::knows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base/flow.env", "overlays/production/kafka.env"})
    void configurationIsWhatTheReferenceKnows(String file) {
        assertThat(EnvFile.read(Manifest.KUBERNETES.resolve(file)).keySet()).allMatch(Reference::knows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void whatIsSelectedIsThere(String overlay) {
        List<Manifest> manifests = Manifest.of(overlay);
        Set<JsonNode> pods = manifests.stream()
                .filter(Manifest::makesPods)
                .map(one -> one.pod().at("/metadata/labels"))
                .collect(Collectors.toSet());

        for (Manifest manifest : manifests) {
            selectors(manifest)
                    .forEach(selector -> assertThat(pods)
                            .as(manifest + " selects " + selector)
                            .anyMatch(labels -> list(selector).isEmpty()
                                    || selector.properties().stream()
                                            .allMatch(label ->
                                                    labels.path(label.getKey()).equals(label.getValue()))));
        }
    }

    /** Selectors of this namespace's pods; the Web client is not part of the overlays. */
    private static Stream<JsonNode> selectors(Manifest manifest) {
        List<JsonNode> found = new ArrayList<>();
        if (manifest.kind().equals("Service")) {
            found.add(manifest.tree().at("/spec/selector"));
        }
        found.addAll(manifest.tree().findValues("matchLabels"));
        return found.stream()
                .filter(selector -> selector.path("kubernetes.io/metadata.name").isMissingNode())
                .filter(selector ->
                        !selector.path("app.kubernetes.io/name").asText().equals("web-client"))
                .filter(selector ->
                        !selector.path("app.kubernetes.io/name").asText().equals("kafka")
                                || manifest.origin().contains("dev"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "production"})
    void portsAndTargetsAgree(String overlay) {
        List<Manifest> manifests = Manifest.of(overlay);
        for (Manifest service : manifests) {
            if (!service.kind().equals("Service")) {
                continue;
            }
            Manifest workload = manifests.stream()
                    .filter(one -> one.makesPods() && one.name().equals(service.name()))
                    .findFirst()
                    .orElseThrow();
            JsonNode port = service.tree().at("/spec/ports/0");
            assertThat(port.path("port")).isEqualTo(workload.container().at("/ports/0/containerPort"));
            assertThat(port.path("targetPort")).isEqualTo(workload.container().at("/ports/0/name"));
        }
        for (Manifest scaled : manifests) {
            JsonNode target = scaled.tree().at("/spec/scaleTargetRef");
            if (!target.isMissingNode()) {
                assertThat(manifests)
                        .as(scaled + " scales " + target)
                        .anyMatch(one -> one.name().equals(target.path("name").asText())
                                && one.kind().equals(target.path("kind").asText()));
            }
        }
    }

    @Test
    void everySecretThatIsReadComesFromSomewhere() {
        for (Manifest workload : services()) {
            Set<String> wanted = list(workload.container().path("env")).stream()
                    .map(variable -> variable.path("value").asText())
                    .filter(value -> value.startsWith("/run/flow/"))
                    .map(value -> value.substring("/run/flow/".length()))
                    .collect(Collectors.toSet());
            wanted.add("KAFKA_SASL_JAAS_CONFIG");
            wanted.add("kafka-ca.pem");

            assertThat(Manifest.of("production"))
                    .as("the secrets of " + workload)
                    .anyMatch(one -> one.kind().equals("ExternalSecret")
                            && one.name().equals(workload.name())
                            && new HashSet<>(list(one.tree().at("/spec/data")).stream()
                                            .map(datum ->
                                                    datum.path("secretKey").asText())
                                            .toList())
                                    .equals(wanted));
        }
    }

    @Test
    void aKustomizationNamesFilesAndTargetsThatAreThere() {
        for (Path file : Manifest.files("kustomization.yaml")) {
            JsonNode tree = Manifest.read(file.toString(), Manifest.text(file))
                    .getFirst()
                    .tree();
            Path folder = file.resolveSibling("");
            list(tree.path("resources"))
                    .forEach(resource -> assertThat(Files.exists(folder.resolve(resource.asText())))
                            .as(resource + " of " + file)
                            .isTrue());
            list(tree.path("patches"))
                    .forEach(patch -> assertThat(Manifest.all())
                            .as("target of a patch in " + file)
                            .anyMatch(one -> one.kind()
                                            .equals(patch.at("/target/kind").asText())
                                    && one.name()
                                            .equals(patch.at("/target/name").asText())));
            list(tree.path("images"))
                    .forEach(image -> assertThat(workloads())
                            .anyMatch(one -> one.container().path("image").equals(image.path("name"))));
        }
    }

    @Test
    void theScalersReadTheGroupsAndTopicsOfTheParts() {
        assertThat(Manifest.of("production").stream()
                        .filter(one -> one.kind().equals("ScaledObject"))
                        .map(one -> one.tree().at("/spec/triggers/0/metadata"))
                        .map(trigger -> trigger.path("consumerGroup").asText() + " of "
                                + trigger.path("topic").asText()))
                .containsExactlyInAnyOrder(
                        "whatsapp.router of whatsapp.incoming", "whatsapp.sender of whatsapp.outgoing");
    }
}
