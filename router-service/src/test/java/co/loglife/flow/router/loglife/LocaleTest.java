package co.loglife.flow.router.loglife;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Where the machine stands says nothing about the user, and a replay on another one compares bytes. */
@Isolated("changes the default locale")
final class LocaleTest {
    @Test
    void ofTheMachineDoesNotShowInAnyReply() {
        assertThat(heardOn(Locale.forLanguageTag("ar-EG"))).isEqualTo(heardOn(Locale.ROOT));
    }

    /** What a user is told in all the replies that hold a number. */
    private static List<String> heardOn(Locale machine) {
        Locale before = Locale.getDefault();
        Locale.setDefault(machine);
        try {
            List<String> heard = new ArrayList<>();
            Chat chat = new Chat();
            for (String text : List.of(
                    "add goal 🏃 Run",
                    "10:00",
                    "goals",
                    "boost 1 3",
                    "edit time",
                    "111",
                    "checkin now",
                    "rate 1 3",
                    "week",
                    "lookback 3")) {
                heard.add(chat.says(text).text());
            }
            heard.add(chat.wakes(Duration.ZERO).text());
            return heard;
        } finally {
            Locale.setDefault(before);
        }
    }
}
