package co.loglife.flow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "923325727426, Phone, 923325727426",
        "+92 332 572-7426, Phone, 923325727426",
        "+1 (650) 555-1234, Phone, 16505551234",
        "923325727426@c.us, Phone, 923325727426",
        "923325727426:12@s.whatsapp.net, Phone, 923325727426",
        "US.13491208655302741918, UserId, US.13491208655302741918",
        "US.ENT.11815799212886844830, UserId, US.ENT.11815799212886844830",
        "123456789012345@lid, Lid, 123456789012345@lid",
        "123456789012345:3@lid, Lid, 123456789012345@lid",
        "120363025246125486@g.us, Group, 120363025246125486@g.us",
        "status@broadcast, Broadcast, status@broadcast",
        "status, Broadcast, status@broadcast",
        "120363144038483540@newsletter, Broadcast, 120363144038483540@broadcast",
    })
    void isReadInEverySpelling(String spelled, String kind, String canonical) {
        Address address = Address.parse(spelled);

        assertThat(address.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(address.text()).isEqualTo(canonical);
        assertThat(Address.parse(address.text())).isEqualTo(address);
    }

    @Test
    void aLidIsNeverAPhoneNumber() {
        assertThat(Address.parse("923325727426@lid").user())
                .isNotEqualTo(Address.parse("923325727426@c.us").user());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "1234", "1234567890123456", "hello", "@c.us", "92a325727426", "1@example.org", "٣٤٥٦٧٨"
            })
    void refusesWhatIsNoAddressWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(text.isBlank()
                                || !String.valueOf(e.getMessage()).contains(text))
                        .isTrue());
    }

    @Test
    void refusesAVeryLongTextAtOnce() {
        assertThatThrownBy(() -> Address.parse("1".repeat(65_536))).isInstanceOf(IllegalArgumentException.class);
    }
}
