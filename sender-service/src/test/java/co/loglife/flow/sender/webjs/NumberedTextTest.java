package co.loglife.flow.sender.webjs;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Contact;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class NumberedTextTest {
    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of(new Reply.Text("hi"), "hi"),
                Arguments.of(
                        new Reply.Buttons(
                                Reply.Header.of("Top"),
                                "Sure?",
                                "foot",
                                List.of(new Reply.Option("y", "Yes"), new Reply.Option("n", "No"))),
                        "*Top*\nSure?\n1. Yes\n2. No\nfoot"),
                Arguments.of(
                        new Reply.Buttons(
                                new Reply.Header(null, Media.at("https://example.org/a.png"), null, null),
                                "Sure?",
                                null,
                                List.of(new Reply.Option("y", "Yes"))),
                        "https://example.org/a.png\nSure?\n1. Yes"),
                Arguments.of(
                        new Reply.ListMenu(
                                null,
                                "Pick",
                                null,
                                "Open",
                                List.of(
                                        new Reply.ListMenu.Section(
                                                "Sport", List.of(new Reply.ListMenu.Row("1", "Run", "5k"))),
                                        new Reply.ListMenu.Section(
                                                "Rest", List.of(new Reply.ListMenu.Row("2", "Sleep", null))))),
                        "Pick\n*Sport*\n1. Run – 5k\n*Rest*\n2. Sleep"),
                Arguments.of(
                        new Reply.CtaUrl(null, "See", null, "Open", "https://example.org"),
                        "See\nOpen: https://example.org"),
                Arguments.of(new Reply.LocationRequest("Where?"), "Where?"),
                Arguments.of(new Reply.VoiceCall("Call", null, null, null), "Call"),
                Arguments.of(
                        new Reply.Flow(null, "Form", null, "77", null, "Fill in", null, null, null, null, null),
                        "Form"),
                Arguments.of(
                        new Reply.Location(new BigDecimal("1.5"), new BigDecimal("-2"), "Here", null),
                        "*Here*\nhttps://maps.google.com/?q=1.5,-2"),
                Arguments.of(
                        new Reply.Contacts(List.of(new Contact("Ann", List.of("+1 555"), List.of(), null))),
                        "Ann +1 555"),
                Arguments.of(new Reply.Reaction("x", "👍"), "👍"),
                Arguments.of(new Reply.Reaction("x", ""), ""),
                Arguments.of(new Reply.Template("t", "en", List.of()), ""),
                Arguments.of(
                        new Reply.Image(Media.at("https://example.org/a.png"), "cap"),
                        "cap\nhttps://example.org/a.png"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void saysInPlainTextWhatItCan(Reply reply, String text) {
        assertThat(NumberedText.of(reply).orElse("")).isEqualTo(text);
    }
}
