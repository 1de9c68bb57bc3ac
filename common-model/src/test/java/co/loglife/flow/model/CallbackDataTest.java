package co.loglife.flow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CallbackDataTest {
    @Test
    void aReplyToAPhoneNumberCarriesTheIdAlone() {
        assertThat(CallbackData.of(message("923001234567", "wamid.1")).text()).isEqualTo("wamid.1:0");
    }

    @Test
    void whoeverAStatusWouldNotNameIsNamed() {
        CallbackData userId = CallbackData.of(message("US.1349", "wamid.1"));
        CallbackData dialled = CallbackData.of(message("5511987654321", null));

        assertThat(userId.text()).isEqualTo("wamid.1:0|US.1349");
        assertThat(dialled.text()).isEqualTo("wamid.1:0|5511987654321");
        assertThat(CallbackData.parse(userId.text())).isEqualTo(userId);
    }

    @Test
    void readsWhateverComesBack() {
        assertThat(CallbackData.parse("theirs")).isEqualTo(new CallbackData("theirs", null));
        assertThat(CallbackData.parse("|")).isEqualTo(new CallbackData("|", null));
    }

    private static OutgoingMessage message(String to, @Nullable String inReplyTo) {
        Address recipient = Address.parse(to);
        return new OutgoingMessage(
                "wamid.1:0",
                ClientType.BUSINESS_API,
                "1",
                recipient.user(),
                recipient,
                inReplyTo,
                "test",
                Instant.EPOCH,
                null,
                null,
                new Reply.Text("hi"));
    }
}
