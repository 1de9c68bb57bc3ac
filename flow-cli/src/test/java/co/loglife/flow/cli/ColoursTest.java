package co.loglife.flow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.TopicLayout.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ColoursTest {
    private static final String LINE = "12:00:01.123 incoming[3]@120 923001234567 web chat \"hi\"";

    @ParameterizedTest
    @EnumSource(Kind.class)
    void changeNothingButTheColour(Kind kind) {
        String painted = Colours.paint(kind, LINE);

        assertThat(painted.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(LINE);
        assertThat(painted).isNotEqualTo(LINE).endsWith(kind == Kind.DEAD_LETTERS ? "\u001b[0m" : "\"hi\"");
    }

    @Test
    void aLineWithoutWordsStaysAsItIs() {
        assertThat(Colours.paint(Kind.INCOMING, "x")).isEqualTo("x");
    }
}
