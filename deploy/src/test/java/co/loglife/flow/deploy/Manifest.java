package co.loglife.flow.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One Kubernetes object as a file has it.
 *
 * @param origin where it is from, for messages
 */
record Manifest(String origin, JsonNode tree) {
    static final Path KUBERNETES = Path.of("kubernetes");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every object of every file, base and overlays; not the kustomizations themselves. */
    static List<Manifest> all() {
        return files(".yaml").stream()
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .flatMap(file -> read(file.toString(), text(file)).stream())
                .toList();
    }

    /** Those of the base and of one overlay. */
    static List<Manifest> of(String overlay) {
        return all().stream()
                .filter(manifest ->
                        manifest.origin().contains("base") || manifest.origin().contains(overlay))
                .toList();
    }

    static List<Manifest> read(String origin, String yaml) {
        List<Manifest> manifests = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)) {
            manifests.add(new Manifest(origin, JSON.valueToTree(document)));
        }
        return manifests;
    }

    static List<Path> files(String ending) {
        try (Stream<Path> files = Files.walk(KUBERNETES)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String kind() {
        return tree.path("kind").asText();
    }

    String name() {
        return tree.at("/metadata/name").asText();
    }

    /** Deployment, StatefulSet, Job: what makes pods. */
    boolean makesPods() {
        return !tree.at("/spec/template/spec/containers").isMissingNode();
    }

    JsonNode pod() {
        return tree.at("/spec/template");
    }

    JsonNode container() {
        return pod().at("/spec/containers/0");
    }

    /** The members of a list, empty where there is none. */
    static List<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    @Override
    public String toString() {
        return kind() + " " + name() + " (" + origin + ")";
    }
}
