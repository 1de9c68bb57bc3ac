package co.loglife.flow.router;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.router.topology.StoreKind;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.runtime.Topics;
import co.loglife.flow.runtime.trace.TraceConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The router's settings.
 *
 * @param kafka how to reach Kafka
 * @param topics the installation's
 * @param host the address its HTTP routes are on
 * @param port of its HTTP routes, 0 for any
 * @param advertised host:port for other instances, or empty: this machine and the port
 * @param token for reading conversations; none, no route
 * @param folder for stores on disk
 * @param stores where conversations are
 * @param threads how many records are handled at a time
 * @param standbys copies of the stores on other instances
 * @param bot whose turns it is
 * @param turnLimit how long the bot may take for one message
 * @param inGroups whether the bot takes part in group chats
 * @param tracing where spans go
 */
public record RouterConfig(
        KafkaSettings kafka,
        TopicLayout topics,
        String host,
        int port,
        Optional<String> advertised,
        Optional<Secret> token,
        Path folder,
        StoreKind stores,
        int threads,
        int standbys,
        Bot<?> bot,
        Duration turnLimit,
        boolean inGroups,
        TraceConfig tracing) {

    /** Reads them. */
    public static RouterConfig from(EnvReader env) {
        RouterConfig config = new RouterConfig(
                KafkaSettings.from(env),
                Topics.layout(env),
                env.text("ROUTER_HOST", "0.0.0.0", "router: the address its HTTP routes are on"),
                env.port("ROUTER_PORT", 8081, "router: the port of its HTTP routes"),
                advertised(env),
                env.secret("ROUTER_TOKEN", "router: bearer token of /conversations; without it the route is off"),
                env.stateFolder().resolve("router"),
                env.choice(
                        "ROUTER_STORES",
                        "memory",
                        Map.of("memory", StoreKind.MEMORY, "rocksdb", StoreKind.ROCKSDB),
                        "router: where conversations are, memory or rocksdb"),
                env.number("ROUTER_THREADS", 1, 1, 64, "router: how many partitions are worked on at a time"),
                env.number("ROUTER_STANDBYS", 0, 0, 3, "router: copies of each store on other routers"),
                BotLoader.load(env),
                env.seconds(
                        "ROUTER_TURN_SECONDS",
                        10,
                        1,
                        600,
                        "router: how long the bot may take for one message before it becomes a dead letter"),
                env.flag("ROUTER_GROUPS", false, "router: whether the bot answers in group chats"),
                TraceConfig.from(env));
        env.check();
        return config;
    }

    private static Optional<String> advertised(EnvReader env) {
        Optional<String> advertised =
                env.optionalText("ROUTER_ADVERTISED", "router: host:port at which other routers reach this one");
        if (advertised.isPresent() && !advertised.get().matches("[^\\s:/]+:\\d{1,5}")) {
            env.problem("ROUTER_ADVERTISED is not valid (host:port)");
        }
        return advertised;
    }
}
