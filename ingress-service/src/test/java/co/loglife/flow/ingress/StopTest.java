package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("broker")
class StopTest {
    @RegisterExtension
    static final RealKafka kafka = new RealKafka();

    @Test
    void aRequestUnderWayIsFinishedAndANewOneRefused() throws Exception {
        byte[] body = Samples.bytes("graph-api/text.json");
        String text = new String(body, StandardCharsets.UTF_8);
        Ingress ingress = Ingress.start(kafka);
        int port = ingress.port();
        try (RawHttp underWay = new RawHttp(port)) {
            underWay.says("POST /whatsapp-incoming HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length
                    + "\r\nExpect: 100-continue\r\nContent-Type: application/json\r\n" + Signature.HEADER + ": "
                    + Signature.of(new Secret(Ingress.APP_SECRET), body) + "\r\n\r\n");
            assertThat(underWay.hearsStatus()).isEqualTo("HTTP/1.1 100 Continue"); // it has begun
            underWay.says(text.substring(0, 100));
            Thread stopping = Thread.ofVirtual().start(() -> ingress.service().close());
            Awaitility.await().atMost(java.time.Duration.ofSeconds(60)).until(() -> refusesConnections(port));

            underWay.says(text.substring(100));

            assertThat(underWay.hearsUntilTheEnd()).contains("HTTP/1.1 200 OK");
            stopping.join();
        }
        assertThat(ingress.on(Kind.INCOMING)).hasSize(1);
        assertThatThrownBy(() -> new RawHttp(port)).isInstanceOf(IOException.class);
        ingress.close();
    }

    private static boolean refusesConnections(int port) {
        try (RawHttp _ = new RawHttp(port)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
