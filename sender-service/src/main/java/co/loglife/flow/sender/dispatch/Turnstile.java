package co.loglife.flow.sender.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What all messages of one of our numbers pass, twice. At the line they wait for their turn, as many as there are,
 * before anything is written; only the first one counts its wait, so that a rate that falls counts for all behind it.
 * At the door, just before the call, those spread out again that came together while the ledger kept them.
 */
final class Turnstile {
    /** The door lets pass a little more than the line, so that what has gathered between them dissolves. */
    private static final double WIDER = 1.02;

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Pace line;
    private final Pace door;

    Turnstile(double perSecond) {
        this.line = Pace.perSecond(perSecond);
        this.door = Pace.perSecond(perSecond * WIDER);
    }

    void awaitTurn(LongSupplier nanos, BooleanSupplier wanted) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            // Nothing is taken while all is stopped: a probe would have to wait for everybody before it.
            if (wanted.getAsBoolean()) {
                TimeUnit.NANOSECONDS.sleep(line.take(nanos.getAsLong()));
            }
        } finally {
            turn.unlock();
        }
    }

    void passDoor(LongSupplier nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(door.take(nanos.getAsLong()));
    }

    void share(double part) {
        line.share(part);
        door.share(part);
    }

    void slower(long now) {
        line.slower(now);
        door.slower(now);
    }
}
