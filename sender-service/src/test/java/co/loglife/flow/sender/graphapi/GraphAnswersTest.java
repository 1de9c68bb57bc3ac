package co.loglife.flow.sender.graphapi;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.http.Answer;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes">Error codes</a> */
final class GraphAnswersTest {
    @ParameterizedTest(name = "code {0} under HTTP {1}: {2} {3} {4}")
    @CsvSource({
        "1,       400, retry,    transient, few",
        "2,       503, retry,    transient, limited",
        "131000,  500, retry,    transient, limited",
        "131016,  500, retry,    transient, limited",
        "133004,  503, retry,    transient, limited",
        "131052,  400, retry,    transient, few",
        "131053,  400, retry,    transient, few",
        "134101,  500, retry,    transient, patient",
        "613,     429, retry,    throttled, patient",
        "131208,  400, retry,    throttled, patient",
        "131057,  500, stopped,  transient, number",
        "2494100, 500, stopped,  transient, number",
        "4,       400, stopped,  throttled, account",
        "80007,   400, stopped,  throttled, account",
        "131048,  400, stopped,  throttled, number",
        "131064,  400, stopped,  throttled, number",
        "130429,  400, slower,   throttled, ''",
        "131056,  400, pairheld, throttled, ''",
        "0,       401, stopped,  config,    token",
        "190,     401, stopped,  config,    token",
        "3,       500, stopped,  config,    token",
        "10,      403, stopped,  config,    token",
        "131005,  403, stopped,  config,    token",
        "200,     403, stopped,  config,    token",
        "299,     403, stopped,  config,    token",
        "368,     403, stopped,  config,    account",
        "131031,  403, stopped,  config,    account",
        "130497,  403, stopped,  config,    account",
        "131037,  400, stopped,  config,    number",
        "131042,  400, stopped,  config,    number",
        "131045,  500, stopped,  config,    number",
        "131063,  400, stopped,  config,    number",
        "133000,  500, stopped,  config,    number",
        "133010,  400, stopped,  config,    number",
        "133016,  400, stopped,  config,    number",
        "131049,  400, rejected, rejected,  ''",
        "131050,  400, rejected, rejected,  ''",
        "130472,  400, rejected, rejected,  ''",
        "131047,  400, rejected, rejected,  ''",
        "131026,  400, rejected, rejected,  ''",
        "131021,  400, rejected, rejected,  ''",
        "131030,  400, rejected, rejected,  ''",
        "131062,  400, rejected, rejected,  ''",
        "137000,  400, rejected, rejected,  ''",
        "100,     400, rejected, bug,       ''",
        "33,      400, rejected, bug,       ''",
        "131008,  400, rejected, bug,       ''",
        "131009,  400, rejected, bug,       ''",
        "131051,  400, rejected, bug,       ''",
        "131055,  400, rejected, bug,       ''",
        "135000,  400, rejected, bug,       ''",
        "132000,  400, rejected, rejected,  ''",
        "132001,  404, rejected, rejected,  ''",
        "132005,  400, rejected, rejected,  ''",
        "132007,  400, rejected, rejected,  ''",
        "132008,  400, rejected, rejected,  ''",
        "132012,  400, rejected, rejected,  ''",
        "132015,  400, rejected, rejected,  ''",
        "132016,  400, rejected, rejected,  ''",
        "132068,  400, rejected, rejected,  ''",
        "132069,  400, rejected, throttled, ''",
        "134100,  400, rejected, rejected,  ''",
        "134102,  500, rejected, rejected,  ''",
        "138000,  400, rejected, rejected,  ''",
        "139000,  400, rejected, rejected,  ''",
        "131201,  400, rejected, rejected,  ''",
        "131020,  400, rejected, rejected,  ''",
        "131041,  400, rejected, rejected,  ''",
        "999999,  500, retry,    transient, limited",
        "999999,  400, rejected, rejected,  ''",
        "999999,  429, retry,    throttled, patient",
    })
    void decidesByTheCode(int code, int status, String outcome, String errorClass, String more) {
        String body = "{\"error\":{\"message\":\"(#" + code + ") no\",\"code\":" + code + "}}";

        assertThat(words(answered(status, body))).isEqualTo((outcome + " " + errorClass + " " + more).strip());
    }

    @ParameterizedTest(name = "HTTP {0} with {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"messages\":[{\"id\":\"wamid.1\"}]} | accepted",
                "201 | {\"messages\":[{\"id\":\"wamid.1\"}]} | accepted",
                "200 | {}                                    | unknown unknown",
                "200 | {\"error\":{\"code\":131047}}         | rejected rejected",
                "200 | {\"error\":{\"code\":190}}            | stopped config token",
                "200 | {\"error\":{\"code\":999999}}         | rejected rejected",
                "200 | <html>                                | unknown unknown",
                "200 | {\"messages\":[{\"id\":               | unknown unknown",
                "400 | {\"error\":{\"code\":\"131056\"}}     | pairheld throttled",
                "400 | {\"error\":\"no\"}                    | rejected rejected",
                "401 | ''                                    | stopped config token",
                "403 | <html>                                | stopped config transport",
                "403 | {\"error\":{\"code\":999999}}         | stopped config token",
                "404 | <html>                                | stopped config transport",
                "302 | ''                                    | stopped config transport",
                "408 | ''                                    | retry transient limited",
                "429 | ''                                    | retry throttled patient",
                "500 | <html>                                | retry transient limited",
                "503 | ''                                    | retry transient limited",
                "502 | <html>                                | unknown unknown",
                "504 | <html>                                | unknown unknown",
                "413 | ''                                    | rejected rejected",
            })
    void decidesByTheStatusWhereThereIsNoCode(int status, String body, String words) {
        assertThat(words(answered(status, body))).isEqualTo(words);
    }

    @Test
    void namesTheWindowThatIsClosed() {
        Outcome outcome = answered(400, "{\"error\":{\"message\":\"Re-engagement message\",\"code\":131047}}");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.failure().title()).contains("24-hour window"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1, 131000, 131052, 613, 131208, 134101, 131056, 130429, 131057, 80007, 131048, 190, 368, 130497})
    void obeysRetryAfter(int code) {
        Duration asked = Duration.ofHours(3);
        Outcome outcome = GraphAnswers.classify(new Answer.Answered(429, asked, "{\"error\":{\"code\":" + code + "}}"));

        assertThat(wait(outcome)).isEqualTo(asked);
    }

    @Test
    void waitsItsOwnTimeWhereItWasAskedForLess() {
        Outcome outcome =
                GraphAnswers.classify(new Answer.Answered(500, Duration.ofSeconds(1), "{\"error\":{\"code\":134101}}"));

        assertThat(wait(outcome)).isEqualTo(Duration.ofMinutes(10));
    }

    private static @Nullable Duration wait(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Retry(var _, var _, var notBefore) -> notBefore;
            case Outcome.PairHeld(var _, var notBefore) -> notBefore;
            case Outcome.Slower(var _, var notBefore) -> notBefore;
            case Outcome.Stopped(var _, var _, var pause, var _) -> pause.first();
            case Outcome.Accepted _, Outcome.Rejected _, Outcome.Unknown _ -> null;
        };
    }

    @Test
    void knowsWhatWasNotSentFromWhatMayHaveBeen() {
        assertThat(words(GraphAnswers.classify(new Answer.NotSent("refused"))))
                .isEqualTo("stopped transient transport");
        assertThat(words(GraphAnswers.classify(new Answer.NoAnswer("cut")))).isEqualTo("unknown unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":{\"code\":130497}}", "{\"error\":{\"code\":999999}}", "<html>"})
    void letsAMessageThatAloneIsForbiddenGiveWayInTheEnd(String body) {
        assertThat(answered(403, body))
                .isInstanceOfSatisfying(
                        Outcome.Stopped.class, stop -> assertThat(stop.effort()).isEqualTo(Effort.FEW));
    }

    private static Outcome answered(int status, String body) {
        return GraphAnswers.classify(new Answer.Answered(status, null, body));
    }

    /** The outcome in words: its kind, the class of the failure, and whom it concerns or how often it is tried. */
    private static String words(Outcome outcome) {
        String kind = outcome.getClass().getSimpleName();
        return switch (outcome) {
            case Outcome.Accepted _ -> lower(kind);
            case Outcome.Retry(var failure, var effort, var _) -> lower(kind, word(failure), effort);
            case Outcome.PairHeld(var failure, var _) -> lower(kind, word(failure));
            case Outcome.Slower(var failure, var _) -> lower(kind, word(failure));
            case Outcome.Stopped(var failure, var scope, var _, var _) -> lower(kind, word(failure), scope);
            case Outcome.Rejected(var failure) -> lower(kind, word(failure));
            case Outcome.Unknown(var failure) -> lower(kind, word(failure));
        };
    }

    private static ErrorClass word(Failure failure) {
        return failure.errorClass();
    }

    private static String lower(Object... words) {
        return String.join(
                        " ", java.util.Arrays.stream(words).map(String::valueOf).toList())
                .toLowerCase(Locale.ROOT);
    }
}
