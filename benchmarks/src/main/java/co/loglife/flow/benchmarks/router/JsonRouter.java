package co.loglife.flow.benchmarks.router;

import co.loglife.flow.benchmarks.Side;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.router.topology.RouterStreams;
import co.loglife.flow.router.topology.StreamsSettings;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Topics;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The least a router can do: a message read from its JSON, an answer written as JSON, exactly once, by the same Kafka
 * Streams with the same settings. No bot, no state, no memory of what was here.
 */
public final class JsonRouter {
    private static final String UP = "the topics";

    private JsonRouter() {}

    static void main() throws InterruptedException {
        EnvReader env = new EnvReader(System.getenv());
        KafkaSettings kafka = KafkaSettings.from(env);
        TopicLayout topics = Topics.layout(env);
        RouterStreams streams = RouterStreams.start(
                topology(topics), new StreamsSettings(kafka, topics, env.stateFolder(), 1, 0, "localhost:1"));
        while (streams.notReady().isPresent()) {
            Thread.sleep(Duration.ofMillis(5));
        }
        Side.tell(UP);
    }

    private static Topology topology(TopicLayout topics) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "records",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.name(TopicLayout.Kind.INCOMING))
                .addProcessor("echo", Echo::new, "records")
                .addSink(
                        "replies",
                        topics.name(TopicLayout.Kind.OUTGOING),
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        "echo");
    }

    private static final class Echo implements Processor<byte[], byte[], byte[], byte[]> {
        private @Nullable ProcessorContext<byte[], byte[]> context;

        @Override
        public void init(ProcessorContext<byte[], byte[]> with) {
            context = with;
        }

        @Override
        public void process(Record<byte[], byte[]> incoming) {
            if (context == null) {
                throw new IllegalStateException("not started");
            }
            context.forward(incoming.withValue(Json.write(answer(read(incoming)))));
        }

        private static IncomingMessage read(Record<byte[], byte[]> incoming) {
            try {
                return Json.read(incoming.value(), IncomingMessage.class);
            } catch (UnreadableException e) {
                throw new IllegalArgumentException(e);
            }
        }

        private static OutgoingMessage answer(IncomingMessage message) {
            return new OutgoingMessage(
                    OutgoingMessage.replyId(message.id(), 0),
                    message.clientType(),
                    message.line(),
                    message.user(),
                    message.address(),
                    message.id(),
                    "echo",
                    message.receivedAt(),
                    null,
                    null,
                    new Reply.Text("You said: " + message.rawMsg()));
        }
    }
}
