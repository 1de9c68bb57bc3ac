package co.loglife.flow.console;

import co.loglife.flow.console.http.ConsoleServer;
import co.loglife.flow.console.live.Follower;
import co.loglife.flow.console.live.Pulse;
import co.loglife.flow.console.live.Stats;
import co.loglife.flow.console.live.Watch;
import co.loglife.flow.console.memory.DeadLetters;
import co.loglife.flow.console.memory.Memory;
import co.loglife.flow.inspection.lag.Lags;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.page.EventStream;
import co.loglife.flow.runtime.BrokerCheck;
import co.loglife.flow.runtime.Closing;
import co.loglife.flow.runtime.Metrics;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.runtime.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the console together. */
public final class ConsoleWiring {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleWiring.class);
    private static final int MOST_LETTERS = 20_000;

    private ConsoleWiring() {}

    /** Starts it; what was opened by then is closed when something cannot be. */
    public static Service start(ConsoleConfig config) throws InterruptedException {
        Topics.await(config.cluster().kafka(), config.cluster().topics());
        Closing closing = new Closing();
        try {
            return start(config, closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private static Service start(ConsoleConfig config, Closing closing) {
        PrometheusMeterRegistry metrics = Metrics.of("console");
        closing.with(metrics::close);
        Memory memory = new Memory(Memory.Bounds.of(config.memory()));
        TopicLayout topics = config.cluster().topics();
        DeadLetters letters = new DeadLetters(
                MOST_LETTERS,
                Set.of(
                        topics.name(TopicLayout.Kind.INCOMING),
                        topics.name(TopicLayout.Kind.OUTGOING),
                        topics.name(TopicLayout.Kind.IDENTITIES)));
        EventStream stream = new EventStream();
        BrokerCheck check = closing.with(BrokerCheck.of(config.cluster().kafka(), "console"));
        Watch<Boolean> broker =
                closing.with(Watch.start("broker", false, () -> check.notReady().isEmpty()));
        Lags lags = closing.with(Lags.open(config.cluster()));
        Watch<List<Stats.GroupLag>> lag = closing.with(Watch.start(
                "lag",
                List.of(),
                () -> lags.now().stream()
                        .map(one -> Stats.GroupLag.of(one, topics.prefix(), Instant.now()))
                        .toList()));
        Pulse pulse =
                closing.with(new Pulse(stream, broker::latest, lag::latest, letters::waiting, InstantSource.system()));
        Follower follower = closing.with(Follower.start(config.cluster(), config.window(), (entry, live) -> {
            memory.add(entry);
            letters.add(entry);
            pulse.seen(entry, live);
        }));
        Gauge.builder("flow_console_watchers", stream, EventStream::watchers).register(metrics);
        Gauge.builder("flow_console_memory_bytes", memory, Memory::bytes).register(metrics);
        Gauge.builder("flow_console_conversations", memory, Memory::users).register(metrics);
        ConsoleServer server = closing.with(ConsoleServer.start(
                new ConsoleServer.Access(config.host(), config.port(), config.tokens(), config.redrive()),
                new ConsoleServer.Sources(config.cluster(), memory, letters, stream, pulse::first, config.window()),
                follower::notReady,
                metrics));
        closing.with(stream::close);
        pulse.start();
        LOG.atInfo()
                .addKeyValue("port", server.port())
                .addKeyValue("access", config.tokens().isEmpty() ? "loopback only (CONSOLE_TOKEN unset)" : "token")
                .addKeyValue("redrive", config.redrive() ? "on" : "off (CONSOLE_REDRIVE)")
                .log("Console is listening");
        return new Running(server, follower, closing);
    }

    /** The console while it runs. */
    private record Running(ConsoleServer server, Follower follower, Closing closing) implements Service {
        @Override
        public int port() {
            return server.port();
        }

        @Override
        public Optional<String> notReady() {
            return follower.notReady();
        }

        @Override
        public void close() {
            closing.close();
        }
    }
}
