package co.loglife.flow.ingress.http;

import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.ingress.publish.Envelope;
import io.javalin.http.Context;
import java.time.Instant;

/** A request as the webhooks topic keeps it. */
final class Envelopes {
    private Envelopes() {}

    static Envelope of(Context ctx, String endpoint, byte[] body, Instant receivedAt) {
        return new Envelope(
                endpoint, body, ctx.contentType(), ctx.header(Signature.HEADER), RequestTraces.of(ctx), receivedAt);
    }
}
