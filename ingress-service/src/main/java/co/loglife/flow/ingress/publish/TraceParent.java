package co.loglife.flow.ingress.publish;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code traceparent} of W3C Trace Context: passed on where a caller gives one, begun where none does. */
public final class TraceParent {
    /** The header's name, in HTTP and on records. */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** The caller's, or a new one where there is none or it is not valid. */
    public static String of(@Nullable String header) {
        return header != null && FORM.matcher(header).matches() ? header : begin();
    }

    private static String begin() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return "00-" + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + hex.toHexDigits(random.nextLong()) + "-"
                + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + "-01";
    }
}
