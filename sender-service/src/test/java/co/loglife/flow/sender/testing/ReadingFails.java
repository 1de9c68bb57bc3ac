package co.loglife.flow.sender.testing;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Makes Kafka's consumers of one thread fail at one point, with an error, for as long as that is wanted. */
public final class ReadingFails implements ConsumerInterceptor<byte[], byte[]> {
    /** A thread and a point. */
    private record Place(String thread, String point) {}

    private static final Place NOWHERE = new Place("", "");

    private static volatile Place place = NOWHERE;

    /** From now on they fail; {@code point} is a method of an interceptor. */
    public static void at(String thread, String point) {
        place = new Place(thread, point);
    }

    /** They work again. */
    public static void nowhere() {
        place = NOWHERE;
    }

    private static void reached(String point) {
        if (place.equals(new Place(Thread.currentThread().getName(), point))) {
            throw new AssertionError("wanted by the test");
        }
    }

    @Override
    public void configure(Map<String, ?> configs) {
        reached("configure");
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        reached("onConsume");
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        reached("onCommit");
    }

    @Override
    public void close() {}
}
