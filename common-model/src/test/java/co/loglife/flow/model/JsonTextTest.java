package co.loglife.flow.model;

import static org.assertj.core.api.Assertions.assertThat;

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
}
