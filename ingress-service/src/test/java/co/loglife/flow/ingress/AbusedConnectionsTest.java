package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A6 and A7: slow senders, idle connections. */
class AbusedConnectionsTest extends Abused {
    @Test
    void a6AHeaderThatDribblesIsCutOff() throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port());
                Dribble dribble = new Dribble(caller, "POST /webhook HTTP/1.1\r\nX-Slow: " + "a".repeat(500))) {
            assertThat(caller.isClosedByServer()).isTrue();
            assertThat(dribble.said()).isLessThan(400);
        }
    }

    @Test
    void a6ABodyThatDribblesIsCutOff() throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says(HEAD + "Content-Length: 3000000\r\n\r\n");
            try (Dribble dribble = new Dribble(caller, "x".repeat(500))) {
                assertThat(caller.hearsUntilTheEnd()).startsWith("HTTP/1.1 408");
                assertThat(dribble.said()).isLessThan(400);
            }
        }
    }

    @Test
    void a6AHundredDribblersHinderNobody() throws Exception {
        List<RawHttp> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                RawHttp caller = new RawHttp(ingress.port());
                slow.add(caller);
                caller.says(
                        i % 2 == 0 ? HEAD + "Content-Length: 1000\r\n\r\nx" : "POST /webhook HTTP/1.1\r\nX-Slow: a");
            }
            assertThat(ingress.receives(Samples.bytes("graph-api/text.json")).statusCode())
                    .isEqualTo(200);
            for (RawHttp caller : slow) { // each of them ends, by an answer or without one
                caller.hearsUntilTheEnd();
            }
        } finally {
            for (RawHttp caller : slow) {
                caller.close();
            }
        }
    }

    @Test
    void a7ThousandsOfIdleConnectionsHinderNobody() throws Exception {
        List<RawHttp> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 3_000; i++) {
                idle.add(new RawHttp(ingress.port()));
            }
            assertThat(ingress.receives(Samples.bytes("graph-api/text.json")).statusCode())
                    .isEqualTo(200);
            assertThat(ingress.get("/live").statusCode()).isEqualTo(200);
            assertThat(ingress.get("/ready").statusCode()).isEqualTo(200);
        } finally {
            for (RawHttp caller : idle) {
                caller.close();
            }
        }
    }

    @Test
    void a7WhenAllConnectionsAreTakenTheSilentOnesMakeRoom() throws Exception {
        try (Ingress small =
                Ingress.start(kafka, Map.of("INGRESS_CONNECTIONS", "20", "WHATSAPP_APP_SECRET", Ingress.APP_SECRET))) {
            List<RawHttp> idle = new ArrayList<>();
            try {
                for (int i = 0; i < 40; i++) {
                    idle.add(new RawHttp(small.port()));
                }
                assertThat(small.receives(Samples.bytes("graph-api/text.json")).statusCode())
                        .isEqualTo(200);
            } finally {
                for (RawHttp caller : idle) {
                    caller.close();
                }
            }
        }
    }

    @Test
    void a7HealthOnAPortOfItsOwnAnswersWhateverHappensOnTheOther() throws Exception {
        int health = co.loglife.flow.broker.EmbeddedBroker.freePort();
        try (Ingress apart = Ingress.start(
                        kafka, Map.of("INGRESS_CONNECTIONS", "1", "INGRESS_HEALTH_PORT", String.valueOf(health)));
                RawHttp _ = new RawHttp(apart.port());
                RawHttp _ = new RawHttp(apart.port());
                RawHttp probe = new RawHttp(health)) {
            probe.says("GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(probe.hearsUntilTheEnd()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void a7AnAddressHasItsShareOfConnections() throws Exception {
        try (Ingress limited = Ingress.start(kafka, Map.of("INGRESS_CONNECTIONS_PER_ADDRESS", "3"))) {
            try (RawHttp _ = new RawHttp(limited.port());
                    RawHttp second = new RawHttp(limited.port());
                    RawHttp _ = new RawHttp(limited.port())) {
                second.says("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(second.hearsStatus()).isEqualTo("HTTP/1.1 200 OK");
                try (RawHttp fourth = new RawHttp(limited.port())) {
                    assertThat(fourth.isClosedByServer()).isTrue();
                }
            }
        }
    }
}
