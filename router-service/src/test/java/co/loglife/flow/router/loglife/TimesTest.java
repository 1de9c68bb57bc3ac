package co.loglife.flow.router.loglife;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "8:05, 08:05",
        "08:05, 08:05",
        "23:59, 23:59",
        "0:00, 00:00",
        "8 pm, 20:00",
        "8pm, 20:00",
        "8:30 AM, 08:30",
        "12am, 00:00",
        "12 pm, 12:00",
        "12:30 am, 00:30",
        "0, 00:00",
        "23, 23:00",
        "' 7 ', 07:00"
    })
    void readsWhatPeopleType(String typed, LocalTime time) {
        assertThat(Times.parse(typed)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"24", "25:00", "12:60", "13pm", "0 am", "noon", "", "8  pm", "8:5", "08:00:00", "-1", "１"})
    void takesNothingElseForATime(String typed) {
        assertThat(Times.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"00:00, 12:00 AM", "12:00, 12:00 PM", "20:05, 08:05 PM"})
    void showsThemInHalves(LocalTime time, String shown) {
        assertThat(Times.shown(time)).isEqualTo(shown);
    }
}
