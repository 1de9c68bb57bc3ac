package co.loglife.flow.simulator.faults;

import co.loglife.flow.simulator.chats.Ticks;
import java.time.Duration;

/**
 * One report on a message, planned.
 *
 * @param reached sent, delivered, read or failed
 * @param after how long after the report before it
 */
public record Report(Ticks reached, Duration after) {}
