package co.loglife.flow.cli;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.cli.replay.WrongWeekBot;
import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.ingress.publish.Envelope;
import co.loglife.flow.ingress.publish.Records;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import co.loglife.flow.router.RouterConfig;
import co.loglife.flow.router.RouterWiring;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.runtime.trace.TraceContext;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("broker")
final class ReplayCommandTest {
    private static final int USERS = 20;
    private static final int EACH = 12;
    private static final List<String> SAID = List.of(
            "add goal 🏃 Run",
            "skip",
            "goals",
            "lookback 30",
            "rate 1 3",
            "123",
            "menu",
            "1",
            "list",
            "help",
            "delete 2");

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static @Nullable TopicLayout everybodys;

    @TempDir
    private Path folder;

    private TopicLayout topics = new TopicLayout("");

    @BeforeEach
    void topics() throws InterruptedException {
        topics = KAFKA.freshTopics(3);
    }

    /** Once for all tests that only read: what everybody said, and the live router's replies. */
    private void recordEverybody() throws Exception {
        if (everybodys == null) {
            record(everybody());
            everybodys = topics;
        }
        topics = everybodys;
    }

    /** A command's exit code and what it printed. */
    private record Ran(int exitCode, String out) {
        List<String> conversations() {
            return out.lines()
                    .filter(line -> line.matches("\\d{11}  .*"))
                    .map(line -> line.substring(0, 11))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void todaysCodeAnswersAsItDid() throws Exception {
        recordEverybody();

        Ran ran = replay("--diff");

        assertThat(ran.out()).contains(" messages of " + USERS + " conversations compared: all as recorded");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void aBugInACommandNamesExactlyTheConversationsItTouches() throws Exception {
        recordEverybody();
        List<String> touched = records(TopicLayout.Kind.OUTGOING).stream()
                .filter(reply -> text(reply.value()).contains("\"kind\":\"week_summary\""))
                .map(reply -> text(reply.key()))
                .distinct()
                .sorted()
                .toList();

        Ran ran = replay("--diff", "--bot", WrongWeekBot.class.getName());

        assertThat(touched).hasSizeBetween(2, USERS - 2);
        assertThat(ran.conversations()).isEqualTo(touched);
        assertThat(ran.out()).contains("+ replayed  [week_summary] Week 0", touched.size() + " conversations differ");
        assertThat(ran.exitCode()).isEqualTo(1);
    }

    @Test
    void twiceTheSameStretchIsTheSameToTheByte() throws Exception {
        recordEverybody();

        assertThat(replay().out()).isEqualTo(replay().out()).contains("── 14155550100 ──", "◂ [welcome]");
        assertThat(replay("--json").out()).isEqualTo(replay("--json").out());
    }

    @Test
    void whatWasBeforeTheStretchMakesUpItsState() throws Exception {
        record(List.of(message(0, 0, "add goal 🏃 Run"), message(0, 1, "skip")));
        Instant later = Instant.now();
        record(List.of(message(0, 2, "goals")));

        Ran ran = replay("--since", later.toString(), "--user", "14155550100");

        assertThat(ran.out()).contains("▸ goals", "🏃 Run").doesNotContain("▸ skip");
        assertThat(replay("--since", later.toString(), "--diff").exitCode()).isZero();
    }

    @Test
    void nothingToReplayIsNoSuccess() {
        Ran ran = replay("--diff");

        assertThat(ran.exitCode()).isEqualTo(1);
    }

    @Test
    void nothingIsWritten() throws Exception {
        recordEverybody();
        Map<String, Integer> before = sizes();

        replay("--diff", "--bot", WrongWeekBot.class.getName());
        replay("--renormalize");

        assertThat(sizes()).isEqualTo(before);
    }

    @Test
    void aMendedNormalizerIsJudgedByTheEnvelopesAndRepairsOnce() throws Exception {
        webhook("wamid.was-unknown", "goals", normal -> List.of(message(normal, new Content.Unknown("text", null))));
        webhook("wamid.was-right", "help", List::of);
        webhook("wamid.was-lost", "week", _ -> List.of());

        Ran judged = replay("--renormalize");
        Ran repaired = replay("--renormalize", "--yes");
        Ran again = replay("--renormalize", "--yes");

        assertThat(judged.out())
                .contains(
                        "- filed  text  [text]", "+ today  chat  goals", "- filed  (not at all)", "+ today  chat  week")
                .contains("2 repaired messages can be appended with --yes; nothing was written")
                .doesNotContain("help");
        assertThat(repaired.out()).contains("2 repaired messages appended");
        assertThat(again.out()).contains("0 repaired messages appended");
        assertThat(records(TopicLayout.Kind.INCOMING))
                .extracting(ReplayCommandTest::id)
                .hasSize(4)
                .contains("wamid.was-lost")
                .anyMatch(id -> id.startsWith("wamid.was-unknown~"));
    }

    /** An envelope of two minutes and more ago, and what an older ingress filed of it. */
    private void webhook(String id, String text, Function<IncomingMessage, List<IncomingMessage>> older)
            throws Exception {
        Instant at = Instant.now().minusSeconds(600);
        byte[] body = """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
                "messaging_product":"whatsapp","metadata":{"phone_number_id":"106540352242922"},"messages":[
                {"from":"14155550100","id":"%s","timestamp":"1772442000","type":"text","text":{"body":"%s"}}]}}]}]}""".formatted(id, text).getBytes(StandardCharsets.UTF_8);
        Envelope envelope = new Envelope(
                "/whatsapp-incoming",
                body,
                "application/json",
                null,
                TraceContext.ofOrNew("00-%032x-%016x-01".formatted(id.hashCode() & 0xffffffffL, 1), null),
                at);
        IncomingMessage normal = new IncomingMessage(
                id,
                ClientType.BUSINESS_API,
                "106540352242922",
                "14155550100",
                new User("14155550100"),
                new Address.Phone("14155550100"),
                null,
                null,
                new Content.Text(text, null),
                null,
                Instant.ofEpochSecond(1_772_442_000),
                at,
                Map.of());
        List<Normalized> elements = older.apply(normal).stream()
                .<Normalized>map(Normalized.Message::new)
                .toList();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(KAFKA.settings().producer(Map.of()))) {
            for (ProducerRecord<byte[], byte[]> record : new Records(topics).of(envelope, elements)) {
                producer.send(new ProducerRecord<>(
                                record.topic(),
                                null,
                                at.toEpochMilli(),
                                record.key(),
                                record.value(),
                                record.headers()))
                        .get();
            }
        }
    }

    private static IncomingMessage message(IncomingMessage like, Content content) {
        return new IncomingMessage(
                like.id(),
                like.clientType(),
                like.line(),
                like.sender(),
                like.user(),
                like.address(),
                like.userId(),
                like.senderName(),
                content,
                like.replyTo(),
                like.sentAt(),
                like.receivedAt(),
                like.metadata());
    }

    private List<IncomingMessage> everybody() {
        SplittableRandom random = new SplittableRandom(5);
        return IntStream.range(0, USERS * EACH)
                .mapToObj(i -> {
                    int user = i % USERS;
                    boolean week = i / USERS == EACH - 1 && user % 2 == 0;
                    return message(user, i, week ? "week" : SAID.get(random.nextInt(SAID.size())));
                })
                .toList();
    }

    private IncomingMessage message(int user, int number, String text) {
        String phone = String.valueOf(14_155_550_100L + user);
        return aMessage()
                .from(phone)
                .withId("wamid." + number)
                .saying(text)
                .at(Instant.parse("2026-03-02T09:00:00Z").plusSeconds(number * 60L))
                .build();
    }

    /** Lets a router answer. */
    private void record(List<IncomingMessage> messages) throws Exception {
        try (Service _ = RouterWiring.start(RouterConfig.from(new EnvReader(environment())));
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(KAFKA.settings().producer(Map.of()));
                TopicReader outgoing = new TopicReader(KAFKA.settings(), topics.name(TopicLayout.Kind.OUTGOING))) {
            for (IncomingMessage message : messages) {
                var _ = producer.send(new ProducerRecord<>(
                        topics.name(TopicLayout.Kind.INCOMING),
                        message.user().key().getBytes(StandardCharsets.UTF_8),
                        Json.write(message)));
            }
            producer.flush();
            outgoing.await(records -> {
                String all =
                        records.stream().map(record -> text(record.value())).collect(Collectors.joining());
                return messages.stream().allMatch(message -> all.contains("\"" + message.id() + ":0\""));
            });
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", KAFKA.bootstrapServers(),
                "TOPIC_PREFIX", topics.prefix(),
                "ROUTER_PORT", "0",
                "WHATSAPP_PHONE_NUMBER_ID", "106540352242922",
                "STATE_DIR", folder.toString());
    }

    private Ran replay(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter notes = new StringWriter();
        int exitCode = new CommandLine(new ReplayCommand(environment()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(notes))
                .setExecutionExceptionHandler((failure, _, _) -> {
                    notes.append(String.valueOf(failure));
                    return 1;
                })
                .execute(arguments);
        return new Ran(exitCode, out.toString());
    }

    private Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new HashMap<>();
        for (String topic : new TreeSet<>(topics.names())) {
            try (TopicReader reader = new TopicReader(KAFKA.settings(), topic)) {
                sizes.put(topic, reader.records().size());
            }
        }
        return sizes;
    }

    private List<ConsumerRecord<byte[], byte[]>> records(TopicLayout.Kind kind) {
        try (TopicReader reader = new TopicReader(KAFKA.settings(), topics.name(kind))) {
            return reader.records();
        }
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Json.read(record.value(), IncomingMessage.class).id();
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
    }
}
