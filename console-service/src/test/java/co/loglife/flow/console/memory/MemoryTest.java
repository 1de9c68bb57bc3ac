package co.loglife.flow.console.memory;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.console.Records;
import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.inspection.way.Place;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.User;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MemoryTest {
    private final Records records = new Records();

    @Test
    void forgetsTheUserLongestSilentWhenThereIsNoMoreRoom() {
        Memory memory = new Memory(new Memory.Bounds(2_000, 10, 10));

        memory.add(records.said(aMessage().from("15550000001")));
        memory.add(records.said(aMessage().from("15550000002")));
        memory.add(records.said(aMessage().from("15550000001")));
        memory.add(records.said(aMessage().from("15550000003")));

        assertThat(memory.latest(9, _ -> true))
                .extracting(Memory.Remembered::user)
                .doesNotContain("15550000002")
                .startsWith("15550000003");
        assertThat(memory.bytes()).isLessThanOrEqualTo(2_800);
    }

    @Test
    void keepsTheLastRecordsOfAUser() {
        Memory memory = new Memory(new Memory.Bounds(1 << 20, 2, 10));

        memory.add(records.said(aMessage().withId("a")));
        memory.add(records.said(aMessage().withId("b")));
        memory.add(records.said(aMessage().withId("c")));

        assertThat(memory.entries(new User("923001234567")))
                .extracting(entry -> ((Body.Incoming) entry.body()).message().id())
                .containsExactly("b", "c");
    }

    @Test
    void knowsTheWebhookOfAMessageByItsTrace() {
        Memory memory = new Memory(Memory.Bounds.of(1 << 20));
        Entry said = records.said(aMessage());
        Map<String, String> trace = Map.of("traceparent", "00-1-2-01");
        Entry webhook = new Entry(
                new Place(Kind.WEBHOOKS, "whatsapp.webhooks", 0, 5, Records.START),
                null,
                trace,
                new byte[9],
                new Body.Webhook("/whatsapp-incoming"));

        memory.add(webhook);
        memory.add(new Entry(said.place(), said.key(), trace, said.value(), said.body()));

        assertThat(memory.entries(new User("923001234567")))
                .extracting(entry -> entry.place().kind())
                .containsExactlyInAnyOrder(Kind.INCOMING, Kind.WEBHOOKS);
    }
}
