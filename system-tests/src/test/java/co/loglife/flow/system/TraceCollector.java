package co.loglife.flow.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Takes spans by OTLP over HTTP as a collector does, and keeps of each what tells the shape of a trace. It reads the
 * wire format of protobuf itself: {@code ExportTraceServiceRequest} of opentelemetry-proto, of which the field numbers
 * never change.
 */
final class TraceCollector implements AutoCloseable {
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /**
     * A span.
     *
     * @param parent its parent's id, empty where it has none
     * @param links the ids of the spans it is linked to
     */
    record Span(String service, String name, String trace, String id, String parent, List<String> links) {}

    TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> ofTrace(String trace) {
        return spans.stream().filter(span -> span.trace.equals(trace)).toList();
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            for (ByteBuffer resourceSpans :
                    fields(1, ByteBuffer.wrap(exchange.getRequestBody().readAllBytes()))) {
                String service = service(resourceSpans);
                for (ByteBuffer scopeSpans : fields(2, resourceSpans)) {
                    fields(2, scopeSpans).forEach(span -> spans.add(span(service, span)));
                }
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static String service(ByteBuffer resourceSpans) {
        for (ByteBuffer resource : fields(1, resourceSpans)) {
            for (ByteBuffer attribute : fields(1, resource)) {
                if (text(fields(1, attribute)).equals("service.name")) {
                    return text(fields(1, fields(2, attribute).getFirst()));
                }
            }
        }
        return "";
    }

    private static Span span(String service, ByteBuffer span) {
        return new Span(
                service,
                text(fields(5, span)),
                hex(fields(1, span)),
                hex(fields(2, span)),
                hex(fields(4, span)),
                fields(13, span).stream().map(link -> hex(fields(2, link))).toList());
    }

    private static String text(List<ByteBuffer> found) {
        return found.isEmpty()
                ? ""
                : StandardCharsets.UTF_8.decode(found.getFirst().duplicate()).toString();
    }

    private static String hex(List<ByteBuffer> found) {
        if (found.isEmpty()) {
            return "";
        }
        byte[] bytes = new byte[found.getFirst().remaining()];
        found.getFirst().duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** All length-delimited fields of a message with this number. */
    private static List<ByteBuffer> fields(int wanted, ByteBuffer message) {
        ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        List<ByteBuffer> found = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            int skip = switch ((int) (tag & 7)) {
                case 0 -> {
                    varint(in);
                    yield 0;
                }
                case 1 -> Long.BYTES;
                case 2 -> (int) varint(in);
                case 5 -> Integer.BYTES;
                default -> throw new IllegalStateException("not protobuf");
            };
            if (tag >> 3 == wanted && (tag & 7) == 2) {
                found.add(in.slice(in.position(), skip));
            }
            in.position(in.position() + skip);
        }
        return found;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
