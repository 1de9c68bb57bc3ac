package co.loglife.flow.console.memory;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.console.Records;
import co.loglife.flow.inspection.way.Body;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {
    private final Records records = new Records();
    private final DeadLetters letters = new DeadLetters(3);

    @Test
    void groupsThemByWhatWentWrong() {
        add("not on WhatsApp");
        add("not on WhatsApp");
        add("token expired");

        assertThat(letters.view().groups())
                .extracting(DeadLetters.Group::reason, DeadLetters.Group::waiting)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("token expired", 1L),
                        org.assertj.core.groups.Tuple.tuple("not on WhatsApp", 2L));
    }

    @Test
    void countsThoseThatWait() {
        add("not on WhatsApp");
        add("not on WhatsApp");

        assertThat(letters.settle(new DeadLetters.Position(0, 0))).isTrue();
        assertThat(letters.settle(new DeadLetters.Position(0, 0))).isFalse();

        assertThat(letters.waiting()).isEqualTo(1);
        assertThat(letters.view().groups().getFirst().redriven()).isEqualTo(1);
    }

    @Test
    void forgetsTheOldestOfVeryManyAndSaysSo() {
        for (int i = 0; i < 5; i++) {
            add("not on WhatsApp");
        }

        assertThat(letters.waiting()).isEqualTo(3);
        assertThat(letters.view().forgotten()).isEqualTo(2);
    }

    private void add(String reason) {
        letters.add(records.givenUp("923001234567", reason, new Body.Unreadable("test")));
    }
}
