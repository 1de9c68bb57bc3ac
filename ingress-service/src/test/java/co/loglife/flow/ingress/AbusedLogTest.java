package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.model.Json;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.runtime.log.JsonLines;
import co.loglife.flow.runtime.log.TextLines;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * A13: texts that want to be a line of the log, to colour a terminal or to turn the direction of reading. The server's
 * loggers are at DEBUG here, where they tell each header and path: at INFO nothing of a caller is told at all, and the
 * test would show nothing.
 */
class AbusedLogTest extends Abused {
    private static final String WORD = "forged";
    private static final String HOSTILE = "hi\r\n12:00:00.000 ERROR Ingress: " + WORD
            + "\n{\"level\":\"ERROR\"}\u001b[31m\u009b2J\u0085\u2028\u2029\u202e\u2066\u200f";

    /** What a terminal or a reader of lines acts on, the line's own end apart. */
    private static final String ACTED_ON = "(?s).*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n]].*";

    private final Lines text = new Lines(new TextLines());
    private final Lines json = new Lines(new JsonLines());
    private final Map<Logger, Level> before = new HashMap<>();

    /** What an encoder makes of each event, beside the event. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private record Line(ILoggingEvent event, String line) {}

        private final Encoder<ILoggingEvent> encoder;
        private final Queue<Line> lines = new ConcurrentLinkedQueue<>();

        Lines(Encoder<ILoggingEvent> encoder) {
            this.encoder = encoder;
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(new Line(event, new String(encoder.encode(event), StandardCharsets.UTF_8)));
        }
    }

    @BeforeEach
    void listen() {
        text.start();
        json.start();
        for (String name : List.of("org.eclipse.jetty.http", "org.eclipse.jetty.server", "io.javalin", "co.loglife")) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            before.put(logger, logger.getLevel());
            logger.setLevel(Level.DEBUG);
            logger.setAdditive(false); // thousands of lines
            logger.addAppender(text);
            logger.addAppender(json);
        }
    }

    @AfterEach
    void listenNoMore() {
        before.forEach((logger, level) -> {
            logger.detachAppender(text);
            logger.detachAppender(json);
            logger.setAdditive(true);
            logger.setLevel(level);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "text", "id", "path", "query", "header", "raw header"})
    void a13WhateverComesItIsOneHarmlessLine(String place) throws Exception {
        switch (place) {
            case "name" -> webhook(Map.of("from", "16505551234", "id", "wamid.1"), HOSTILE, "hi");
            case "text" -> webhook(Map.of("from", "16505551234", "id", "wamid.1"), "Alice", HOSTILE);
            case "id" -> {
                webhook(Map.of("from", "16505551234", "id", HOSTILE), "Alice", "hi");
                webhook(Map.of("from", HOSTILE, "id", "wamid.1"), "Alice", "hi");
            }
            case "path" -> {
                says("GET /messages/" + encoded() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                says("GET /" + utf8InLatin1(HOSTILE.replaceAll("[\r\n ]", "_"))
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            }
            case "query" ->
                says("GET /whatsapp-incoming?hub.mode=" + encoded() + "&hub.challenge=" + encoded()
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            case "header" -> headers(utf8InLatin1(HOSTILE.replaceAll("[\\p{Cc}]", "_")));
            case "raw header" -> headers(utf8InLatin1(HOSTILE.replaceAll("[\r\n]", "_")));
            default -> throw new AssertionError(place);
        }

        assertThat(text.lines).isNotEmpty();
        assertThat(text.lines).allSatisfy(line -> {
            int stack = line.event.getThrowableProxy() == null ? 1 : Integer.MAX_VALUE;
            assertThat(line.line).endsWith("\n").doesNotMatch(ACTED_ON);
            assertThat(line.line.strip().lines().count()).isLessThanOrEqualTo(stack);
            assertThat(line.line.lines().skip(1)).allMatch(step -> step.startsWith("    "));
        });
        assertThat(json.lines).isNotEmpty().allSatisfy(line -> {
            assertThat(line.line).endsWith("\n").doesNotMatch(ACTED_ON);
            assertThat(line.line.strip().lines()).hasSize(1);
            assertThat(Json.mapper().readTree(line.line).isObject()).isTrue();
        });
        if (List.of("path", "query", "header").contains(place)) { // what the server tells; else it was no test
            assertThat(tells(text)).isTrue();
            assertThat(tells(json)).isTrue();
        }
    }

    private static void webhook(Map<String, String> ids, String name, String said) throws Exception {
        byte[] webhook = Json.write(Map.of(
                "entry",
                List.of(Map.of(
                        "changes",
                        List.of(Map.of(
                                "field",
                                "messages",
                                "value",
                                Map.of(
                                        "contacts",
                                        List.of(Map.of("profile", Map.of("name", name), "wa_id", "16505551234")),
                                        "messages",
                                        List.of(Map.of(
                                                "from", ids.get("from"),
                                                "id", ids.get("id"),
                                                "type", "text",
                                                "text", Map.of("body", said))))))))));
        assertThat(ingress.receives(webhook).statusCode()).isEqualTo(200);
        String payload = new String(
                Json.write(Map.of("sender", ids.get("from"), "raw_msg", said, "sender_name", name)),
                StandardCharsets.UTF_8);
        assertThat(ingress.hears(payload).statusCode()).isLessThan(500);
    }

    /** In every header that is read somewhere. */
    private static void headers(String value) throws Exception {
        String right = Signature.of(new Secret(Ingress.APP_SECRET), "{}".getBytes(StandardCharsets.UTF_8));
        for (String name : List.of(
                "Content-Type",
                "Authorization",
                "Idempotency-Key",
                "traceparent",
                "X-Forwarded-For",
                "User-Agent",
                "X-Hub-Signature-256",
                "X-Anything")) {
            String signed = name.startsWith("X-Hub") ? "" : Signature.HEADER + ": " + right + "\r\n";
            says(HEAD + "Connection: close\r\nContent-Length: 2\r\n" + signed + name + ": " + value + "\r\n\r\n{}");
        }
    }

    private static void says(String request) throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says(request);
            assertThat(caller.hearsUntilTheEnd()).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
        }
    }

    private static boolean tells(Lines lines) {
        return lines.lines.stream().anyMatch(line -> line.line.contains(WORD));
    }

    private static String encoded() {
        return URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);
    }

    /** A raw caller writes a byte a character. */
    private static String utf8InLatin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
