package co.loglife.flow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.trace.TraceContext;
import co.loglife.flow.runtime.trace.TraceHeaders;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/asyncapi.yaml} says what the topics are. */
class AsyncApiTest {
    private static final Path DOCS = Path.of("..", "docs");
    private final JsonNode document;

    AsyncApiTest() throws IOException {
        document = new YAMLMapper().readTree(DOCS.resolve("asyncapi.yaml").toFile());
    }

    @ParameterizedTest
    @EnumSource
    void everyTopicIsAChannelWithItsRetention(TopicLayout.Kind kind) {
        JsonNode channel = document.path("channels").path(kind.word());

        assertThat(channel.path("address").asText()).isEqualTo(new TopicLayout(TopicLayout.DEFAULT_PREFIX).name(kind));
        assertThat(channel.path("description").asText())
                .contains(
                        kind.isCompacted()
                                ? "Compacted"
                                : "Kept " + kind.retention().toDays() + " days");
        assertThat(document.path("channels")).hasSize(TopicLayout.Kind.values().length);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        collect(document, references);

        assertThat(references).hasSizeGreaterThan(20).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(DOCS.resolve(reference)).isRegularFile();
            }
        });
    }

    @Test
    void everySchemaIsTheValueOfSomeTopic() throws IOException {
        List<String> references = new ArrayList<>();
        collect(document, references);
        try (var files = Files.list(DOCS.resolve("schemas"))) {
            assertThat(files.map(file -> "./schemas/" + file.getFileName())).allMatch(references::contains);
        }
    }

    @Test
    void theHeadersOfADeadLetterAreThoseDescribed() {
        Set<String> written = new TreeSet<>();
        new DeadLetter("why", ErrorClass.BUG, "router", "t", 1, 2, 3, Instant.EPOCH)
                .on(new RecordHeaders())
                .forEach((Header header) -> written.add(header.key()));
        JsonNode described = document.at("/components/messages/dead-letter/headers/allOf/1");

        assertThat(fields(described.path("properties"))).isEqualTo(written);
        assertThat(words(described.path("required"))).containsExactlyInAnyOrderElementsOf(written);
        assertThat(words(described.at("/properties/dead-letter.class/enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorClass.values()).map(ErrorClass::word).toList());
    }

    @Test
    void theTraceHeadersAreThoseDescribed() {
        Set<String> written = new TreeSet<>();
        TraceHeaders.with(TraceContext.ofOrNew(TraceContext.begin().parent(), "a=1"))
                .forEach((Header header) -> written.add(header.key()));

        assertThat(fields(document.at("/components/schemas/trace/properties"))).isEqualTo(written);
        assertThat(TraceContext.begin().parent())
                .matches(document.at("/components/schemas/trace/properties/traceparent/pattern")
                        .asText());
    }

    private static void collect(JsonNode node, List<String> references) {
        node.properties().forEach(field -> {
            if (field.getKey().equals("$ref")) {
                references.add(field.getValue().asText());
            }
        });
        node.forEach(child -> collect(child, references));
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }
}
