package co.loglife.flow.sender.dispatch;

import static co.loglife.flow.model.Delivery.State.ACCEPTED;
import static co.loglife.flow.model.Delivery.State.ATTEMPTING;
import static co.loglife.flow.model.Delivery.State.DEAD_LETTERED;
import static co.loglife.flow.model.Delivery.State.FAILED;
import static co.loglife.flow.model.Delivery.State.RETRYING;
import static co.loglife.flow.model.Delivery.State.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.User;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TakenTest {
    private static final User ANN = new User("923001234567");
    private static final User BOB = new User("923007654321");

    private final Taken taken = new Taken(2);

    @Test
    void knowsWhatWasAccepted() {
        saw("a", ATTEMPTING, ACCEPTED);

        assertThat(taken.contains("a", ANN)).isTrue();
        assertThat(taken.contains("b", ANN)).isFalse();
    }

    @Test
    void knowsWhatWhatsAppReportsOn() {
        saw("a", SENT);
        saw("b", FAILED); // days after a 200: it had the message

        assertThat(taken.contains("a", ANN)).isTrue();
        assertThat(taken.contains("b", ANN)).isTrue();
    }

    @Test
    void letsADeadLetterBeDrivenAgain() {
        saw("a", ATTEMPTING, RETRYING, ATTEMPTING, DEAD_LETTERED);

        assertThat(taken.contains("a", ANN)).isFalse();
        saw("a", ATTEMPTING, ACCEPTED);
        assertThat(taken.contains("a", ANN)).isTrue();
    }

    @Test
    void tellsUsersApart() {
        saw("a", ACCEPTED);

        assertThat(taken.contains("a", BOB)).isFalse();
    }

    @Test
    void forgetsTheOldestFirst() {
        saw("a", ACCEPTED);
        saw("b", ACCEPTED);
        saw("b", SENT);
        saw("c", ACCEPTED);

        assertThat(taken.contains("a", ANN)).isFalse();
        assertThat(taken.contains("b", ANN)).isTrue();
        assertThat(taken.contains("c", ANN)).isTrue();
    }

    @Test
    void remembersNothingWhereNothingIsWanted() {
        Taken none = new Taken(0);
        none.add("a", ANN);

        assertThat(none.contains("a", ANN)).isFalse();
    }

    private void saw(String id, Delivery.State... states) {
        for (Delivery.State state : states) {
            taken.saw(new Delivery(id, state, null, 1, Instant.EPOCH, null, ClientType.BUSINESS_API, "1", ANN, null));
        }
    }
}
