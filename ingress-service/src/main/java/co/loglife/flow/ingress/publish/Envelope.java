package co.loglife.flow.ingress.publish;

import co.loglife.flow.runtime.trace.TraceContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came, for the webhooks topic: the body is the record's value, byte for byte, the rest its headers.
 *
 * @param endpoint the route it came to
 * @param contentType as the caller said
 * @param signature the header {@code X-Hub-Signature-256}, so that it can be checked again from the record alone
 * @param trace it belongs to
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and of up to 7 MiB: not to be copied
public record Envelope(
        String endpoint,
        byte[] body,
        @Nullable String contentType,
        @Nullable String signature,
        TraceContext trace,
        Instant receivedAt) {}
