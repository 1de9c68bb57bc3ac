package co.loglife.flow.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ErrorClass;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterRulesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    MeterRulesTest() {
        registry.config().meterFilter(new MeterRules());
    }

    @Test
    void ourMetersBeginWithOurName() {
        registry.counter("sender.attempts").increment();

        assertThat(registry.get("flow.sender.attempts").counter().count()).isEqualTo(1);
    }

    @Test
    void ofTheLibrariesOnlyWhatSomebodyAsksForIsShown() {
        registry.counter("kafka.producer.record.send.total");
        registry.counter("kafka.producer.bufferpool.wait.ratio");
        registry.counter("jvm.classes.loaded");

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("kafka.producer.record.send.total");
    }

    @ParameterizedTest
    @CsvSource({
        "whatsapp.router-4a66936c-ae58-4448-8195-a212056a6761-StreamThread-1-consumer, whatsapp.router-StreamThread-1-consumer",
        "consumer-whatsapp.sender-3, consumer-whatsapp.sender",
        "ingress, ingress"
    })
    void aClientsIdIsTheSameAfterARestart(String given, String shown) {
        registry.counter("kafka.producer.record.send.total", "client.id", given, "kafka.version", "4.3.1");

        Meter.Id id = registry.getMeters().getFirst().getId();
        assertThat(id.getTags()).isEqualTo(Tags.of("client.id", shown).stream().toList());
    }

    @Test
    void everyClassOfDeadLettersIsThereFromTheStart() {
        DeadLetterCount count = new DeadLetterCount(registry);
        count.add(ErrorClass.BUG);

        for (ErrorClass errorClass : ErrorClass.values()) {
            assertThat(registry.get("flow.dead.letters")
                            .tag("class", errorClass.word())
                            .counter()
                            .count())
                    .isEqualTo(errorClass == ErrorClass.BUG ? 1 : 0);
        }
    }
}
