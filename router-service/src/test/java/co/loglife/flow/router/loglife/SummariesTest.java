package co.loglife.flow.router.loglife;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SummariesTest {
    @Test
    void aWeekHasALineADayAndACellAGoal() {
        Chat chat = Chat.after("add goal 🏃 Run", "skip", "add goal 🏃 Walk", "skip", "31")
                .later(Duration.ofDays(2))
                .says("12")
                .says("week");

        assertThat(chat.kinds()).containsExactly("week_summary");
        assertThat(chat.text())
                .isEqualTo(
                        "*Week 10: Mar 02 - 08*\n🏃 🏃\nMon ✅ ❌\nTue ⬜ ⬜\nWed ❌ ⚠️\nThu ⬜ ⬜\nFri ⬜ ⬜\nSat ⬜ ⬜\nSun ⬜ ⬜");
    }

    @Test
    void aLookbackEndsToday() {
        Chat chat = Chat.after("add goal Run", "skip", "3", "lookback 3");

        assertThat(chat.text()).isEqualTo("*3 Days: Feb 28 - Mar 02*\n🎯\nSat ⬜\nSun ⬜\nMon ✅");
    }

    @Test
    void aLookbackOfAnyOtherLengthIsAWeekOrTooLong() {
        Chat chat = Chat.after("add goal Run", "skip");

        for (String text : new String[] {"lookback", "lookback 0", "lookback -5", "lookback 3 days"}) {
            assertThat(chat.says(text).text()).startsWith("*7 Days: Feb 24 - Mar 02*");
        }
        assertThat(chat.says("lookback 366").kinds()).containsOnly("lookback_summary");
        assertThat(chat.says("lookback 367").kinds()).containsExactly("lookback_limit");
        assertThat(chat.says("lookback 99999999999999").kinds()).containsExactly("lookback_limit");
    }

    @Test
    void daysAreTheUsersOwn() {
        Chat chat = new Chat("923001234567") // five hours ahead
                .at("2026-03-02T18:59:00Z")
                .says("add goal Run")
                .says("skip")
                .says("3");

        assertThat(chat.text()).startsWith("Mon, Mar 2");
        assertThat(chat.at("2026-03-02T19:00:00Z").says("1").text()).startsWith("Tue, Mar 3");
        assertThat(chat.says("week").text()).contains("Mon ✅\nTue ❌");
    }

    @Test
    void threeYearsOfMarksAreOneCharacterEachThreeDays() {
        Chat chat = Chat.after("add goal Run", "skip");
        for (int day = 0; day < 1095; day++) {
            chat.later(Duration.ofDays(1)).says(day % 2 == 0 ? "3" : "1");
        }

        assertThat(chat.logbook().goals().getFirst().marks().days()).hasSize(365);
        assertThat(chat.says("lookback 2").text()).contains("❌").contains("✅");
    }
}
