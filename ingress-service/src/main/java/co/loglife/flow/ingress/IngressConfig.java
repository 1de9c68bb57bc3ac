package co.loglife.flow.ingress;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.HttpLimits;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.runtime.Topics;
import co.loglife.flow.runtime.media.MediaStoreConfig;
import co.loglife.flow.runtime.trace.TraceConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What ingress is told by its environment.
 *
 * @param healthPort where {@code /live}, {@code /ready} and {@code /metrics} are apart from the routes, should they be
 * @param proxies in front, each of which adds to {@code X-Forwarded-For}
 * @param verifyGuesses wrong verify tokens of one address in a minute; 0 for no limit
 * @param verifyToken of Meta's verification; without it there is none
 * @param appSecrets that sign Meta's webhooks; without any they are off
 * @param webhookTokens of the Web client and other programs; without any only this machine is heard
 * @param defaultClientType what the client type "whatsapp", or none, means
 * @param businessLine the line of a Business API message that names no phone number id
 * @param oldestMessage the age from which a message of Meta's is kept and counted, but for the bot no more
 * @param metaBodyLimit in bytes
 * @param webBodyLimit in bytes
 * @param bodyMemory bytes that bodies under way may take together
 * @param knownMessages how many messages' states are remembered
 * @param limits of what callers may take up
 * @param media where files of messages go
 * @param tracing where spans go
 */
public record IngressConfig(
        KafkaSettings kafka,
        TopicLayout topics,
        String host,
        int port,
        OptionalInt healthPort,
        int proxies,
        int verifyGuesses,
        Optional<Secret> verifyToken,
        List<Secret> appSecrets,
        List<Secret> webhookTokens,
        ClientType defaultClientType,
        String businessLine,
        Optional<Duration> oldestMessage,
        int metaBodyLimit,
        int webBodyLimit,
        long bodyMemory,
        int knownMessages,
        HttpLimits limits,
        MediaStoreConfig media,
        TraceConfig tracing) {

    /** The raw body becomes a record of at most 8 MiB. */
    private static final int LARGEST_META_BODY = 7 << 20;

    /** One string of JSON is at most 34 MiB. */
    private static final int LARGEST_WEB_BODY = 33 << 20;

    private static final int MEBIBYTES_AT_LEAST = 64;
    private static final long MEBIBYTE = 1 << 20;

    /** Reads it. */
    public static IngressConfig from(EnvReader env) {
        IngressConfig config = new IngressConfig(
                KafkaSettings.from(env),
                Topics.layout(env),
                env.text("INGRESS_HOST", "0.0.0.0", "ingress: the address it listens on"),
                env.port("INGRESS_PORT", 8080, "ingress: the port it listens on"),
                env.optionalPort(
                        "INGRESS_HEALTH_PORT",
                        "ingress: a port of its own for /live, /ready and /metrics; on INGRESS_PORT when unset"),
                env.number(
                        "INGRESS_PROXIES",
                        0,
                        0,
                        10,
                        "ingress: proxies in front that add the caller's address to X-Forwarded-For"),
                env.number(
                        "INGRESS_VERIFY_GUESSES",
                        10,
                        0,
                        1_000_000,
                        "ingress: wrong verify tokens taken from one address in a minute; 0 for no limit"),
                env.secret("VERIFY_TOKEN", "token of Meta's webhook verification; off when unset"),
                env.secrets("WHATSAPP_APP_SECRET", "app secrets that sign Meta's webhooks; off when unset"),
                env.secrets("WEBHOOK_TOKEN", "bearer tokens of /webhook and /messages; loopback only when unset"),
                env.choice(
                        "WHATSAPP_CLIENT_TYPE",
                        ClientType.WEB.word(),
                        Map.of("web", ClientType.WEB, "business_api", ClientType.BUSINESS_API),
                        "what the client type whatsapp, or none, means"),
                env.text("WHATSAPP_PHONE_NUMBER_ID", "default", "our number where a message names none"),
                oldestMessage(env),
                env.number(
                        "INGRESS_META_BODY_BYTES",
                        4 << 20,
                        1 << 10,
                        LARGEST_META_BODY,
                        "ingress: the largest body of /whatsapp-incoming"),
                env.number(
                        "INGRESS_WEB_BODY_BYTES",
                        32 << 20,
                        1 << 10,
                        LARGEST_WEB_BODY,
                        "ingress: the largest body of /webhook"),
                bodyMemory(env),
                env.number(
                        "INGRESS_KNOWN_MESSAGES",
                        100_000,
                        1_000,
                        10_000_000,
                        "ingress: how many messages GET /messages can tell the state of"),
                limits(env),
                MediaStoreConfig.from(env),
                TraceConfig.from(env));
        env.check();
        return config;
    }

    private static Optional<Duration> oldestMessage(EnvReader env) {
        int days = env.number(
                "INGRESS_OLDEST_MESSAGE_DAYS",
                0,
                0,
                3_650,
                "ingress: a message of Meta's from more days ago is kept but not answered (8 is right); 0 for no limit");
        return days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
    }

    /** A file's body becomes a text, a tree and the file: at its peak it takes four times its length. */
    private static long bodyMemory(EnvReader env) {
        int standard = (int) Math.max(MEBIBYTES_AT_LEAST, Runtime.getRuntime().maxMemory() / 8 / MEBIBYTE);
        return env.number(
                        "INGRESS_BODY_MEMORY_MIB",
                        standard,
                        "an eighth of the heap, at least 64",
                        1,
                        1 << 20,
                        "ingress: MiB that bodies under way may take together")
                * MEBIBYTE;
    }

    private static HttpLimits limits(EnvReader env) {
        HttpLimits standard = HttpLimits.standard();
        return new HttpLimits(
                env.number(
                        "INGRESS_CONNECTIONS",
                        standard.connections(),
                        1,
                        1_000_000,
                        "ingress: connections open at once"),
                env.number(
                        "INGRESS_CONNECTIONS_PER_ADDRESS",
                        standard.connectionsPerAddress(),
                        0,
                        1_000_000,
                        "ingress: connections open at once from one address; 0 for no limit, as behind a proxy"),
                standard.header(),
                standard.silence(),
                standard.drain());
    }
}
