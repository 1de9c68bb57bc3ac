package co.loglife.flow.router.loglife;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ZonesTest {
    @ParameterizedTest
    @CsvSource({
        "923001234567, Asia/Karachi",
        "12125551234, America/New_York",
        "447400123456, Europe/London",
        "351912345678, Europe/Lisbon",
        "79123456789, Europe/Moscow",
        "61412345678, Australia/Sydney",
        "34612345678, Europe/Madrid",
        "4915112345678, Europe/Berlin",
        "14155550100, America/Los_Angeles",
        "19072005555, America/Anchorage",
        "12082005555, America/Boise",
        "17012015555, America/North_Dakota/Center",
        "19282835555, America/Phoenix",
        "80012345678, UTC",
        "15551234567, UTC",
        "US.1349, UTC",
        "1234567890123@lid, UTC"
    })
    void guessesFromTheNumber(String user, String zone) {
        assertThat(Zones.of(new User(user))).isEqualTo(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GMT", "UTC", "Singapore", "Japan", "Etc/UTC"})
    void isCorrectedByANameWithoutAContinent(String zone) {
        Chat chat = Chat.after("timezone " + zone);

        assertThat(chat.kinds()).containsExactly("timezone_set");
        assertThat(chat.logbook().zone()).isEqualTo(zone);
    }

    @Test
    void isCorrectedByItsName() {
        Chat chat = Chat.after("timezone america/new york");

        assertThat(chat.kinds()).containsExactly("timezone_set");
        assertThat(chat.logbook().zone()).isEqualTo("America/New_York");
        assertThat(chat.says("timezone Berlin").kinds()).containsExactly("usage_timezone");
        assertThat(chat.says("timezone Etc/GMT+5").kinds()).containsExactly("usage_timezone");
        assertThat(chat.says("timezone SystemV/EST5").kinds()).containsExactly("usage_timezone");
        assertThat(chat.says("timezone utc").logbook().zone()).isEqualTo("UTC");
    }
}
