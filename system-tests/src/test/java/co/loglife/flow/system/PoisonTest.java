package co.loglife.flow.system;

import static co.loglife.flow.system.ProcessFaults.restarted;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.system.ServiceProcess.Kind;
import co.loglife.flow.testing.TopicReader;
import co.loglife.flow.testing.ledger.Place;
import co.loglife.flow.testing.ledger.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * F15, and of F9 the stop of a whole account, which lasts a minute: what cannot be read is put aside byte for byte,
 * also while nothing can be sent, and those beside it are answered, by services that start after it too.
 */
@Tag("system")
final class PoisonTest {
    /** A minute's messages wait for the account, and are sent when it is open again. */
    private static final Load.Shape CALM =
            new Load.Shape(FaultPlan.load().perSecond() / 4, FaultPlan.load().users(), FaultPlan.SEED);

    @RegisterExtension
    static final FaultPipeline FAULTS = new FaultPipeline();

    @Test
    void whatCannotBeReadIsKeptAndItsNeighboursAreAnswered() throws Exception {
        Poison poison = new Poison();
        try (FaultRun run = FaultRun.withLoad(FAULTS.pipeline(), CALM)) {
            run.countersDiffer("poison does not come through ingress");
            Verdict verdict = run.fault("80007, poison on every topic", inTheMeantime -> {
                        WhatsAppFaults.stopsTheAccount(inTheMeantime);
                        poison.everywhere().on(inTheMeantime);
                        requireBuried(poison.mustBeBuried());
                        WhatsAppFaults.opensTheAccount(inTheMeantime);
                    })
                    .verify();
            assertThat(verdict.doubledSends()).isEmpty();
            assertThat(verdict.counts().deadLetters()).isZero();
            requireBuried(poison.mustBeBuried());
        }
        try (FaultRun run = FaultRun.withLoad(FAULTS.pipeline(), CALM)) {
            var _ = run.fault("restart of those who read it at their start", restarted(Kind.SENDER, Kind.INGRESS))
                    .verify();
        }
    }

    /** All of it, and each once. */
    private static void requireBuried(Map<Place, Poison.Buried> expected) {
        Pipeline pipeline = FAULTS.pipeline();
        try (TopicReader letters =
                new TopicReader(pipeline.kafka(), pipeline.topics().name(TopicLayout.Kind.DEAD_LETTERS))) {
            Set<Place> places = expected.keySet();
            var records = letters.await(
                    Duration.ofMinutes(2),
                    found -> byPlace(found, places).keySet().containsAll(places));
            Map<Place, ConsumerRecord<byte[], byte[]>> found = byPlace(records, places);
            assertThat(records.stream().filter(record -> places.contains(source(record))))
                    .hasSameSizeAs(places);
            expected.forEach((place, buried) -> assertThat(found.get(place))
                    .as(buried.what())
                    .satisfies(letter -> {
                        assertThat(letter.key()).isEqualTo(buried.record().key());
                        assertThat(letter.value()).isEqualTo(buried.record().value());
                        assertThat(DeadLetter.header(letter.headers(), "class")).isEqualTo("poison");
                    }));
        }
    }

    private static Map<Place, ConsumerRecord<byte[], byte[]>> byPlace(
            Iterable<ConsumerRecord<byte[], byte[]>> letters, Set<Place> places) {
        Map<Place, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            Place source = source(letter);
            if (places.contains(source)) {
                found.put(source, letter);
            }
        }
        return found;
    }

    private static Place source(ConsumerRecord<byte[], byte[]> letter) {
        String topic = DeadLetter.header(letter.headers(), "topic");
        return topic == null
                ? new Place("", 0, 0) // our own poison on that topic
                : new Place(
                        topic,
                        Integer.parseInt(String.valueOf(DeadLetter.header(letter.headers(), "partition"))),
                        Long.parseLong(String.valueOf(DeadLetter.header(letter.headers(), "offset"))));
    }
}
