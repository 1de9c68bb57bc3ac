package co.loglife.flow.router.turn;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.router.loglife.LogLifeBot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The same records give the same bytes, whenever and wherever they are replayed. */
final class ReplayTest {
    private static final List<String> SAID = List.of(
            "add goal 🏃 Run",
            "8:00",
            "skip",
            "goals",
            "week",
            "lookback 30",
            "rate 1 3",
            "123",
            "menu",
            "1",
            "list",
            "help",
            "update 1 21:30",
            "delete 2",
            "journal now",
            "timezone Asia/Tokyo",
            "nonsense",
            "checkin now");

    @Test
    void twiceTheSameInputGivesByteEqualReplies() throws UnreadableException {
        List<byte[]> log = log();

        String first = replay(log);

        assertThat(replay(log)).isEqualTo(first);
        assertThat(first.lines().count()).isGreaterThan(500);
    }

    private static List<byte[]> log() {
        SplittableRandom random = new SplittableRandom(7);
        List<byte[]> log = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Instant at = Instant.parse("2026-03-02T09:00:00Z").plusSeconds(i * 3600L);
            Content content = random.nextInt(10) == 0
                    ? new Content.WakeUp("reminders", at)
                    : new Content.Text(SAID.get(random.nextInt(SAID.size())), null);
            log.add(Json.write(aMessage()
                    .withId("wamid." + random.nextInt(900)) // some come twice
                    .from(String.valueOf(923_001_234_560L + random.nextInt(5)))
                    .via(random.nextBoolean() ? ClientType.WEB : ClientType.BUSINESS_API)
                    .with(content)
                    .at(at)
                    .build()));
        }
        return log;
    }

    /** All replies as text, a line each: what the rim does, with a map for a store. */
    private static String replay(List<byte[]> log) throws UnreadableException {
        Turns turns = new Turns(new LogLifeBot(), false);
        Map<String, byte[]> store = new HashMap<>();
        StringBuilder replies = new StringBuilder();
        for (byte[] value : log) {
            String key = Json.read(value, IncomingMessage.class).user().key();
            IncomingMessage message = Turns.read(key.getBytes(StandardCharsets.UTF_8), value);
            Outcome outcome = turns.on(store.get(key), message, false);
            switch (outcome.state()) {
                case Outcome.State.Same() -> {}
                case Outcome.State.Now(byte[] bytes) -> store.put(key, bytes);
                case Outcome.State.Erased() -> store.remove(key);
            }
            outcome.outgoing()
                    .forEach(reply -> replies.append(new String(Json.write(reply), StandardCharsets.UTF_8))
                            .append("\n"));
        }
        return replies.toString();
    }
}
