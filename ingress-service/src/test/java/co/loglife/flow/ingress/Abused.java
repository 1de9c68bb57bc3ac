package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An ingress that strangers try something on; after each of it the service still does its work. */
@Tag("broker")
abstract class Abused {
    static final String HEAD = "POST /whatsapp-incoming HTTP/1.1\r\nHost: localhost\r\n";

    @RegisterExtension
    static final RealKafka kafka = new RealKafka();

    static Ingress ingress;

    @BeforeAll
    static void start() throws Exception {
        ingress = Ingress.start(kafka);
    }

    @AfterAll
    static void stop() {
        ingress.close();
    }

    @AfterEach
    void itStillWorks() throws Exception {
        assertThat(ingress.receives(Samples.bytes("graph-api/text.json")).statusCode())
                .isEqualTo(200);
    }
}
