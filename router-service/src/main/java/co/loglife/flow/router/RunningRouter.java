package co.loglife.flow.router;

import co.loglife.flow.router.topology.RouterStreams;
import co.loglife.flow.runtime.Closing;
import co.loglife.flow.runtime.HttpServer;
import co.loglife.flow.runtime.Service;
import java.util.Optional;

/** A router that has started. */
record RunningRouter(HttpServer server, RouterStreams streams, Closing closing) implements Service {
    @Override
    public int port() {
        return server.port();
    }

    @Override
    public Optional<String> notReady() {
        return streams.notReady();
    }

    @Override
    public void close() {
        closing.close();
    }
}
