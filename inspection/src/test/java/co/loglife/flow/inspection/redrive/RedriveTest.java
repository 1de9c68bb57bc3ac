package co.loglife.flow.inspection.redrive;

import static co.loglife.flow.inspection.Log.headers;
import static co.loglife.flow.inspection.Records.ANNA;
import static co.loglife.flow.inspection.Records.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.inspection.Log;
import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("broker")
final class RedriveTest {
    private static final int PARTITIONS = 6;

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @Test
    void tenThousandGoBackInOrderOnceAndTheSecondRunDoesNothing() throws Exception {
        try (Log log = new Log(KAFKA, PARTITIONS)) {
            letters(log, 10_000);
            List<Long> heard = new ArrayList<>();

            assertThat(redrive(log, (sent, _) -> heard.add(sent))).isEqualTo(10_000);

            assertThat(heard).isSorted().endsWith(10_000L).hasSizeGreaterThan(10);
            List<ConsumerRecord<byte[], byte[]>> back = outgoing(log);
            assertThat(back).hasSize(10_000);
            assertInOrder(back);
            ConsumerRecord<byte[], byte[]> one = back.getFirst();
            assertThat(DeadLetter.header(one.headers(), "service")).isEqualTo("sender");
            assertThat(one.headers().lastHeader("redrive.from")).isNotNull();
            assertThat(one.headers().lastHeader("traceparent").value())
                    .isEqualTo("00-1-01".getBytes(StandardCharsets.UTF_8));

            assertThat(redrive(log, Progress.NONE)).isZero();
            assertThat(outgoing(log)).hasSize(10_000);
            assertThat(fates(log).redriven()).hasSize(10_000);
        }
    }

    @Test
    void aCrashInTheMiddleNeitherLosesNorDoubles() throws Exception {
        try (Log log = new Log(KAFKA, PARTITIONS)) {
            letters(log, 2_000);
            Progress crash = (sent, _) -> {
                if (sent >= 1_000) {
                    throw new IllegalStateException("killed");
                }
            };
            assertThatThrownBy(() -> redrive(log, crash)).hasMessage("killed");
            halfATransaction(log); // and what it was about to do next is left open on the broker

            int rest = redrive(log, Progress.NONE);

            assertThat(rest).isEqualTo(1_000);
            assertThat(outgoing(log)).hasSize(2_000);
            assertInOrder(outgoing(log));
        }
    }

    @Test
    void whoBeginsLaterStopsWhoeverIsAtIt() throws Exception {
        try (Log log = new Log(KAFKA, PARTITIONS);
                Redrive first = Redrive.open(log.cluster(), InstantSource.system())) {
            letters(log, 1_000);
            first.begin();
            List<Letter> planned =
                    first.read(Progress.NONE).letters(Selection.ALL).open();

            assertThat(redrive(log, Progress.NONE)).isEqualTo(1_000);
            assertThatThrownBy(() -> first.send(planned, Progress.NONE)).isInstanceOf(InspectionException.class);

            assertThat(outgoing(log)).hasSize(1_000);
        }
    }

    @Test
    void whatIsDroppedNeverGoesBack() throws Exception {
        try (Log log = new Log(KAFKA, PARTITIONS);
                Redrive redrive = Redrive.open(log.cluster(), InstantSource.system())) {
            letters(log, 20);
            redrive.begin();
            List<Letter> open = fates(log).open();

            redrive.drop(open.subList(0, 5), "test data", Progress.NONE);

            assertThat(fates(log).dropped()).hasSize(5);
            assertThat(redrive(log, Progress.NONE)).isEqualTo(15);
        }
    }

    @Test
    void whatHasNoTopicToGoBackToIsLeft() throws Exception {
        try (Log log = new Log(KAFKA, PARTITIONS)) {
            DeadLetter element = new DeadLetter(
                    "no id", ErrorClass.POISON, "ingress", log.topics().name(Kind.WEBHOOKS), -1, -1, 1, START);
            DeadLetter store =
                    new DeadLetter("unreadable", ErrorClass.POISON, "router", "store conversations", 0, 7, 1, START);
            log.deadLetter(START, element, null, new byte[] {1}, headers()).get();
            log.deadLetter(START, store, ANNA, new byte[] {2}, headers()).get();

            assertThat(fates(log).open())
                    .hasSize(2)
                    .allSatisfy(letter -> assertThat(letter.back()).isEmpty());
        }
    }

    /** In the order of a hundred users' messages, given up in another one. */
    private static void letters(Log log, int count) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, count).boxed().toList());
        for (int i = 0; i + 1 < numbers.size(); i += 2) {
            Collections.swap(numbers, i, i + 1);
        }
        for (int number : numbers) {
            int partition = number % PARTITIONS;
            DeadLetter why = new DeadLetter(
                    "Service unavailable",
                    ErrorClass.TRANSIENT,
                    "sender",
                    log.topics().name(Kind.OUTGOING),
                    partition,
                    number,
                    8,
                    START);
            User user = new User("9230000" + (10_000 + partition));
            var _ = log.deadLetter(
                    START,
                    why,
                    user,
                    String.valueOf(number).getBytes(StandardCharsets.UTF_8),
                    headers("traceparent", "00-1-01"));
        }
        log.flush();
    }

    private static void halfATransaction(Log log) {
        KafkaProducer<byte[], byte[]> killed = new KafkaProducer<>(KAFKA.settings()
                .producer(Map.of("transactional.id", log.topics().prefix() + "redrive")));
        killed.initTransactions();
        killed.beginTransaction();
        var _ = killed.send(new ProducerRecord<>(
                log.topics().name(Kind.OUTGOING), 0, null, "1002".getBytes(StandardCharsets.UTF_8)));
        killed.flush();
        // Neither committed nor aborted nor closed: as a process that is no more.
    }

    private static int redrive(Log log, Progress progress) {
        try (Redrive redrive = Redrive.open(log.cluster(), InstantSource.system())) {
            redrive.begin();
            return redrive.send(
                    redrive.read(Progress.NONE).letters(Selection.ALL).open(), progress);
        }
    }

    private static Book.Fates fates(Log log) {
        try (Redrive redrive = Redrive.open(log.cluster(), InstantSource.system())) {
            return redrive.read(Progress.NONE).letters(Selection.ALL);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> outgoing(Log log) {
        try (TopicReader reader = new TopicReader(KAFKA.settings(), log.topics().name(Kind.OUTGOING))) {
            return reader.records();
        }
    }

    private static void assertInOrder(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Integer, List<Integer>> byPartition = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            int number = Integer.parseInt(new String(record.value(), StandardCharsets.UTF_8));
            assertThat(record.partition()).isEqualTo(number % PARTITIONS);
            byPartition
                    .computeIfAbsent(record.partition(), _ -> new ArrayList<>())
                    .add(number);
        }
        assertThat(byPartition.values())
                .allSatisfy(numbers -> assertThat(numbers).isSorted().doesNotHaveDuplicates());
    }
}
