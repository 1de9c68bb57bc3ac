package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.model.Json;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.testing.RealKafka;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The document says what the code does: the same routes, and its examples run. */
@Tag("broker")
class OpenApiTest {
    @RegisterExtension
    static final RealKafka kafka = new RealKafka();

    private Ingress ingress;
    private JsonNode document;

    @BeforeEach
    void start() throws Exception {
        ingress = Ingress.start(kafka);
        document = new YAMLMapper().readTree(ingress.get("/openapi.yaml").body());
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void isTheFileOfTheDocs() throws Exception {
        assertThat(ingress.get("/openapi.yaml").body())
                .isEqualTo(Files.readString(Path.of("..", "docs", "openapi.yaml")));
    }

    @Test
    void hasEveryRouteOfTheCodeAndNoOther() {
        List<String> documented = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        ((IngressService) ingress.service()).server().routes());
    }

    @Test
    void itsExamplesRunAndAreAnsweredAsItSays() throws Exception {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                HttpResponse<String> answer = operation.getKey().equals("get")
                        ? ingress.get(
                                path.getKey().replace("{id}", "api-0a1b2c3d") + query(operation.getValue()),
                                "Authorization",
                                "Bearer " + Ingress.WEBHOOK_TOKEN)
                        : post(path.getKey(), operation.getValue());
                String status = String.valueOf(answer.statusCode());
                assertThat(operation.getValue().path("responses").has(status))
                        .as("%s %s answered %s: %s", operation.getKey(), path.getKey(), status, answer.body())
                        .isTrue();
                // {id} is no message's id; all the others succeed.
                assertThat(status).startsWith(path.getKey().contains("{") ? "404" : "20");
            }
        }
    }

    private HttpResponse<String> post(String path, JsonNode operation) throws Exception {
        JsonNode example = operation.at("/requestBody/content/application~1json/example");
        assertThat(example.isObject()).as("an example of %s", path).isTrue();
        byte[] body = Json.write(example);
        return ingress.post(
                path,
                body,
                Signature.HEADER,
                Signature.of(new Secret(Ingress.APP_SECRET), body),
                "Authorization",
                "Bearer " + Ingress.WEBHOOK_TOKEN);
    }

    private static String query(JsonNode operation) {
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("in").asText().equals("query")) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(parameter.path("name").asText())
                        .append("=")
                        .append(URLEncoder.encode(parameter.path("example").asText(), StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }
}
