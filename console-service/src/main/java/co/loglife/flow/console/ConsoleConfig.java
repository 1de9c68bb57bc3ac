package co.loglife.flow.console;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.runtime.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the console is told by its environment.
 *
 * @param cluster whose topics it reads
 * @param host it listens on this address
 * @param port and this port
 * @param tokens who may look; without one this machine alone
 * @param redrive whether dead letters may be sent back from the page
 * @param window how far back it reads at its start
 * @param memory bytes of records it remembers
 */
public record ConsoleConfig(
        Cluster cluster, String host, int port, List<Secret> tokens, boolean redrive, Duration window, long memory) {
    private static final long MEBIBYTE = 1 << 20;

    /** Reads and checks it. */
    public static ConsoleConfig from(EnvReader env) {
        ConsoleConfig config = new ConsoleConfig(
                new Cluster(KafkaSettings.from(env), Topics.layout(env)),
                env.text("CONSOLE_HOST", "0.0.0.0", "console: the address it listens on"),
                env.port("CONSOLE_PORT", 8083, "console: the port it listens on"),
                env.secrets("CONSOLE_TOKEN", "tokens of the console; loopback only when unset"),
                env.choice(
                        "CONSOLE_REDRIVE",
                        "off",
                        Map.of("on", true, "off", false),
                        "console: whether dead letters may be sent back from its page"),
                env.seconds(
                        "CONSOLE_WINDOW_SECONDS",
                        86_400,
                        60,
                        2_592_000,
                        "console: how far back it reads the topics at its start"),
                env.number("CONSOLE_MEMORY_MIB", 32, 4, 65_536, "console: MiB of records it remembers at most")
                        * MEBIBYTE);
        env.check();
        return config;
    }
}
