package co.loglife.flow.sender.webjs;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Transport.Memory;
import co.loglife.flow.sender.http.Answer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebAnswersTest {
    @ParameterizedTest(name = "HTTP {0} with {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"success\":true}             | accepted",
                "200 | {\"success\":false}            | unknown",
                "200 | <html>                         | unknown",
                "400 | {\"error\":\"required\"}       | rejected",
                "401 | {}                             | stopped endless",
                "404 | <html>                         | stopped endless",
                "409 | {}                             | rejected",
                "413 | <html>                         | rejected",
                "422 | {}                             | rejected",
                "429 | {}                             | retry patient",
                "500 | {\"details\":\"detached Frame\"} | retry few",
                "503 | {}                             | stopped endless",
                "504 | {}                             | unknown",
            })
    void knowsWhatAnAnswerMeans(int status, String body, String words) {
        assertThat(words(WebAnswers.classify(new Answer.Answered(status, null, body))))
                .isEqualTo(words);
    }

    @Test
    void pausesAClientThatIsNotThere() {
        assertThat(words(WebAnswers.classify(new Answer.NotSent("refused")))).isEqualTo("stopped endless");
        assertThat(words(WebAnswers.classify(new Answer.NoAnswer("cut")))).isEqualTo("unknown");
    }

    @Test
    void takesTheIdWhereThereIsOne() {
        assertThat(WebAnswers.classify(new Answer.Answered(200, null, "{\"success\":true,\"message_id\":\"3EB0\"}")))
                .isEqualTo(new Outcome.Accepted("3EB0"));
    }

    @Test
    void recallsWhatTheClientRemembers() {
        assertThat(memory(200, "{\"state\":\"sent\",\"message_id\":\"3EB0\"}")).isEqualTo(new Memory.Sent("3EB0"));
        assertThat(memory(200, "{\"state\":\"failed\"}")).isEqualTo(new Memory.NotSent());
        assertThat(memory(200, "{\"state\":\"unknown\"}")).isEqualTo(new Memory.NotSent());
        assertThat(memory(200, "{\"state\":\"uncertain\"}")).isEqualTo(new Memory.None());
        assertThat(memory(404, "<pre>Cannot GET</pre>")).isEqualTo(new Memory.None());
        assertThat(memory(501, "")).isEqualTo(new Memory.None());
    }

    private static Memory memory(int status, String body) {
        return WebAnswers.memory(new Answer.Answered(status, null, body));
    }

    private static String words(Outcome outcome) {
        String kind = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return switch (outcome) {
            case Outcome.Retry retry -> kind + " " + retry.effort().name().toLowerCase(Locale.ROOT);
            case Outcome.Stopped stop -> kind + " " + stop.effort().name().toLowerCase(Locale.ROOT);
            case Outcome.Accepted _, Outcome.PairHeld _, Outcome.Slower _, Outcome.Rejected _, Outcome.Unknown _ ->
                kind;
        };
    }
}
