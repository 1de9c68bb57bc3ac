package co.loglife.flow.ingress.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads a request's body as the bytes that came, up to a limit. */
final class Bodies {
    private static final int FIRST_PART = 8 << 10;
    private static final int GRACE_SECONDS = 10;
    private static final int LEAST_BYTES_PER_SECOND = 4 << 10;

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
            return read(ctx.bodyInputStream(), limit);
        } catch (IOException e) { // the caller went away or fell silent
            throw Refusal.badRequest("The body did not arrive whole.");
        }
    }

    /** However large it is, it must come at a rate: a byte now and then would hold its memory for hours. */
    private static byte[] read(InputStream stream, int limit) throws IOException {
        long begin = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream(FIRST_PART);
        byte[] part = new byte[FIRST_PART];
        int length;
        while ((length = stream.read(part)) >= 0) {
            body.write(part, 0, length);
            if (body.size() > limit) {
                throw Refusal.tooLarge();
            }
            long seconds = (System.nanoTime() - begin) / 1_000_000_000;
            if (seconds > GRACE_SECONDS && body.size() / seconds < LEAST_BYTES_PER_SECOND) {
                throw Refusal.tooSlow();
            }
        }
        return body.toByteArray();
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
