package co.loglife.flow.system;

import co.loglife.flow.broker.EmbeddedBroker;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.Topics;
import co.loglife.flow.testing.BrokerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole pipeline for fault tests, one for the whole test run: two instances of each service and the broker, each in
 * a process of its own. Whoever breaks it mends it.
 */
final class FaultPipeline implements BeforeAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FaultPipeline.class);
    private static final int PARTITIONS = 6;
    private static final int INSTANCES = 2;

    private @SuppressWarnings("NullAway.Init") Running running;

    /**
     * What runs.
     *
     * @param token the file that holds the access token
     */
    private record Running(BrokerProcess broker, Pipeline pipeline, Path token) implements AutoCloseable {
        static Running start() {
            try {
                Path folder = Files.createTempDirectory("flow-faults");
                Path token = Files.writeString(folder.resolve("token"), Pipeline.TOKEN);
                BrokerProcess broker = BrokerProcess.start(EmbeddedBroker.freePort(), folder.resolve("broker"));
                TopicLayout topics = new TopicLayout("faults.");
                try (Admin admin = Admin.create(broker.settings().admin(Map.of()))) {
                    Topics.create(admin, topics, new Topics.Shape(PARTITIONS, (short) 1));
                }
                Pipeline pipeline = new Pipeline(broker.settings(), topics, PARTITIONS, environment(token));
                for (ServiceProcess.Kind kind : ServiceProcess.Kind.values()) {
                    for (int i = 0; i < INSTANCES; i++) {
                        pipeline.start(kind);
                    }
                }
                return new Running(broker, pipeline, token);
            } catch (IOException e) {
                throw new IllegalStateException("the pipeline does not start", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        private static Map<String, String> environment(Path token) {
            return Map.of(
                    "ROUTER_BOT", EchoBot.class.getName(),
                    "WHATSAPP_ACCESS_TOKEN", "",
                    "WHATSAPP_ACCESS_TOKEN_FILE", token.toString(),
                    // Above the load, so that it is not the pace that is measured.
                    "SEND_PER_SECOND", "1000",
                    "SEND_SETTLE_SECONDS", "15",
                    "SEND_TIMEOUT_SECONDS", "3",
                    "SEND_WEB_TIMEOUT_SECONDS", "10",
                    "SEND_BACKOFF_MAX_SECONDS", "2");
        }

        @Override
        public void close() {
            pipeline.close();
            broker.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running =
                context.getRoot().getStore(NAMESPACE).computeIfAbsent("pipeline", _ -> Running.start(), Running.class);
    }

    Pipeline pipeline() {
        return running.pipeline();
    }

    BrokerProcess broker() {
        return running.broker();
    }

    /** The file the senders have their access token from. */
    Path tokenFile() {
        return running.token();
    }
}
