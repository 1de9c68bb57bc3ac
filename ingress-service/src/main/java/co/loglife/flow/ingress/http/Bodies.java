package co.loglife.flow.ingress.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;

/** Reads a request's body as the bytes that came, up to a limit. */
final class Bodies {
    private Bodies() {}

    static byte[] read(Context ctx, int limit) {
        String encoding = ctx.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Refusal.unsupportedMediaType("The body must not be compressed.");
        }
        if (ctx.req().getContentLengthLong() > limit) {
            throw Refusal.tooLarge();
        }
        try {
            byte[] body = ctx.bodyInputStream().readNBytes(limit + 1);
            if (body.length > limit) {
                throw Refusal.tooLarge();
            }
            return body;
        } catch (IOException e) { // the caller went away or was too slow
            throw Refusal.badRequest("The body did not arrive whole.");
        }
    }

    /**
     * Only JSON by name: a page of another site can make a browser post a form or a text to us, but no JSON unless we
     * say so.
     */
    static void requireJson(Context ctx) {
        String type = ctx.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).strip().startsWith("application/json")) {
            throw Refusal.unsupportedMediaType("The body must be application/json.");
        }
    }
}
