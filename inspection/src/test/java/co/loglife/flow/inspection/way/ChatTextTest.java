package co.loglife.flow.inspection.way;

import static co.loglife.flow.inspection.Records.ANNA;
import static co.loglife.flow.inspection.Records.START;
import static co.loglife.flow.inspection.Records.note;
import static co.loglife.flow.inspection.Records.reply;
import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.User;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChatTextTest {
    private final ChatText chat = new ChatText(ZoneOffset.UTC, Veil.OPEN);

    @Test
    void namesWhoeverSpeaksWhereItChanges() {
        assertThat(chat.lines(said(ANNA.key(), "goals"))).containsExactly("923001234567", "  09:00:00 ▸ goals");
        assertThat(chat.lines(entry(Kind.OUTGOING, ANNA, new Body.Outgoing(reply(ANNA, "wamid.1", 0)))))
                .containsExactly("  09:00:00 ◂ You have no goals");
        assertThat(chat.lines(said("15550001111", "hi"))).containsExactly("15550001111", "  09:00:00 ▸ hi");
    }

    @Test
    void keepsLinesAndLetsNoneCommandTheTerminal() {
        assertThat(chat.lines(said(ANNA.key(), "one\n\u001b[2Jtwo")).getLast())
                .isEqualTo("  09:00:00 ▸ one\n             ·[2Jtwo");
    }

    @Test
    void hidesBehindAVeil() {
        List<String> lines = new ChatText(ZoneOffset.UTC, Veil.MASKED).lines(said(ANNA.key(), "my secret"));

        assertThat(lines).containsExactly("9230******67", "  09:00:00 ▸ (9 characters)");
    }

    @Test
    void whatNobodySaidIsNotPartOfIt() {
        Delivery sent = note(ANNA, "wamid.1:0", Delivery.State.ACCEPTED, 1);

        assertThat(chat.lines(entry(Kind.DELIVERIES, ANNA, new Body.Event(sent))))
                .isEmpty();
    }

    private static Entry said(String from, String text) {
        return entry(
                Kind.INCOMING,
                new User(from),
                new Body.Incoming(aMessage().from(from).saying(text).build()));
    }

    private static Entry entry(Kind kind, User key, Body body) {
        return new Entry(new Place(kind, "whatsapp." + kind.word(), 3, 7, START), key.key(), Map.of(), null, body);
    }
}
