package co.loglife.flow.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes">Error codes</a> */
final class GraphErrorsTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "1,       transient",
        "2,       transient",
        "131000,  transient",
        "131016,  transient",
        "131052,  transient",
        "131053,  transient",
        "131057,  transient",
        "133004,  transient",
        "134101,  transient",
        "2494100, transient",
        "4,       throttled",
        "613,     throttled",
        "80007,   throttled",
        "130429,  throttled",
        "131048,  throttled",
        "131056,  throttled",
        "131064,  throttled",
        "131208,  throttled",
        "132069,  throttled",
        "0,       config",
        "3,       config",
        "10,      config",
        "190,     config",
        "200,     config",
        "299,     config",
        "368,     config",
        "130497,  config",
        "131005,  config",
        "131031,  config",
        "131037,  config",
        "131042,  config",
        "131045,  config",
        "131063,  config",
        "133000,  config",
        "133001,  config",
        "133002,  config",
        "133003,  config",
        "133005,  config",
        "133006,  config",
        "133007,  config",
        "133008,  config",
        "133009,  config",
        "133010,  config",
        "133011,  config",
        "133012,  config",
        "133013,  config",
        "133014,  config",
        "133015,  config",
        "133016,  config",
        "33,      bug",
        "100,     bug",
        "131008,  bug",
        "131009,  bug",
        "131051,  bug",
        "131055,  bug",
        "135000,  bug",
        "130472,  rejected",
        "131020,  rejected",
        "131021,  rejected",
        "131026,  rejected",
        "131030,  rejected",
        "131041,  rejected",
        "131047,  rejected",
        "131049,  rejected",
        "131050,  rejected",
        "131062,  rejected",
        "131201,  rejected",
        "132000,  rejected",
        "132001,  rejected",
        "132005,  rejected",
        "132007,  rejected",
        "132008,  rejected",
        "132012,  rejected",
        "132015,  rejected",
        "132016,  rejected",
        "132068,  rejected",
        "134100,  rejected",
        "134102,  rejected",
        "137000,  rejected",
        "138000,  rejected",
        "139000,  rejected",
    })
    void knowsTheClassOfACode(int code, String word) {
        assertThat(GraphErrors.classOf(code).map(ErrorClass::word)).contains(word);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5, 199, 300, 131999, 133017, 999999})
    void doesNotGuess(int code) {
        assertThat(GraphErrors.classOf(code)).isEmpty();
    }
}
