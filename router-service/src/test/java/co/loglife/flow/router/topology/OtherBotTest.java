package co.loglife.flow.router.topology;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.router.example.TallyBot;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Any bot, with stores of either kind. */
final class OtherBotTest {
    @ParameterizedTest
    @EnumSource
    void talksAndWakesUp(StoreKind stores) {
        try (RouterFixture router = new RouterFixture(new TallyBot(), stores)) {
            router.receives(aMessage().saying("one"));
            router.receives(aMessage().saying("two"));
            router.waits(Duration.ofDays(1));

            assertThat(router.kinds()).containsExactly("counted", "counted", "still_there");
            assertThat(router.timers()).isZero();
        }
    }
}
