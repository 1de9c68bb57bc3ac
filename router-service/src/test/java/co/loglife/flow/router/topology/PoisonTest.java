package co.loglife.flow.router.topology;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Identity;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.User;
import co.loglife.flow.router.loglife.LogLifeBot;
import co.loglife.flow.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody can read costs one dead letter, byte for byte, and no neighbour. */
final class PoisonTest {
    private static final String KEY = "923001234567";

    private final RouterFixture router = new RouterFixture(new LogLifeBot());

    @AfterEach
    void close() {
        router.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "42",
                "\"text\"",
                "{",
                "{}",
                "{\"id\":\"w\"}",
                "{\"id\":null,\"client_type\":\"web\"}",
                "{\"id\":\"w\",\"client_type\":\"pigeon\",\"line\":\"web\",\"user\":\"923001234567\"}",
                "{\"id\":{\"deep\":1},\"client_type\":\"web\",\"line\":\"web\",\"user\":\"923001234567\"}",
                "\uFFFF\u0000\u0001"
            })
    void onIncomingIsADeadLetter(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        router.receives(aMessage().saying("add goal Run"));
        router.receives(KEY, bytes, new RecordHeaders());
        router.receives(aMessage().saying("skip"));

        isALetter(bytes);
        assertThat(router.kinds()).containsExactly("goal_added_ask_time", "reminder_skipped");
    }

    @Test
    void withoutAValueOrAKeyIsADeadLetterToo() {
        router.receives(KEY, null, new RecordHeaders());
        router.receives(null, Json.write(aMessage().build()), new RecordHeaders());
        router.receives(aMessage().withId("w".repeat(241)).saying("help"));

        assertThat(router.deadLetters())
                .extracting(letter -> DeadLetter.header(letter.headers(), "reason"))
                .containsExactly(
                        "there is no value",
                        "the key is not the user of the message",
                        "id has more than 240 characters");
        assertThat(router.replies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z", "+100000000-01-01T00:00:00Z"})
    void aTimeThatIsNoneIsADeadLetter(String time) {
        byte[] bytes = new String(Json.write(aMessage().build()), StandardCharsets.UTF_8)
                .replaceAll("(\"received_at\":\")[^\"]*", "$1" + time)
                .getBytes(StandardCharsets.UTF_8);
        router.receives(KEY, bytes, new RecordHeaders());
        router.receives(aMessage().saying("help"));

        isALetter(bytes);
        assertThat(router.kinds()).containsExactly("help");
    }

    @Test
    void aRecordWithoutATimeIsOfNow() {
        long before = System.currentTimeMillis();
        ConsumerRecord<Object, Object> without = new ConsumerRecord<>(
                "incoming",
                0,
                7,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.CREATE_TIME,
                0,
                0,
                KEY,
                "",
                new RecordHeaders(),
                Optional.empty());

        assertThat(new WrittenTime().extract(without, -1)).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void ofALaterVersionIsReadAsFarAsItIsKnown() {
        String later = new String(Json.write(aMessage().saying("help").build()), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"added_in_2030\":{\"a\":[1]},");
        String unknown =
                later.replace("\"type\":\"text\"", "\"type\":\"hologram\"").replace("wamid.1", "wamid.2");

        router.receives(KEY, later.getBytes(StandardCharsets.UTF_8), new RecordHeaders());
        router.receives(KEY, unknown.getBytes(StandardCharsets.UTF_8), new RecordHeaders());

        assertThat(router.kinds()).containsExactly("help", "unsupported_type");
        assertThat(router.deadLetters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{}", "{\"user_id\":\"PK.2\",\"user\":\"923001234567\"}"})
    void onIdentitiesIsADeadLetterAndCarriesNobody(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        router.learns("PK.1", bytes);
        router.receives(aMessage().from("PK.1").saying("help"));

        isALetter(bytes);
        assertThat(router.replies())
                .singleElement()
                .satisfies(reply -> assertThat(reply.user()).isEqualTo(new User("PK.1")));
    }

    @Test
    void aPairUnderAnotherKeyIsADeadLetter() {
        byte[] pair = Json.write(new Identity("PK.2", new User(KEY), RouterFixture.NOW));
        router.learns("PK.1", pair);

        isALetter(pair);
    }

    private void isALetter(byte[] bytes) {
        TestRecord<byte[], byte[]> letter = router.deadLetters().getFirst();
        assertThat(letter.value()).isEqualTo(bytes);
        assertThat(DeadLetter.header(letter.headers(), "class")).isEqualTo("poison");
    }
}
