package co.loglife.flow.sender.dispatch;

import co.loglife.flow.sender.dispatch.Outcome.Pause;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What everything in one scope passes before it is sent. Closed, it lets one through when the pause is over, as a
 * probe: if that passes the gate opens, if not the pause doubles.
 */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongSupplier nanos;
    private volatile boolean closed;
    private boolean probing;
    private long until;
    private int failedProbes;

    Gate(LongSupplier nanos) {
        this.nanos = nanos;
    }

    boolean isClosed() {
        return closed;
    }

    /** Waits until it is open, or until it is our turn to probe; says whether we are the probe. */
    boolean await() throws InterruptedException {
        if (!closed) {
            return false;
        }
        lock.lockInterruptibly();
        try {
            while (closed) {
                long left = until - nanos.getAsLong();
                if (!probing && left <= 0) {
                    probing = true;
                    return true;
                }
                if (probing) {
                    changed.await();
                } else {
                    changed.awaitNanos(Math.min(left, TimeUnit.MINUTES.toNanos(1)));
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes it; returns for how long, or zero when it was closed already: one of those that were under way then can
     * make the pause longer, since it may have been told to wait longer, but is no probe that failed.
     */
    Duration close(Pause pause, boolean probe) {
        lock.lock();
        try {
            boolean underWay = closed && !probe;
            if (!underWay) {
                failedProbes = closed ? failedProbes + 1 : 0;
                probing = false;
            }
            Duration wait = underWay ? pause.first() : pause.after(failedProbes);
            long end = nanos.getAsLong() + wait.toNanos();
            until = closed && until - end > 0 ? until : end;
            closed = true;
            changed.signalAll();
            return underWay ? Duration.ZERO : wait;
        } finally {
            lock.unlock();
        }
    }

    /** Opens it; says whether it was closed. */
    boolean open() {
        if (!closed) {
            return false;
        }
        lock.lock();
        try {
            boolean was = closed;
            closed = false;
            probing = false;
            changed.signalAll();
            return was;
        } finally {
            lock.unlock();
        }
    }

    /** The probe ended without telling anything: the next one may go at once. */
    void probeToldNothing() {
        lock.lock();
        try {
            probing = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What closed it may be over: it is probed at once. */
    void probeNow() {
        lock.lock();
        try {
            until = nanos.getAsLong();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
