package co.loglife.flow.simulator.switches;

import co.loglife.flow.simulator.chats.Happening;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The switches and how they stand. One thread turns them, one after the other: stopping a broker takes a while. */
public final class SwitchBoard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchBoard.class);

    private final Map<String, Switch> switches = new LinkedHashMap<>();
    private final Map<String, Standing> standing = new LinkedHashMap<>();
    private final Consumer<Happening> watcher;
    private final ExecutorService turning = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("switches").factory());

    /** How a switch stands. */
    public enum Position {
        ON,
        TURNING_OFF,
        OFF,
        TURNING_ON;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isTurning() {
            return this == TURNING_OFF || this == TURNING_ON;
        }
    }

    /** A switch as it is shown. */
    public record Standing(String name, String label, String hint, Position position) {}

    public SwitchBoard(List<Switch> all, Consumer<Happening> watcher) {
        this.watcher = watcher;
        for (Switch one : all) {
            switches.put(one.name(), one);
            standing.put(one.name(), new Standing(one.name(), one.label(), one.hint(), Position.ON));
        }
    }

    /** All of them. */
    public synchronized List<Standing> all() {
        return List.copyOf(standing.values());
    }

    /** Begins to turn a switch; false when there is none of this name. Nothing happens while it is being turned. */
    public synchronized boolean turn(String name, boolean off) {
        Standing now = standing.get(name);
        Switch one = switches.get(name);
        if (now == null || one == null) {
            return false;
        }
        if (!now.position().isTurning() && (now.position() == Position.OFF) != off) {
            stands(now, off ? Position.TURNING_OFF : Position.TURNING_ON);
            turning.execute(() -> turn(now, one, off));
        }
        return true;
    }

    private void turn(Standing switched, Switch one, boolean off) {
        try {
            if (off) {
                one.off();
            } else {
                one.on();
            }
            stands(switched, off ? Position.OFF : Position.ON);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closing
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("switch", switched.name()).setCause(e).log("A switch could not be turned");
            stands(switched, off ? Position.ON : Position.OFF);
        }
    }

    private synchronized void stands(Standing one, Position position) {
        standing.put(one.name(), new Standing(one.name(), one.label(), one.hint(), position));
        watcher.accept(new Happening("switches", null, null, all()));
    }

    @Override
    public void close() {
        turning.shutdownNow();
    }
}
