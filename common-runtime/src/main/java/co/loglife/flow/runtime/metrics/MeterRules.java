package co.loglife.flow.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which meters a service shows. Ours all begin with {@code flow}; of the thousand that the JVM's and Kafka's binders
 * offer only those stay that a dashboard, an alert or a person at night asks for.
 */
public final class MeterRules implements MeterFilter {
    /** What every meter of ours begins with. */
    public static final String OURS = "flow.";

    private static final List<String> BINDERS = List.of("jvm.", "process.", "system.", "kafka.");

    private static final Set<String> WANTED = Set.of(
            "jvm.memory.used",
            "jvm.memory.max",
            "jvm.gc.pause",
            "jvm.threads.live",
            "process.cpu.usage",
            "process.uptime",
            "process.files.open",
            "process.files.max",
            "system.cpu.usage",
            "system.cpu.count",
            "kafka.producer.record.send.total",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.request.latency.avg",
            "kafka.producer.buffer.available.bytes",
            "kafka.producer.buffer.exhausted.total",
            "kafka.producer.txn.abort.time.ns.total",
            "kafka.producer.txn.commit.time.ns.total",
            "kafka.producer.connection.count",
            "kafka.consumer.fetch.manager.records.consumed.total",
            "kafka.consumer.fetch.manager.records.lag",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.rebalance.latency.avg",
            "kafka.consumer.coordinator.assigned.partitions",
            "kafka.consumer.time.between.poll.max",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.alive.stream.threads",
            "kafka.stream.thread.process.total",
            "kafka.stream.thread.commit.latency.avg",
            "kafka.stream.thread.commit.total",
            "kafka.stream.thread.poll.records.avg");

    /**
     * What is new in a client's id with each start: a UUID, or the number that Kafka gives to one without an id. It
     * would make new series of all that the client measures.
     */
    private static final Pattern CHANGING =
            Pattern.compile("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=^(consumer|producer)-.{1,250})-\\d+$");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getName().startsWith(OURS) || WANTED.contains(id.getName())
                ? MeterFilterReply.NEUTRAL
                : MeterFilterReply.DENY;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String name = id.getName();
        if (name.startsWith("kafka.")) {
            List<Tag> tags = id.getTags().stream()
                    .filter(tag -> !tag.getKey().equals("kafka.version"))
                    .map(MeterRules::lasting)
                    .toList();
            return id.replaceTags(tags);
        }
        boolean ours = !name.startsWith(OURS) && BINDERS.stream().noneMatch(name::startsWith);
        return ours ? id.withName(OURS + name) : id;
    }

    private static Tag lasting(Tag tag) {
        return tag.getKey().equals("client.id")
                ? Tag.of("client.id", CHANGING.matcher(tag.getValue()).replaceAll(""))
                : tag;
    }
}
