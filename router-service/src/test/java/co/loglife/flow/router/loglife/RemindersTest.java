package co.loglife.flow.router.loglife;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RemindersTest {
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 02:30, 2026-03-08T07:00:00Z", // gap: 03:00 local
        "America/New_York, 2026-03-08, 03:00, 2026-03-08T07:00:00Z",
        "America/New_York, 2026-11-01, 01:30, 2026-11-01T05:30:00Z", // repeated: the first
        "Europe/London, 2026-10-25, 01:00, 2026-10-25T00:00:00Z",
        "Australia/Lord_Howe, 2026-10-04, 02:15, 2026-10-03T15:30:00Z", // a gap of half an hour
        "Asia/Karachi, 2026-03-08, 02:30, 2026-03-07T21:30:00Z"
    })
    void areDueOnceADayAcrossClockChanges(String zone, LocalDate day, LocalTime time, Instant due) {
        assertThat(Reminders.due(day, time, ZoneId.of(zone))).isEqualTo(due);
    }

    @Test
    void comeOnceEveryDayOfAYear() {
        Chat chat = new Chat("12125551234")
                .at("2026-01-01T12:00:00Z")
                .says("add goal Nap")
                .says("1:30 am");
        LocalDate last = LocalDate.of(2026, 1, 1);
        for (int day = 0; day < 365; day++) {
            chat.wakes(Duration.ofMinutes(day % 60));

            assertThat(chat.kinds()).containsExactly("reminder");
            assertThat(chat.logbook().goals().getFirst().remindedOn()).isEqualTo(last.plusDays(1));
            last = last.plusDays(1);
        }
        assertThat(chat.logbook().remindersSkipped()).isZero();
    }

    @Test
    void areSkippedAfterAnHour() {
        Chat chat = Chat.after("add goal Nap", "10:00");

        assertThat(chat.wakes(Duration.ofMinutes(59).plusSeconds(59)).kinds()).containsExactly("reminder");
        assertThat(chat.turn().replies().getFirst().validFor()).isEqualTo(Duration.ofSeconds(1));
        assertThat(chat.wakes(Duration.ofMinutes(60)).kinds()).isEmpty();
        assertThat(chat.logbook().remindersSkipped()).isEqualTo(1);
        assertThat(chat.wakes(Duration.ZERO).kinds()).containsExactly("reminder");
    }

    @Test
    void areNotMadeUpForWhenATimeIsSetThatIsOverToday() {
        Chat chat = Chat.after("add goal Nap", "08:30"); // it is 09:00

        assertThat(chat.turn().wakeUps().getFirst().due()).isEqualTo("2026-03-03T08:30:00Z");
        assertThat(chat.says("update 1 9:00").turn().wakeUps().getFirst().due()).isEqualTo("2026-03-03T09:00:00Z");
        assertThat(chat.says("update 1 9:01").turn().wakeUps().getFirst().due()).isEqualTo("2026-03-02T09:01:00Z");
    }

    @Test
    void comeOnceWhenTheTimeIsMovedAfterTheDaysReminder() {
        Chat chat = Chat.after("add goal Nap", "10:00").wakes(Duration.ZERO).says("update 1 11:00");

        assertThat(chat.turn().wakeUps().getFirst().due()).isEqualTo("2026-03-03T11:00:00Z");
    }

    @Test
    void followTheUserIntoAnotherZone() {
        Chat chat = Chat.after("add goal Nap", "10:00", "timezone Asia/Karachi"); // 14:00 there

        assertThat(chat.turn().wakeUps().getFirst().due()).isEqualTo("2026-03-03T05:00:00Z");
    }

    @Test
    void ofTheJournalAreItsQuestions() {
        Chat chat = Chat.after("enable journaling", "21:00").wakes(Duration.ZERO);

        assertThat(chat.kinds()).containsExactly("journal_reminder");
    }

    @Test
    void areNotRepeatedByATimerThatComesTwice() {
        Chat chat = Chat.after("add goal Nap", "10:00").wakes(Duration.ZERO);

        assertThat(chat.sends(new Content.WakeUp("reminders", chat.now())).kinds())
                .isEmpty();
    }
}
