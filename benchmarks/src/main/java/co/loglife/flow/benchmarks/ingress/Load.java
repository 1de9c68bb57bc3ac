package co.loglife.flow.benchmarks.ingress;

import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.runtime.Secret;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Callers on kept-alive connections, each waiting for its answer before it asks again. At a given rate a request's time
 * counts from when it was due, so that a server that stalls is charged for everyone it kept waiting.
 */
public final class Load {
    public static final String SECRET = "secret-of-the-benchmark";
    private static final int CONNECTIONS = 64;
    private static final int USERS = 1_000;
    private static final long REFUSED = -1;

    private final Requests requests;

    /** What is asked. */
    @FunctionalInterface
    public interface Requests {
        /**
         * The next request of a caller, as it goes over the wire.
         *
         * @param number counts up for each caller, and begins at the caller's own number
         * @param due when it is to be sent, by {@link System#nanoTime}
         */
        byte[] next(int number, long due);
    }

    /** What one run showed; times in nanoseconds. */
    public record Result(double perSecond, long p50, long p99, long requests, long failures) {}

    /** The same messages again and again, made beforehand: only what takes them is to be measured. */
    Load() {
        this(repeated());
    }

    public Load(Requests requests) {
        this.requests = requests;
    }

    private static Requests repeated() {
        List<byte[]> made = new ArrayList<>();
        Signature signature = new Signature(new Secret(SECRET));
        for (int user = 0; user < USERS; user++) {
            made.add(post(message(String.valueOf(16_505_550_000L + user)), signature));
        }
        return (number, _) -> made.get(number % USERS);
    }

    /** As fast as it goes ({@code perSecond} 0), or at a rate. */
    public Result run(int port, Duration duration, double perSecond) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        List<Future<long[]>> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                int caller = i;
                callers.add(threads.submit(() -> call(port, caller, begin, end, perSecond)));
            }
        }
        List<long[]> times = new ArrayList<>();
        for (Future<long[]> caller : callers) {
            try {
                times.add(caller.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a connection failed", e.getCause());
            }
        }
        long[] all = times.stream().flatMapToLong(LongStream::of).sorted().toArray();
        long[] sorted = LongStream.of(all).filter(time -> time != REFUSED).toArray();
        long failures = (long) all.length - sorted.length;
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Result(sorted.length / seconds, at(sorted, 0.50), at(sorted, 0.99), sorted.length, failures);
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
    }

    private long[] call(int port, int caller, long begin, long end, double perSecond) throws IOException {
        long interval = perSecond == 0 ? 0 : (long) (1e9 * CONNECTIONS / perSecond);
        LongStream.Builder times = LongStream.builder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 4_096);
            long due = begin + interval * caller / CONNECTIONS;
            for (int i = caller; System.nanoTime() < end; i++) {
                if (interval == 0) {
                    due = System.nanoTime();
                } else {
                    waitUntil(due);
                }
                socket.getOutputStream().write(requests.next(i, due));
                boolean taken = readAnswer(in);
                times.add(taken ? System.nanoTime() - due : REFUSED);
                due += interval;
            }
        }
        return times.build().toArray();
    }

    private static void waitUntil(long due) {
        long left;
        while ((left = due - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }

    /** Whether it is a 200; reads the headers and a body of the length they say, or in chunks. */
    private static boolean readAnswer(InputStream in) throws IOException {
        boolean taken = line(in).startsWith("HTTP/1.1 200");
        int length = -1;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        if (length >= 0) {
            in.skipNBytes(length);
            return taken;
        }
        for (int chunk = chunk(in); ; chunk = chunk(in)) {
            in.skipNBytes(chunk + 2L);
            if (chunk == 0) {
                return taken;
            }
        }
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        int next;
        while ((next = in.read()) != '\r') {
            if (next < 0) {
                throw new IOException("the connection was closed");
            }
            line.append((char) next);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    private static byte[] message(String user) {
        return ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"102290129340398\",\"changes\":[{"
                        + "\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":"
                        + "\"15550783881\",\"phone_number_id\":\"106540352242922\"},\"contacts\":[{\"profile\":{"
                        + "\"name\":\"Sheena Nelson\"},\"wa_id\":\"" + user + "\"}],\"messages\":[{\"from\":\"" + user
                        + "\",\"id\":\"wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=" + user
                        + "\",\"timestamp\":\"1749416383\",\"type\":\"text\",\"text\":{\"body\":"
                        + "\"Does it come in another color?\"}}]},\"field\":\"messages\"}]}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A signed webhook as it goes over the wire. */
    public static byte[] post(byte[] body, Signature signature) {
        String head = "POST /whatsapp-incoming HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\n" + Signature.HEADER + ": " + signature.of(body)
                + "\r\n\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, request, 0, headBytes.length);
        System.arraycopy(body, 0, request, headBytes.length, body.length);
        return request;
    }
}
