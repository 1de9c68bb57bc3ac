package co.loglife.flow.runtime;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that dribble their header, and those over an address's share. Jetty's idle timeout begins anew
 * with every byte, so that one byte every few seconds would keep a connection for ever. One thread of its own looks at
 * all connections once a second.
 */
final class ConnectionGuard extends AbstractLifeCycle implements Connection.Listener {
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final HttpLimits limits;
    private final Map<Connection, Progress> open = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService watch;

    ConnectionGuard(HttpLimits limits) {
        this.limits = limits;
    }

    /**
     * How far a connection was when it last had nothing under way.
     *
     * @param requests whose header was complete
     * @param bytes it had sent by then
     * @param since when a header began that is not complete yet; 0 when none has
     */
    private record Progress(long requests, long bytes, long since) {}

    @Override
    protected void doStart() throws Exception {
        watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("connection-guard").factory());
        var _ = watch.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        if (watch != null) {
            watch.shutdownNow();
        }
        super.doStop();
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Progress(0, 0, 0));
        InetAddress address = address(connection);
        if (address != null
                && limits.connectionsPerAddress() > 0
                && perAddress.merge(address, 1, Integer::sum) > limits.connectionsPerAddress()) {
            connection.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
        InetAddress address = address(connection);
        if (address != null && limits.connectionsPerAddress() > 0) {
            perAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private void look() {
        long now = System.nanoTime();
        open.forEach((connection, before) -> {
            Progress progress = progress(connection, before, now);
            if (progress.since != 0 && now - progress.since > limits.header().toNanos()) {
                connection.getEndPoint().close();
            } else {
                open.computeIfPresent(connection, (_, _) -> progress);
            }
        });
    }

    private static Progress progress(Connection connection, Progress before, long now) {
        long requests = connection.getMessagesIn();
        boolean underWay = requests != connection.getMessagesOut();
        if (underWay || requests != before.requests) {
            return new Progress(requests, connection.getBytesIn(), 0);
        }
        boolean headerBegun = connection.getBytesIn() > before.bytes;
        return headerBegun && before.since == 0 ? new Progress(requests, before.bytes, now) : before;
    }

    private static @Nullable InetAddress address(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? remote.getAddress()
                : null;
    }
}
