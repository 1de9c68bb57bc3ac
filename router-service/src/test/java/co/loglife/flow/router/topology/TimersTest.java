package co.loglife.flow.router.topology;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.router.loglife.LogLifeBot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reminders; the user is in Karachi, five hours ahead of UTC, and it is 14:00 there. */
final class TimersTest {
    private final RouterFixture router = new RouterFixture(new LogLifeBot());

    @AfterEach
    void close() {
        router.close();
    }

    private void hasGoalAt(String time) {
        router.receives(aMessage().via(ClientType.WEB).saying("add goal 🏃 Run"));
        router.receives(aMessage().via(ClientType.WEB).saying(time));
        assertThat(router.kinds()).endsWith("reminder_set");
    }

    @Test
    void remindsOnTimeThroughTheClientUsedLast() {
        hasGoalAt("14:30");
        router.waits(Duration.ofMinutes(29));
        assertThat(router.replies()).isEmpty();

        router.waits(Duration.ofMinutes(1));

        OutgoingMessage reminder = router.replies().getFirst();
        assertThat(reminder.kind()).isEqualTo("reminder");
        assertThat(reminder.clientType()).isEqualTo(ClientType.WEB);
        assertThat(reminder.recipient().id()).isEqualTo("923001234567");
        assertThat(reminder.inReplyTo()).isNull();
        assertThat(reminder.createdAt()).isEqualTo(RouterFixture.NOW.plus(Duration.ofMinutes(30)));
        assertThat(reminder.expiresAt()).isEqualTo(reminder.createdAt().plus(Duration.ofHours(1)));
    }

    @Test
    void whatFiredIsOnTheLogWithAnIdThatTellsNoNumber() {
        hasGoalAt("14:30");
        router.waits(Duration.ofMinutes(30));

        IncomingMessage wakeUp = router.ours().getFirst();
        assertThat(wakeUp.content()).isEqualTo(new Content.WakeUp("reminders", Instant.parse("2026-03-02T09:30:00Z")));
        assertThat(wakeUp.user().key()).isEqualTo("923001234567");
        assertThat(wakeUp.id()).startsWith("wake-up-").doesNotContain("923001234567");
    }

    @Test
    void remindsOnceADay() {
        hasGoalAt("14:30");
        for (int hour = 0; hour < 72; hour++) {
            router.waits(Duration.ofHours(1));
            router.receives(aMessage()
                    .via(ClientType.WEB)
                    .saying("goals")
                    .at(RouterFixture.NOW.plus(Duration.ofHours(hour + 1))));
        }

        assertThat(router.kinds().stream().filter("reminder"::equals)).hasSize(3);
        assertThat(router.timers()).isEqualTo(1);
    }

    @Test
    void skipsAndCountsWhatIsMoreThanAnHourLate() {
        hasGoalAt("14:30");
        router.receives(aMessage().saying("help"));
        router.replies();

        // The router was down for two days and ten minutes: two reminders are over, the third is not.
        router.waits(Duration.ofDays(2).plusMinutes(40));

        assertThat(router.kinds()).containsExactly("reminder");
        assertThat(new String(router.stored("923001234567"), StandardCharsets.UTF_8))
                .contains("\"reminders_skipped\":2");
    }

    @Test
    void doesNotRemindOfAGoalThatIsGone() {
        hasGoalAt("14:30");
        router.receives(aMessage().saying("delete 1"));
        router.replies();
        assertThat(router.timers()).isZero();

        router.waits(Duration.ofHours(1));

        assertThat(router.replies()).isEmpty();
    }

    @Test
    void movesATimerWithItsGoalsTime() {
        hasGoalAt("14:30");
        router.receives(aMessage().saying("update 1 16:00"));
        router.replies();

        router.waits(Duration.ofHours(1));
        assertThat(router.replies()).isEmpty();
        router.waits(Duration.ofHours(1));
        assertThat(router.kinds()).containsExactly("reminder");
    }

    @Test
    void saysWhatIsDueTogetherInOneTurn() {
        hasGoalAt("14:30");
        router.receives(aMessage().saying("enable journaling"));
        router.receives(aMessage().saying("14:30"));
        router.replies();

        router.waits(Duration.ofMinutes(31));

        List<OutgoingMessage> replies = router.replies();
        assertThat(replies).extracting(OutgoingMessage::kind).containsExactly("reminder", "journal_reminder");
        assertThat(replies.getLast().id()).isEqualTo(replies.getFirst().id().replaceFirst(":0$", ":1"));
    }
}
