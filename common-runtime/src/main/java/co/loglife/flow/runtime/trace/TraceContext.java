package co.loglife.flow.runtime.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which trace something belongs to, as <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a> writes it.
 *
 * @param parent the header {@code traceparent}: the trace, and the span that this follows from
 * @param state the header {@code tracestate}, which tracers of any make add to; null where there is none
 */
public record TraceContext(String parent, @Nullable String state) {
    /** The header's name, in HTTP and on records. */
    public static final String PARENT = "traceparent";

    /** The header's name, in HTTP and on records. */
    public static final String STATE = "tracestate";

    /** What the thread works on, for HTTP calls deep below. */
    public static final ScopedValue<TraceContext> CURRENT = ScopedValue.newInstance();

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,512}");
    private static final int TRACE_ID_AT = 3;
    private static final int SPAN_ID_AT = 36;
    private static final int FLAGS_AT = 53;

    /** What two headers say; null where the first is missing or not valid, as the standard wants it. */
    public static @Nullable TraceContext of(@Nullable String parent, @Nullable String state) {
        if (parent == null || !FORM.matcher(parent).matches()) {
            return null;
        }
        return new TraceContext(
                parent, state != null && PRINTABLE.matcher(state).matches() ? state : null);
    }

    /** The same, or a new trace. */
    public static TraceContext ofOrNew(@Nullable String parent, @Nullable String state) {
        TraceContext given = of(parent, state);
        return given == null ? begin() : given;
    }

    /** A new trace. */
    public static TraceContext begin() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return new TraceContext(
                "00-" + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + hex.toHexDigits(random.nextLong()) + "-"
                        + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + "-01",
                null);
    }

    /** The 32 hex digits that all of one trace have in common. */
    public String traceId() {
        return parent.substring(TRACE_ID_AT, SPAN_ID_AT - 1);
    }

    /** The 16 hex digits of the span that this follows from. */
    public String spanId() {
        return parent.substring(SPAN_ID_AT, FLAGS_AT - 1);
    }

    /** The two hex digits that say whether it is sampled. */
    String flags() {
        return parent.substring(FLAGS_AT);
    }
}
