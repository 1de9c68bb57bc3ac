package co.loglife.flow.testing;

import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 server on a raw socket that can misbehave in every way a real one does. */
public final class FakeServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Function<Heard, Reaction> reaction;
    private final List<Heard> heard = new ArrayList<>(); // guarded by itself
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();

    /** Listens on a port (0: any free one); {@code reaction} says what is done with each request. */
    public FakeServer(int port, Function<Heard, Reaction> reaction) {
        this.reaction = reaction;
        try {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("fake-server").start(this::accept);
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** The port it listens on. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Every request, in the order they were read. */
    public List<Heard> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** How many requests there were. */
    public int count() {
        synchronized (heard) {
            return heard.size();
        }
    }

    /** How many connections were ever opened. */
    public int opened() {
        return opened.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                opened.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (Heard request = read(in); request != null; request = read(in)) {
                synchronized (heard) {
                    heard.add(request);
                }
                if (!react(reaction.apply(request), connection)) {
                    return;
                }
            }
        } catch (IOException e) {
            return; // the other side has gone, which many tests want
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    /** Whether the connection stays. */
    private static boolean react(Reaction reaction, Socket connection) throws IOException, InterruptedException {
        OutputStream out = connection.getOutputStream();
        return switch (reaction) {
            case Reaction.Answer answer -> {
                write(out, head(answer) + answer.body());
                yield true;
            }
            case Reaction.After(var delay, var then) -> {
                TimeUnit.NANOSECONDS.sleep(delay.toNanos());
                yield react(then, connection);
            }
            case Reaction.Cut _ -> false;
            case Reaction.Reset _ -> {
                connection.setSoLinger(true, 0);
                yield false;
            }
            case Reaction.Raw(var bytes) -> {
                write(out, bytes);
                yield false;
            }
            case Reaction.Drip(var every) -> {
                write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                while (true) {
                    write(out, " ");
                    TimeUnit.NANOSECONDS.sleep(every.toNanos());
                }
            }
            case Reaction.Silence _ -> connection.getInputStream().read() > 0;
        };
    }

    private static String head(Reaction.Answer answer) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " x\r\n");
        answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return head + "Content-Length: " + answer.body().getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static @Nullable Heard read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        String[] request = first.split(" ");
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            return null; // whoever was writing it has died
        }
        return new Heard(
                System.nanoTime(),
                request[0],
                request[1],
                headers,
                new String(body, StandardCharsets.UTF_8),
                json(body));
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode read = Json.mapper().readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
