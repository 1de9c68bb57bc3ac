package co.loglife.flow.sender;

import co.loglife.flow.model.Reply;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.runtime.Topics;
import co.loglife.flow.runtime.media.MediaStoreConfig;
import co.loglife.flow.runtime.trace.TraceConfig;
import co.loglife.flow.sender.dispatch.Paces;
import co.loglife.flow.sender.dispatch.Policy;
import co.loglife.flow.sender.graphapi.ReadReceipts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the sender is told by its environment.
 *
 * @param port of its health routes
 * @param graph the Business API
 * @param web the Web client
 * @param media where files of messages are
 * @param policy what follows an attempt
 * @param buffer how much of the outgoing topic is in memory
 * @param rememberedIds of each partition, so many ids of messages taken, none of which is sent again
 * @param handOver how long calls under way may take when a partition is taken away or the process stops
 * @param tracing where spans go
 */
public record SenderConfig(
        KafkaSettings kafka,
        TopicLayout topics,
        int port,
        Graph graph,
        Web web,
        MediaStoreConfig media,
        Policy policy,
        BufferSize buffer,
        int rememberedIds,
        Duration handOver,
        TraceConfig tracing) {

    /** How the Business API is reached; without a token its messages wait. */
    record Graph(
            URI url,
            String version,
            Optional<Secret> token,
            Optional<Path> tokenFile,
            Optional<String> number,
            int inFlight,
            Duration timeout,
            Duration uploadTimeout,
            ReadReceipts.Show receipts,
            Optional<Reply.Template> windowTemplate,
            Paces.Limits limits) {}

    /** How the Web client is reached. */
    record Web(URI sendMessage, Optional<Secret> token, int inFlight, Duration timeout, Paces.Limits limits) {}

    /** Per way to WhatsApp. */
    record BufferSize(int messages, long bytes) {}

    public static SenderConfig from(EnvReader env) {
        SenderConfig config = new SenderConfig(
                KafkaSettings.from(env),
                Topics.layout(env),
                env.port("SENDER_PORT", 8082, "sender: port of /live, /ready and /metrics"),
                graph(env),
                web(env),
                MediaStoreConfig.from(env),
                policy(env),
                new BufferSize(
                        env.number(
                                "SENDER_BUFFER", 10_000, 1, 1_000_000, "sender: most messages in memory for each way"),
                        (long) env.number("SENDER_BUFFER_MIB", 32, 1, 4096, "sender: and most MiB of them") << 20),
                env.number(
                        "SEND_REMEMBERED_IDS",
                        10_000,
                        0,
                        1_000_000,
                        "sender: of each partition, so many last ids taken are remembered and not sent again"),
                env.seconds(
                        "SEND_HAND_OVER_SECONDS",
                        5,
                        0,
                        6,
                        "sender: how long calls may go on when a partition is taken away"),
                TraceConfig.from(env));
        env.check();
        return config;
    }

    private static Graph graph(EnvReader env) {
        return new Graph(
                withoutLastSlash(env.uri("GRAPH_API_URL", "https://graph.facebook.com", "sender: the Graph API")),
                env.text("GRAPH_API_VERSION", "v24.0", "sender: version of the Graph API"),
                env.bearerToken(
                        "WHATSAPP_ACCESS_TOKEN", "sender: token of the Graph API; as a file it may be replaced"),
                env.mounted("WHATSAPP_ACCESS_TOKEN"),
                env.optionalText("WHATSAPP_PHONE_NUMBER_ID", "sender: our number where a message names none"),
                env.number("SENDER_IN_FLIGHT", 256, 1, 10_000, "sender: most calls to the Graph API at once"),
                env.seconds("SEND_TIMEOUT_SECONDS", 10, 1, 600, "sender: how long a call to the Graph API may take"),
                env.seconds("SEND_UPLOAD_SECONDS", 60, 1, 600, "sender: how long the upload of a file may take"),
                env.choice(
                        "SEND_READ_RECEIPTS",
                        "off",
                        Map.of(
                                "off", ReadReceipts.Show.NOTHING,
                                "read", ReadReceipts.Show.READ,
                                "typing", ReadReceipts.Show.TYPING),
                        "sender: off, read or typing: what a user sees before the first reply"),
                windowTemplate(env),
                new Paces.Limits(
                        env.number("SEND_PER_SECOND", 80, 0, 10_000, "sender: messages of one number; 0: no limit"),
                        env.number(
                                "SEND_PAIR_BURST", 45, 0, 10_000, "sender: messages to one user at once; 0: no limit"),
                        env.seconds("SEND_PAIR_SECONDS", 6, 1, 3600, "sender: time in which a user may get one more")));
    }

    /** Neither Meta nor the Web client knows a path with one too many. */
    private static URI withoutLastSlash(URI address) {
        return URI.create(address.toString().replaceAll("/+$", ""));
    }

    private static Optional<Reply.Template> windowTemplate(EnvReader env) {
        return env.optionalText(
                        "SEND_WINDOW_TEMPLATE",
                        "sender: template (name:language) instead of a message outside the 24-hour window")
                .flatMap(text -> {
                    String[] parts = text.split(":", -1);
                    if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                        env.problem("SEND_WINDOW_TEMPLATE must be name:language");
                        return Optional.empty();
                    }
                    return Optional.of(new Reply.Template(parts[0], parts[1], List.of()));
                });
    }

    private static Web web(EnvReader env) {
        return new Web(
                withoutLastSlash(
                        env.uri("WHATSAPP_API_URL", "http://localhost:3001/send-message", "sender: the Web client")),
                env.bearerToken("WEB_CLIENT_TOKEN", "sender: bearer token of the Web client, where it wants one"),
                env.number("SENDER_WEB_IN_FLIGHT", 8, 1, 10_000, "sender: most calls to the Web client at once"),
                env.seconds(
                        "SEND_WEB_TIMEOUT_SECONDS", 90, 1, 600, "sender: how long a call to the Web client may take"),
                // The Web client paces itself: it knows its account.
                new Paces.Limits(0, 0, Duration.ofSeconds(1)));
    }

    private static Policy policy(EnvReader env) {
        return new Policy(
                env.number("SEND_MAX_TRIES", 8, 1, 1000, "sender: how often a message is tried that keeps failing"),
                env.seconds(
                        "SEND_MAX_AGE_SECONDS",
                        21_600,
                        1,
                        604_800,
                        "sender: how long a message is tried that is told to wait"),
                Duration.ofMillis(env.number(
                        "SEND_BACKOFF_MILLIS", 500, 1, 60_000, "sender: longest wait before a second try; doubles")),
                env.seconds("SEND_BACKOFF_MAX_SECONDS", 60, 1, 3600, "sender: longest wait of its own choice"),
                env.seconds(
                        "SEND_SETTLE_SECONDS",
                        30,
                        0,
                        3600,
                        "sender: how long evidence of a lost outcome is waited for"),
                env.choice(
                        "SEND_UNSETTLED",
                        "resend",
                        Map.of("resend", Policy.Unsettled.RESEND, "drop", Policy.Unsettled.DROP),
                        "sender: resend or drop what may have been sent, when no evidence comes"));
    }
}
