package co.loglife.flow.benchmarks;

import co.loglife.flow.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;

/** The broker all sides share, apart from them so that its CPU time is nobody's. */
public final class BrokerServer {
    private BrokerServer() {}

    static void main() throws IOException, InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(0, Files.createTempDirectory("flow-bench"));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        Side.tell(broker.bootstrapServers());
    }
}
