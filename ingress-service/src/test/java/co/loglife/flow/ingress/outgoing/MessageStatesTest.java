package co.loglife.flow.ingress.outgoing;

import static co.loglife.flow.model.Delivery.State.ACCEPTED;
import static co.loglife.flow.model.Delivery.State.ATTEMPTING;
import static co.loglife.flow.model.Delivery.State.DELIVERED;
import static co.loglife.flow.model.Delivery.State.FAILED;
import static co.loglife.flow.model.Delivery.State.READ;
import static co.loglife.flow.model.Delivery.State.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageStatesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final MessageStates states = new MessageStates(1_000);

    @Test
    void isTheHighestSeenInWhateverOrder() {
        List<Delivery> events = new ArrayList<>();
        for (Delivery.State state : List.of(ATTEMPTING, ACCEPTED, SENT, DELIVERED, READ)) {
            events.add(event("a", state, "wamid.1"));
            events.add(event("a", state, "wamid.1"));
        }
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            MessageStates fresh = new MessageStates(1_000);
            Collections.shuffle(events, random);
            events.forEach(fresh::add);
            assertThat(fresh.of("a").orElseThrow().word()).isEqualTo("read");
        }
    }

    @Test
    void aReportWithoutOurIdIsMatchedByWhatsAppsId() {
        states.add(event("a", ACCEPTED, "wamid.1"));
        states.add(event(null, DELIVERED, "wamid.1"));
        states.add(event(null, FAILED, "wamid.2"));

        assertThat(states.of("a").orElseThrow().word()).isEqualTo("delivered");
    }

    @Test
    void isQueuedUntilSomethingHappens() {
        states.queued("a", NOW);

        assertThat(states.of("a").orElseThrow().word()).isEqualTo("queued");
        assertThat(states.of("b")).isEmpty();
    }

    @Test
    void aRepeatedRequestDoesNotTurnBackTheState() {
        states.add(event("a", READ, "wamid.1"));
        states.queued("a", NOW);

        assertThat(states.of("a").orElseThrow().word()).isEqualTo("read");
    }

    private static Delivery event(@Nullable String id, Delivery.State state, String providerId) {
        return new Delivery(id, state, providerId, 1, NOW, null, ClientType.WEB, "web", new User("923001234567"), null);
    }
}
