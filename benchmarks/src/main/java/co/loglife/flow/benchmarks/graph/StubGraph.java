package co.loglife.flow.benchmarks.graph;

import co.loglife.flow.benchmarks.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Graph API in a process of its own that accepts every message after the same time and notes when each came. Two
 * threads, one that reads and one that answers, so that it costs far less than whoever calls it. What it saw is asked
 * for over the same port: {@code GET /seen?from=N}, {@code GET /forget}.
 */
final class StubGraph {
    /** The variable that says how long each call takes. */
    static final String CALL_MILLIS = "CALL_MILLIS";

    private static final int BACKLOG = 4_096;
    private static final int LARGEST_REQUEST = 16 << 10;

    private final Seen seen = new Seen();
    private final LinkedBlockingQueue<Due> answers = new LinkedBlockingQueue<>();
    private final long delay;
    private int ids;

    private record Due(SocketChannel to, long at, ByteBuffer answer) {}

    private StubGraph(Duration delay) {
        this.delay = delay.toNanos();
    }

    static void main() throws IOException {
        StubGraph stub = new StubGraph(Duration.ofMillis(Long.parseLong(System.getenv(CALL_MILLIS))));
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        Thread.ofPlatform().daemon().name("answer").start(stub::answer);
        Side.tell(server.socket().getLocalPort());
        stub.read(server);
    }

    private void read(ServerSocketChannel server) throws IOException {
        Selector selector = Selector.open();
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        while (true) {
            selector.select(key -> {
                try {
                    if (key.isAcceptable()) {
                        accept(server, selector);
                    } else {
                        read((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
                    }
                } catch (IOException e) { // whoever called has gone
                    key.cancel();
                }
            });
        }
    }

    private static void accept(ServerSocketChannel server, Selector selector) throws IOException {
        SocketChannel connection = server.accept();
        if (connection != null) {
            connection.configureBlocking(false);
            connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connection.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(LARGEST_REQUEST));
        }
    }

    private void read(SocketChannel from, ByteBuffer buffer) throws IOException {
        if (from.read(buffer) < 0) {
            from.close();
            return;
        }
        Request request = Request.read(buffer);
        if (request == null) {
            return; // the rest is on its way
        }
        buffer.clear();
        if (request.isPost()) {
            long now = System.nanoTime();
            seen.message(now, request.sentAtMicros());
            String id = "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"+1\",\"wa_id\":\"1\"}],"
                    + "\"messages\":[{\"id\":\"wamid." + ids++ + "\"}]}";
            answers.add(new Due(from, now + delay, http(id)));
        } else {
            answers.add(new Due(from, System.nanoTime(), http(seen.answer(request.path()))));
        }
    }

    private static ByteBuffer http(String body) {
        return ByteBuffer.wrap(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII));
    }

    private void answer() {
        try {
            while (true) {
                Due due = answers.take();
                for (long left; (left = due.at() - System.nanoTime()) > 0; ) {
                    TimeUnit.NANOSECONDS.sleep(left);
                }
                try {
                    due.to().write(due.answer());
                } catch (IOException e) {
                    System.err.println("a caller has gone: " + e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
