package co.loglife.flow.ingress;

import co.loglife.flow.runtime.BrokerCheck;
import co.loglife.flow.runtime.Closing;
import co.loglife.flow.runtime.HttpServer;
import co.loglife.flow.runtime.Service;
import java.util.Optional;

/** Ingress, running. */
record IngressService(HttpServer server, BrokerCheck broker, Closing closing) implements Service {
    @Override
    public int port() {
        return server.port();
    }

    @Override
    public Optional<String> notReady() {
        return broker.notReady();
    }

    @Override
    public void close() {
        closing.close();
    }
}
