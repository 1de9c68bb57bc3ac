package co.loglife.flow.inspection.lag;

import static co.loglife.flow.inspection.Log.headers;
import static co.loglife.flow.inspection.Records.START;
import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.inspection.Log;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.testing.RealKafka;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("broker")
final class LagsTest {
    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @Test
    void tellsByPartitionHowFarAndSinceWhen() throws Exception {
        try (Log log = new Log(KAFKA, 1);
                Admin admin = log.cluster().admin()) {
            for (int i = 0; i < 5; i++) {
                log.incoming(
                                START.plusSeconds(i),
                                aMessage().withId("wamid." + i).build(),
                                headers())
                        .get();
            }
            commit(admin, log, "router", Kind.INCOMING, 2);
            aTransactionsEnd(log);
            commit(admin, log, "sender", Kind.OUTGOING, 1);

            List<GroupLag> lags = now(log);

            assertThat(lags)
                    .extracting(GroupLag::group)
                    .containsExactly(
                            log.topics().prefix() + "router",
                            log.topics().prefix() + "sender",
                            log.topics().prefix() + "sender-web");
            GroupLag.Partition router = lags.getFirst().partitions().getFirst();
            assertThat(router.committed()).isEqualTo(OptionalLong.of(2));
            assertThat(router.end()).isEqualTo(5);
            assertThat(router.lag()).isEqualTo(3);
            assertThat(router.oldest()).contains(START.plusSeconds(2));
            assertThat(lags.get(1).lag())
                    .as("nothing but the end of a transaction")
                    .isZero();
            assertThat(lags.get(2).partitions().getFirst().committed())
                    .as("never at work")
                    .isEmpty();
            assertThat(lags.get(2).partitions().getFirst().oldest()).isPresent();
        }
    }

    private static List<GroupLag> now(Log log) throws InterruptedException {
        try (Lags lags = Lags.open(log.cluster())) {
            return lags.now();
        }
    }

    private static void commit(Admin admin, Log log, String group, Kind kind, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        log.topics().prefix() + group,
                        Map.of(new TopicPartition(log.topics().name(kind), 0), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private static void aTransactionsEnd(Log log) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(KAFKA.settings()
                .producer(Map.of("transactional.id", log.topics().prefix() + "test")))) {
            producer.initTransactions();
            producer.beginTransaction();
            var _ = producer.send(new ProducerRecord<>(log.topics().name(Kind.OUTGOING), 0, null, new byte[] {1}));
            producer.commitTransaction();
        }
    }
}
