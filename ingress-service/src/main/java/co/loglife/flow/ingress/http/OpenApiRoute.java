package co.loglife.flow.ingress.http;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code /openapi.yaml}: the document of all routes, the same file as in the project's docs. */
public final class OpenApiRoute {
    private static final String PATH = "/openapi.yaml";

    private OpenApiRoute() {}

    public static void on(JavalinConfig config) {
        byte[] document = document();
        config.routes.get(PATH, ctx -> ctx.contentType("application/yaml").result(document));
    }

    private static byte[] document() {
        try (InputStream file = Objects.requireNonNull(
                OpenApiRoute.class.getResourceAsStream(PATH), "openapi.yaml is not in the program")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
