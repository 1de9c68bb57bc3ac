package co.loglife.flow.inspection.trace;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.User;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClueTest {
    @ParameterizedTest
    @CsvSource({
        // As in Meta's documentation, where the number of the sample user is 16505551234 or the like.
        "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=, 16503879439, incoming",
        "wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI3MEM2RUJFNkI0RENGQTVDRjUA, 16503879439, deliveries",
        "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=:0, 16503879439, outgoing",
        "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=:error, 16503879439, outgoing",
        "false_923325727426@c.us_3A4B, 923325727426, incoming",
        "true_923325727426@c.us_3EB0, 923325727426, deliveries",
        "false_120363041234567890@g.us_3EB0_923325727426@c.us, 120363041234567890@g.us, incoming",
        "false_1234567@lid_3A4B, 1234567@lid, incoming",
        "wamid.HASDI128HJOPUERIH82ahdasd09ASDHi5, , incoming",
        "wamid.AAAA, , incoming",
        "wamid.!, , incoming",
        "web-6a2b9f0e-8f0b-4a51-9a37-5d0f6f1e2c11, , incoming",
        "api-0123456789abcdef0123456789abcdef, , incoming",
        "wake-up-0123456789abcdef:2, , outgoing",
    })
    void tellsWhoseAndWhere(String id, @Nullable String user, String topic) {
        Clue clue = Clue.of(id);

        assertThat(clue.user().map(User::key).orElse(null)).isEqualTo(user);
        assertThat(clue.topics().getFirst().word()).isEqualTo(topic);
    }
}
