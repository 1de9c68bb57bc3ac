package co.loglife.flow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever people type comes out of a record as it went in. */
class JsonTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "🏃 Run 5k",
                "مرحبا",
                "a\u0000b",
                "\u202e right to left",
                "line\r\nline\u2028line",
                "\ud83d alone",
                "alone \udc00",
                "\udc00\ud83d swapped",
                "\ud83d"
            })
    void textSurvivesWritingAndReading(String text) throws UnreadableException {
        Content.Text written =
                new Content.Text(text, Json.mapper().getNodeFactory().textNode(text));

        Content read = Json.read(Json.write(written), Content.class);

        assertThat(read).isEqualTo(written);
    }

    @Test
    void noValueIsNoRecord() {
        assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> Json.read(null, Content.class))
                .withMessage("there is no value");
    }

    @Test
    void aLongTextOfEmojiSurvivesWhereverABufferEnds() throws UnreadableException {
        for (int offset = 0; offset < 4; offset++) {
            String emoji = "x".repeat(offset) + "🏃".repeat(10_000);
            byte[] json = Json.write(new Content.Text(emoji, null));

            assertThat(Json.read(json, Content.class)).isEqualTo(new Content.Text(emoji, null));
            assertThat(json.length).isLessThan(41_000);
            textSurvivesWritingAndReading("x".repeat(offset) + "\ud83d".repeat(10_000));
            textSurvivesWritingAndReading("x".repeat(offset) + "\udc00🏃".repeat(10_000));
        }
    }
}
