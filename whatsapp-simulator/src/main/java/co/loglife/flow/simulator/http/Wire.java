package co.loglife.flow.simulator.http;

import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** Between Javalin and the values. */
public final class Wire {
    private static final String BEARER = "Bearer ";

    private Wire() {}

    /** Writes an answer, or ends the connection without one. */
    public static void write(Context ctx, HttpAnswer answer) {
        switch (answer) {
            case HttpAnswer.Full(int status, String type, byte[] body, Integer retryAfter) -> {
                ctx.status(status).contentType(type);
                if (retryAfter != null) {
                    ctx.header("Retry-After", String.valueOf(retryAfter));
                }
                ctx.result(body);
            }
            case HttpAnswer.Cut _ -> cut(ctx);
        }
    }

    /** The bearer token of a request, or null. */
    public static @Nullable String bearer(Context ctx) {
        String header = ctx.header("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length())
                : null;
    }

    /**
     * Whether the request says that it is JSON. A page of another site cannot say so without being asked first, and we
     * never answer such a question: what changes the simulator demands it.
     */
    public static boolean isJson(Context ctx) {
        return String.valueOf(ctx.contentType()).startsWith("application/json");
    }

    /** The body as JSON; missing where it is none. */
    public static JsonNode json(byte[] body) {
        try {
            return Objects.requireNonNullElse(Json.mapper().readTree(body), MissingNode.getInstance());
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    /** Servlets cannot end a connection; Jetty can. */
    private static void cut(Context ctx) {
        ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close(new IOException("cut by a fault"));
    }
}
