package co.loglife.flow.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReplyLimitsTest {
    private static final Reply.Option YES = new Reply.Option("yes", "Yes");

    static Stream<Arguments> tooMuch() {
        return Stream.of(
                refused("body is missing or empty", () -> new Reply.Text(" ")),
                refused("body has more than 4096", () -> new Reply.Text("a".repeat(4097))),
                refused("body has more than 1024", () -> new Reply.LocationRequest("a".repeat(1025))),
                refused("buttons must have 1 to 3", () -> buttons(List.of())),
                refused("buttons must have 1 to 3", () -> buttons(Collections.nCopies(4, YES))),
                refused("button ids must differ", () -> buttons(List.of(YES, new Reply.Option("yes", "Sure")))),
                refused("button titles must differ", () -> buttons(List.of(YES, new Reply.Option("sure", "Yes")))),
                refused("button title has more than 20", () -> buttons(List.of(new Reply.Option("a", "a".repeat(21))))),
                refused("rows must have 1 to 10", () -> list(6, 5)),
                refused(
                        "section title is missing",
                        () -> new Reply.ListMenu(
                                null, "b", null, "Open", List.of(section(null, "a", 1), section(null, "b", 1)))),
                refused(
                        "row ids must differ",
                        () -> new Reply.ListMenu(
                                null, "b", null, "Open", List.of(section("x", "a", 1), section("y", "a", 1)))),
                refused("url must begin", () -> new Reply.CtaUrl(null, "b", null, "Open", "javascript:alert(1)")),
                refused("needs one of id", () -> new Reply.Image(Media.missing("image/png", "expired"), null)),
                refused("only one of id", () -> new Media("1", "https://a", null, null, null, null, null)),
                refused("header must have one", () -> new Reply.Header("a", Media.at("https://a"), null, null)),
                refused(
                        "header needs one of id",
                        () -> new Reply.Header(null, null, Media.missing("video/mp4", "expired"), null)),
                refused("latitude", () -> new Reply.Location(new BigDecimal("90.1"), BigDecimal.ONE, null, null)),
                refused("ttl_minutes", () -> new Reply.VoiceCall("b", null, 43_201, null)),
                refused(
                        "flow needs one",
                        () -> new Reply.Flow(null, "b", null, null, null, "Go", null, null, null, null, null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooMuch")
    void refusesWhatMetaWouldRefuseAndNamesTheField(String message, ThrowingCallable make) {
        assertThatThrownBy(make).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    static Stream<Arguments> justRight() {
        return Stream.of(
                Arguments.of("4096 emoji, each two chars", call(() -> new Reply.Text("🏃".repeat(4096)))),
                Arguments.of(
                        "20 emoji on a button", call(() -> buttons(List.of(new Reply.Option("a", "🏃".repeat(20)))))),
                Arguments.of("ten rows over two sections", call(() -> list(5, 5))),
                Arguments.of("a removed reaction", call(() -> new Reply.Reaction("wamid.1", ""))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("justRight")
    void countsCodePointsAndTakesTheLimitItself(String name, ThrowingCallable make) {
        assertThatCode(make).as(name).doesNotThrowAnyException();
    }

    private static Arguments refused(String message, ThrowingCallable make) {
        return Arguments.of(message, make);
    }

    private static ThrowingCallable call(ThrowingCallable make) {
        return make;
    }

    private static Reply.Buttons buttons(List<Reply.Option> options) {
        return new Reply.Buttons(null, "Sure?", null, options);
    }

    private static Reply.ListMenu list(int first, int second) {
        return new Reply.ListMenu(
                null, "b", null, "Open", List.of(section("x", "a", first), section("y", "b", second)));
    }

    private static Reply.ListMenu.Section section(
            @org.jspecify.annotations.Nullable String title, String id, int rows) {
        return new Reply.ListMenu.Section(
                title,
                IntStream.range(0, rows)
                        .mapToObj(row -> new Reply.ListMenu.Row(id + row, "Row " + row, null))
                        .toList());
    }
}
