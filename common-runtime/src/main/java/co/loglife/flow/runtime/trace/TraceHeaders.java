package co.loglife.flow.runtime.trace;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The trace of a record, in its headers. */
public final class TraceHeaders {
    private TraceHeaders() {}

    /** Null where there is none, or none that is valid. */
    public static @Nullable TraceContext of(Headers headers) {
        return TraceContext.of(text(headers, TraceContext.PARENT), text(headers, TraceContext.STATE));
    }

    /** Headers with nothing else. */
    public static Headers with(@Nullable TraceContext trace) {
        return put(new RecordHeaders(), trace);
    }

    /** Puts it in the place of what the headers said of a trace; null leaves them as they are. */
    public static Headers put(Headers headers, @Nullable TraceContext trace) {
        if (trace != null) {
            headers.remove(TraceContext.PARENT).add(TraceContext.PARENT, ascii(trace.parent()));
            headers.remove(TraceContext.STATE);
            if (trace.state() != null) {
                headers.add(TraceContext.STATE, ascii(trace.state()));
            }
        }
        return headers;
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
