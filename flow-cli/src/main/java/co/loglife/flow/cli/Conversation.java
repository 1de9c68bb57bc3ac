package co.loglife.flow.cli;

import co.loglife.flow.cli.Answer.Answered;
import co.loglife.flow.cli.Answer.Placed;
import co.loglife.flow.inspection.log.TopicPartitions;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What happens to one user from now on, read from the one partition of each topic that owns them. */
final class Conversation {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration WAIT = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition incoming;
    private final TopicPartition outgoing;
    private final TopicPartition deliveries;

    private Conversation(KafkaConsumer<byte[], byte[]> consumer, TopicLayout topics, User user) {
        this.consumer = consumer;
        this.incoming = TopicPartitions.of(consumer, topics.name(TopicLayout.Kind.INCOMING), user);
        this.outgoing = TopicPartitions.of(consumer, topics.name(TopicLayout.Kind.OUTGOING), user);
        this.deliveries = TopicPartitions.of(consumer, topics.name(TopicLayout.Kind.DELIVERIES), user);
    }

    /** Begins at the present end of the topics. */
    static Conversation from(KafkaConsumer<byte[], byte[]> consumer, TopicLayout topics, User user) {
        Conversation conversation = new Conversation(consumer, topics, user);
        List<TopicPartition> partitions =
                List.of(conversation.incoming, conversation.outgoing, conversation.deliveries);
        consumer.assign(partitions);
        consumer.endOffsets(partitions).forEach(consumer::seek);
        return conversation;
    }

    /** Waits, within a bound, until every reply to a message has been accepted by WhatsApp or given up. */
    Answer answerTo(String messageId) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        Optional<Placed<IncomingMessage>> message = Optional.empty();
        Map<String, Answered> replies = new LinkedHashMap<>();
        Answer answer = new Answer(message, List.of());
        while (!answer.isComplete() && System.nanoTime() < giveUp) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                if (record.topic().equals(incoming.topic())) {
                    message = message.or(() -> read(record, IncomingMessage.class)
                            .filter(placed -> placed.value().id().equals(messageId)));
                } else if (record.topic().equals(outgoing.topic())) {
                    read(record, OutgoingMessage.class)
                            .filter(placed -> messageId.equals(placed.value().inReplyTo()))
                            .ifPresent(placed ->
                                    replies.put(placed.value().id(), new Answered(placed, new ArrayList<>())));
                } else {
                    read(record, Delivery.class)
                            .ifPresent(placed -> Optional.ofNullable(
                                            placed.value().outgoingId())
                                    .map(replies::get)
                                    .ifPresent(answered -> answered.deliveries().add(placed)));
                }
            }
            // All replies to a message are committed together: where one is, the others are.
            answer = new Answer(message, List.copyOf(replies.values()));
        }
        return answer;
    }

    private static <T> Optional<Placed<T>> read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        try {
            return Optional.of(new Placed<>(
                    Json.read(record.value(), type),
                    new TopicPartition(record.topic(), record.partition()),
                    record.offset(),
                    record.timestamp()));
        } catch (UnreadableException e) { // not ours to judge: the router makes it a dead letter
            return Optional.empty();
        }
    }
}
