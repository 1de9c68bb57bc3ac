package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.testing.RealKafka;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("broker")
class LargeRequestsTest {
    @RegisterExtension
    static final RealKafka kafka = new RealKafka();

    private Ingress ingress;

    @BeforeEach
    void start() throws Exception {
        ingress = Ingress.start(kafka);
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    @Test
    void aThousandMessagesInOneRequestKeepTheirOrderPerUser() throws Exception {
        String messages = IntStream.range(0, 1_000)
                .mapToObj(i -> message("1650555" + (1000 + i % 10), "wamid." + i, "text " + i))
                .collect(Collectors.joining(","));

        assertThat(ingress.receives(webhook(messages)).statusCode()).isEqualTo(200);

        List<IncomingMessage> incoming = ingress.incoming();
        assertThat(incoming).hasSize(1_000);
        incoming.stream()
                .collect(Collectors.groupingBy(IncomingMessage::user))
                .values()
                .forEach(ofUser -> assertThat(ofUser.stream()
                                .map(message -> Integer.valueOf(message.id().substring("wamid.".length()))))
                        .hasSize(100)
                        .isSorted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "🏃", "م", "\\ud83d", "\\u0000"})
    void theLongestTextArrivesWhole(String character) throws Exception {
        int times = 65_536;

        assertThat(ingress.receives(webhook(message("16505551234", "wamid.1", character.repeat(times))))
                        .statusCode())
                .isEqualTo(200);

        String plain = character.startsWith("\\u")
                ? String.valueOf((char) Integer.parseInt(character.substring(2), 16))
                : character;
        assertThat(ingress.incoming().getFirst().rawMsg()).isEqualTo(plain.repeat(times));
    }

    @Test
    void aTextLargerThanARecordIsADeadLetterNotARetryForDays() throws Exception {
        assertThat(ingress.receives(webhook(message("16505551234", "wamid.1", "x".repeat(2 << 20))
                                + ","
                                + message("16505551234", "wamid.2", "small")))
                        .statusCode())
                .isEqualTo(200);

        assertThat(ingress.incoming()).extracting(IncomingMessage::id).containsExactly("wamid.2");
        assertThat(ingress.on(Kind.DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void aFileOf20MebibytesIsTakenByTheWebhook() throws Exception {
        byte[] file = new byte[20 << 20];
        String payload =
                "{\"sender\":\"923325727426\",\"raw_msg\":\"look\",\"msg_type\":\"video\",\"message_id\":\"m\","
                        + "\"media\":{\"mime_type\":\"video/mp4\",\"data\":\""
                        + Base64.getEncoder().encodeToString(file)
                        + "\"}}";

        assertThat(ingress.hears(payload).statusCode()).isEqualTo(200);

        assertThat(ingress.incoming().getFirst().content()).isInstanceOfSatisfying(Content.Video.class, video -> {
            assertThat(video.media().size()).isEqualTo(20 << 20);
            assertThat(video.media().stored()).startsWith("sha256:");
            assertThat(video.caption()).isEqualTo("look");
        });
    }

    @Test
    void aTextOfMebibytesIsRefusedByTheWebhook() throws Exception {
        String payload =
                "{\"sender\":\"923325727426\",\"raw_msg\":\"" + "x".repeat(9 << 20) + "\",\"msg_type\":\"chat\"}";

        assertThat(ingress.hears(payload).statusCode()).isEqualTo(413);
    }

    private static String message(String from, String id, String text) {
        return "{\"from\":\"" + from + "\",\"id\":\"" + id + "\",\"type\":\"text\",\"text\":{\"body\":\"" + text
                + "\"}}";
    }

    private static String webhook(String messages) {
        return "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":\"77\"},"
                + "\"messages\":[" + messages + "]}}]}]}";
    }
}
