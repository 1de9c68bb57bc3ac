package co.loglife.flow.ingress.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads requests' bodies as the bytes that came, up to a limit each, and up to one for all together. */
public final class Bodies {
    /** Up to here a body needs no leave: there are at most so many connections. */
    private static final int SMALL = 16 << 10;

    private static final int GRACE_SECONDS = 10;
    private static final int LEAST_BYTES_PER_SECOND = 4 << 10;

    /** Of a body over the limit, so much is let pass at most, and for so long. */
    private static final long MOST_PASSED = 64L << 20;

    private static final long LONGEST_PASS_NANOS = 5_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);

    private final BodyMemory memory;

    /** Makes a reader whose bodies under way take so many bytes at most. */
    public Bodies(long memory) {
        this.memory = new BodyMemory(memory);
    }

    /** How many bytes are taken at this moment, small bodies not counted. */
    public long held() {
        return memory.held();
    }

    Body read(Context ctx, int limit) {
        String encoding = ctx.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Refusal.unsupportedMediaType("The body must not be compressed.");
        }
        long declared = ctx.req().getContentLengthLong();
        if (declared > limit) {
            if (ctx.header("Expect") == null) { // who asks before sending has not sent anything yet
                letPass(ctx.bodyInputStream());
            }
            throw Refusal.tooLarge();
        }
        BodyMemory.Share share = memory.new Share();
        try {
            int first = declared > 0 && declared < SMALL ? (int) declared : SMALL;
            return new Body(read(ctx.bodyInputStream(), first, limit, share), share);
        } catch (IOException e) { // the caller went away or fell silent
            share.close();
            throw Refusal.badRequest("The body did not arrive whole.");
        } catch (RuntimeException e) {
            share.close();
            throw e;
        }
    }

    /** However large it is, it must come at a rate: a byte now and then would hold its memory for hours. */
    private static byte[] read(InputStream stream, int first, int limit, BodyMemory.Share share) throws IOException {
        long begin = System.nanoTime();
        byte[] body = new byte[first];
        int size = 0;
        while (true) {
            if (size == body.length) {
                int next = stream.read();
                if (next < 0) {
                    return body;
                }
                if (size >= limit) {
                    letPass(stream);
                    throw Refusal.tooLarge();
                }
                int grown = (int) Math.min(limit, Math.max(SMALL, 2L * size));
                share.grow(grown - size);
                body = Arrays.copyOf(body, grown);
                body[size++] = (byte) next;
            }
            int length = stream.read(body, size, body.length - size);
            if (length < 0) {
                return Arrays.copyOf(body, size);
            }
            size += length;
            long seconds = (System.nanoTime() - begin) / 1_000_000_000;
            if (seconds > GRACE_SECONDS && size / seconds < LEAST_BYTES_PER_SECOND) {
                throw Refusal.tooSlow();
            }
        }
    }

    /**
     * Reads on without keeping anything, within bounds: a caller who is still writing when the connection closes gets a
     * broken pipe and never the answer.
     */
    private static void letPass(InputStream stream) {
        byte[] unread = new byte[SMALL];
        long begin = System.nanoTime();
        try {
            int length = 0;
            for (long passed = 0; length >= 0 && passed < MOST_PASSED; passed += length) {
                length = stream.read(unread);
                if (System.nanoTime() - begin > LONGEST_PASS_NANOS) {
                    return;
                }
            }
        } catch (IOException e) { // the caller went away: then nobody waits for the answer either
            LOG.debug("The rest of a body that is too large did not arrive");
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
