package co.loglife.flow.ingress.normalized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.loglife.flow.ingress.graphapi.GraphApiNormalizer;
import co.loglife.flow.ingress.publish.Envelope;
import co.loglife.flow.ingress.publish.Records;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.trace.TraceContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** How deep a body may be, and what becomes of what is deeper than a record takes. */
class TreesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String DEEP = nested(900);

    @Test
    void hasABoundForMetaAndALowerOneForOurs() throws Exception {
        assertThat(Trees.ofMeta(bytes("{'a':" + nested(999) + "}")).isObject()).isTrue();
        assertThatThrownBy(() -> Trees.ofMeta(bytes("{'a':" + nested(1_000) + "}")))
                .isInstanceOf(UnreadableException.class);
        assertThat(Trees.ofOurs(bytes("{'a':" + nested(47) + "}")).isObject()).isTrue();
        assertThatThrownBy(() -> Trees.ofOurs(bytes("{'a':" + nested(48) + "}")))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void aMessageThatARecordCannotHoldIsADeadLetterAndItsNeighboursGoOn() throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = records("{'entry':[{'changes':[{'field':'messages','value':{"
                + "'messages':[" + message("a", "'x':" + nested(48)) + "," + message("b", "'x':1")
                + "," + message("c", "'x':" + nested(47)) + "],'statuses':[{'id':'d','status':" + DEEP + "}]}}]}]}");

        assertThat(incoming(records)).containsExactly("b", "c");
        assertThat(deadLetters(records)).hasSize(2);
    }

    @Test
    void whatIsDeepBesideTheMessagesHarmsNothing() throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = records("{'x':" + DEEP + ",'entry':[{'y':" + DEEP
                + ",'changes':[{'z':" + DEEP + ",'field':'messages','value':{'w':" + DEEP + ",'contacts':[{'wa_id':"
                + "'16505551234','identity_key_hash':" + DEEP + ",'profile':{'username':" + DEEP + "}}],'messages':["
                + message("a", "'x':1") + "]}},{'field':'messages','value':" + DEEP + "}]}]}");

        assertThat(incoming(records)).containsExactly("a");
        assertThat(deadLetters(records)).hasSize(1);
    }

    private static List<ProducerRecord<byte[], byte[]>> deadLetters(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> record.topic().endsWith(Kind.DEAD_LETTERS.word()))
                .toList();
    }

    private static List<String> incoming(List<ProducerRecord<byte[], byte[]>> records) throws UnreadableException {
        List<String> ids = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            if (record.topic().endsWith(Kind.INCOMING.word())) {
                ids.add(Json.read(record.value(), IncomingMessage.class).id());
            }
        }
        return ids;
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String webhook) throws UnreadableException {
        byte[] body = bytes(webhook);
        JsonNode tree = Trees.ofMeta(body);
        return new Records(new TopicLayout("t."))
                .of(
                        new Envelope("/", body, null, null, TraceContext.begin(), NOW),
                        new GraphApiNormalizer("default").normalize(tree, NOW));
    }

    private static String message(String id, String fields) {
        return "{'from':'16505551234','id':'" + id + "','type':'hologram'," + fields + "}";
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
