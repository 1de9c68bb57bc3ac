package co.loglife.flow.model;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Delivery.State;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DeliveryStateTest {
    @Test
    void theHighestRankWinsInWhateverOrderTheEventsCome() {
        assertThat(highest(State.READ, State.ATTEMPTING, State.SENT)).isEqualTo(State.READ);
        assertThat(highest(State.ACCEPTED, State.FAILED)).isEqualTo(State.FAILED);
        assertThat(highest(State.DELIVERED, State.FAILED)).isEqualTo(State.DELIVERED);
        assertThat(highest(State.RETRYING, State.ACCEPTED)).isEqualTo(State.ACCEPTED);
    }

    @Test
    void itsWordsOnTheWireAreTheDocumentedOnes() {
        assertThat(Stream.of(State.values()).map(State::word))
                .containsExactly(
                        "attempting",
                        "retrying",
                        "accepted",
                        "sent",
                        "failed",
                        "dead-lettered",
                        "delivered",
                        "read",
                        "played");
    }

    private static State highest(State... seen) {
        return Stream.of(seen).max(Comparator.naturalOrder()).orElseThrow();
    }
}
