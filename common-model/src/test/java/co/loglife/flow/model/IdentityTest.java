package co.loglife.flow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final String JSON =
            "{\"user_id\":\"US.1349\",\"user\":\"16505551234\",\"seen_at\":\"2026-03-02T09:00:00Z\"}";

    @Test
    void looksLikeThisOnItsTopic() throws UnreadableException {
        Identity identity = new Identity("US.1349", new User("16505551234"), Instant.parse("2026-03-02T09:00:00Z"));

        assertThat(new String(Json.write(identity), StandardCharsets.UTF_8)).isEqualTo(JSON);
        assertThat(Json.read(JSON.getBytes(StandardCharsets.UTF_8), Identity.class))
                .isEqualTo(identity);
    }

    @Test
    void needsBothIds() {
        assertThatThrownBy(() -> Json.read("{\"user_id\":\"US.1\"}".getBytes(StandardCharsets.UTF_8), Identity.class))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("user is missing");
    }
}
