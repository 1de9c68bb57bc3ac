package co.loglife.flow.console.memory;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.console.Records;
import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.inspection.way.Place;
import co.loglife.flow.model.TopicLayout.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {
    private final Records records = new Records();
    private final DeadLetters letters = new DeadLetters(3, Set.of("whatsapp.outgoing"));

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
        add("not on WhatsApp");

        mark(0, "{\"letters\":[{\"first\":0,\"last\":1}],\"at\":\"2026-03-02T09:00:00Z\"}");

        assertThat(letters.waiting()).isEqualTo(1);
        DeadLetters.Group group = letters.view().groups().getFirst();
        assertThat(group.redriven()).isEqualTo(2);
        assertThat(group.returnable()).isTrue();
        assertThat(group.samples()).extracting(DeadLetters.Sample::offset).containsExactly(2L);
    }

    @Test
    void aMarkIsOfItsOwnPartitionAndOneThatCannotBeReadChangesNothing() {
        add("not on WhatsApp");

        mark(1, "{\"letters\":[{\"first\":0,\"last\":1}]}");
        mark(0, "{\"letters\":7}");
        mark(0, "{\"letters\":[null]}");
        mark(0, "garbage");

        assertThat(letters.waiting()).isEqualTo(1);
    }

    @Test
    void forgetsTheOldestOfVeryManyAndSaysSo() {
        for (int i = 0; i < 5; i++) {
            add("not on WhatsApp");
        }

        assertThat(letters.waiting()).isEqualTo(3);
        assertThat(letters.view().forgotten()).isEqualTo(2);
    }

    private void mark(int partition, String json) {
        letters.add(new Entry(
                new Place(Kind.DEAD_LETTERS, "whatsapp.dead-letters", partition, 99, Records.START),
                null,
                Map.of("redrive.mark", "1"),
                json.getBytes(StandardCharsets.UTF_8),
                new Body.Unreadable("a dead letter without its reason")));
    }

    private void add(String reason) {
        letters.add(records.givenUp("923001234567", reason, new Body.Unreadable("test")));
    }
}
