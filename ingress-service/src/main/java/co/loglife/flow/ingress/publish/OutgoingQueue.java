package co.loglife.flow.ingress.publish;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Appends what programs want sent to the outgoing topic, where the bot's own replies are. */
public final class OutgoingQueue {
    private final TopicLayout topics;
    private final Publisher publisher;

    public OutgoingQueue(TopicLayout topics, Publisher publisher) {
        this.topics = topics;
        this.publisher = publisher;
    }

    /** Done when it is acknowledged by all in-sync replicas. */
    public CompletableFuture<Void> queue(OutgoingMessage message, String traceParent) {
        return publisher.publish(List.of(new ProducerRecord<>(
                topics.name(Kind.OUTGOING),
                null,
                message.user().key().getBytes(StandardCharsets.UTF_8),
                Json.write(message),
                new RecordHeaders(List.of(
                        new RecordHeader(TraceParent.HEADER, traceParent.getBytes(StandardCharsets.US_ASCII)))))));
    }
}
