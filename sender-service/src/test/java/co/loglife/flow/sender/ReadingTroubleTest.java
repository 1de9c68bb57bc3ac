package co.loglife.flow.sender;

import static co.loglife.flow.model.Delivery.State.ACCEPTED;
import static co.loglife.flow.sender.testing.Outbox.aReply;
import static co.loglife.flow.sender.testing.SenderFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.runtime.Service;
import co.loglife.flow.sender.testing.ReadingFails;
import co.loglife.flow.sender.testing.SenderFixture;
import co.loglife.flow.testing.RealKafka;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is thrown where the topics are read: it is told, and it passes when its reason does. */
@Tag("broker")
final class ReadingTroubleTest {
    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @SuppressWarnings("NullAway.Init")
    private SenderFixture sender;

    @BeforeEach
    void open() throws InterruptedException {
        sender = new SenderFixture(KAFKA, 1);
    }

    @AfterEach
    void close() {
        ReadingFails.nowhere();
        sender.close();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "read-business_api, configure",
        "read-business_api, onConsume",
        "read-business_api, onCommit",
        "read-ledger, onConsume"
    })
    void isNotReadyWhileReadingFailsAndGoesOnAfterwards(String thread, String point) throws InterruptedException {
        Service before = sender.start(Map.of());
        sender.send(aReply().withId("a"));
        sender.states("a", ACCEPTED); // so that there is a ledger to be read
        sender.stop(before);
        sender.send(aReply().withId("b"));
        ReadingFails.at(thread, point);
        Service running = sender.start(Map.of("KAFKA_CONSUMER_INTERCEPTOR_CLASSES", ReadingFails.class.getName()));

        patiently()
                .until(() ->
                        running.notReady().filter(why -> why.endsWith("failed")).isPresent());
        ReadingFails.nowhere();
        sender.send(aReply().withId("c"));

        sender.states("b", ACCEPTED);
        sender.states("c", ACCEPTED);
        patiently().until(() -> running.notReady().isEmpty());
        assertThat(sender.graph.count()).isEqualTo(3);
    }
}
