package co.loglife.flow.cli.replay;

import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.router.turn.Turns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes recorded input through the router's topology in the order the router had it: the incoming and the identities
 * topic by time, each partition for itself, since a partition has all that its users' state is made of.
 */
final class Replay {
    private final Supplier<KafkaConsumer<byte[], byte[]>> consumers;
    private final TopicLayout topics;
    private final Turns turns;
    private final Stretch stretch;
    private final Corrections corrections;
    private final Pace pace;
    private final Progress progress;

    /**
     * Prepares one.
     *
     * @param consumers makes consumers without a group
     * @param turns of the bot whose replies are wanted
     * @param corrections of what ingress wrote
     */
    Replay(
            Supplier<KafkaConsumer<byte[], byte[]>> consumers,
            TopicLayout topics,
            Turns turns,
            Stretch stretch,
            Corrections corrections,
            Pace pace,
            Progress progress) {
        this.consumers = consumers;
        this.topics = topics;
        this.turns = turns;
        this.stretch = stretch;
        this.corrections = corrections;
        this.pace = pace;
        this.progress = progress;
    }

    /**
     * Plays some partitions side by side.
     *
     * @param handled per partition of the incoming topic how far the live router is: what it has not answered yet says
     *     nothing about today's code
     * @param tell hears of each record, of those before the stretch too
     */
    void play(List<Integer> partitions, Map<TopicPartition, Long> handled, Consumer<Played> tell)
            throws InterruptedException {
        List<TopicPartition> all = new ArrayList<>();
        for (int partition : partitions) { // at equal times the pair of ids first: it tells where a message belongs
            all.add(new TopicPartition(topics.name(TopicLayout.Kind.IDENTITIES), partition));
            all.add(new TopicPartition(topics.name(TopicLayout.Kind.INCOMING), partition));
        }
        try (KafkaConsumer<byte[], byte[]> consumer = consumers.get();
                SandboxRouter router = new SandboxRouter(topics, turns)) {
            Map<TopicPartition, Long> ends = ends(consumer, all, handled);
            long most = ends.values().stream().mapToLong(Long::longValue).sum();
            long read = 0;
            MergedLog log = new MergedLog(consumer, all, ends);
            Corrections.Insertions missing = corrections.insertions(partitions);
            for (Optional<ConsumerRecord<byte[], byte[]>> next = log.next(); next.isPresent(); next = log.next()) {
                for (ConsumerRecord<byte[], byte[]> before :
                        missing.upTo(next.get().timestamp())) {
                    take(router, before, tell);
                }
                take(router, next.get(), tell);
                progress.read(++read, most);
            }
            for (ConsumerRecord<byte[], byte[]> rest : missing.upTo(Long.MAX_VALUE)) {
                take(router, rest, tell);
            }
        }
    }

    private void take(SandboxRouter router, ConsumerRecord<byte[], byte[]> recorded, Consumer<Played> tell)
            throws InterruptedException {
        if (recorded.topic().equals(topics.name(TopicLayout.Kind.IDENTITIES))) {
            router.learn(recorded);
            return;
        }
        if (!stretch.concerns(recorded)) {
            return;
        }
        Optional<ConsumerRecord<byte[], byte[]>> record = corrections.of(recorded);
        if (record.isEmpty()) {
            return;
        }
        boolean isAsked = stretch.asksFor(recorded);
        if (isAsked) {
            pace.before(record.get());
        }
        tell.accept(Played.of(record.get(), router.take(record.get()), isAsked));
    }

    private Map<TopicPartition, Long> ends(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> all, Map<TopicPartition, Long> handled) {
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(all));
        handled.forEach((partition, offset) -> ends.computeIfPresent(partition, (_, end) -> Math.min(end, offset)));
        stretch.until().map(Instant::toEpochMilli).ifPresent(until -> {
            Map<TopicPartition, Long> asked = new HashMap<>();
            all.forEach(partition -> asked.put(partition, until));
            for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                    consumer.offsetsForTimes(asked).entrySet()) {
                if (found.getValue() != null) {
                    ends.merge(found.getKey(), found.getValue().offset(), Math::min);
                }
            }
        });
        return ends;
    }
}
