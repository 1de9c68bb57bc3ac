package co.loglife.flow.simulator.chats;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ChatsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final ChatKey ANN = new ChatKey("15550001111", ClientType.WEB);

    private final List<Happening> seen = new ArrayList<>();
    private final Chats chats = new Chats(new Chats.Bounds(2, 3), seen::add);

    @Test
    void forgetsTheOldestBubblesAndTheLongestUnusedChat() {
        for (int i = 0; i < 5; i++) {
            chats.add(ANN, Bubble.incoming("m" + i, Said.of("text", "hi"), null, NOW));
        }
        assertThat(chats.bubbles(ANN)).extracting(Bubble::id).containsExactly("m2", "m3", "m4");

        chats.add(new ChatKey("2", ClientType.WEB), Bubble.incoming("x", Said.of("text", "hi"), null, NOW));
        chats.add(new ChatKey("3", ClientType.WEB), Bubble.incoming("y", Said.of("text", "hi"), null, NOW));
        assertThat(chats.bubbles(ANN)).isEmpty();
    }

    @Test
    void neverTurnsTicksBack() {
        chats.add(ANN, Bubble.outgoing("m", Said.of("text", "hi"), null, NOW, null));

        chats.tick("m", Ticks.READ, NOW.plusSeconds(1));
        chats.tick("m", Ticks.DELIVERED, NOW.plusSeconds(2));

        Bubble bubble = chats.bubbles(ANN).getFirst();
        assertThat(bubble.ticks()).isEqualTo(Ticks.READ);
        assertThat(bubble.times()).containsEntry(Ticks.DELIVERED, NOW.plusSeconds(2));
        assertThat(seen).hasSize(3);
    }

    @Test
    void readsUpToTheMessageThatWasRead() {
        for (int i = 0; i < 3; i++) {
            chats.add(ANN, Bubble.incoming("m" + i, Said.of("text", "hi"), null, NOW));
        }

        assertThat(chats.readUpTo("m1", NOW)).isTrue();

        assertThat(chats.bubbles(ANN)).extracting(Bubble::ticks).containsExactly(Ticks.READ, Ticks.READ, Ticks.WAITING);
        assertThat(chats.readUpTo("unknown", NOW)).isFalse();
    }

    @Test
    void givesIdsOfTheKnownForms() {
        MessageIds ids = new MessageIds(new SplittableRandom(1));

        String wamid = ids.wamid("16503879439", Bubble.Direction.INCOMING);

        byte[] inside = Base64.getDecoder().decode(wamid.substring("wamid.".length()));
        assertThat(wamid)
                .startsWith("wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQz")
                .hasSameSizeAs("wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTA2NTUwRkNEMDdFQjJCRUU0NQA=");
        assertThat(inside[inside.length - 1]).isZero();
        assertThat(ids.web("16503879439", Bubble.Direction.OUTGOING))
                .matches("true_16503879439@c\\.us_3EB0[0-9A-F]{16}");
    }
}
