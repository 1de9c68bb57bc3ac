package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.User;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the outgoing topic in our hands, from its assignment to the moment it is taken away: what is under
 * way, and whether a call may still begin. Used by the thread that reads the topic and by those of the conversations.
 */
public final class Assignment {
    private static final long CUTTING = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition callEnded = lock.newCondition();
    private final Map<User, Conversation> conversations = new HashMap<>();
    private final int partition;
    private final BooleanSupplier leaseIsFresh;
    private final Buffer buffer;
    private final Progress progress;
    private final Read read;
    private long ledgerEnd;
    private boolean open = true;
    private int calls;

    /**
     * What was read of the ledger.
     *
     * @param ledger what it says of the partition's records
     * @param taken the messages that WhatsApp has taken, whichever records they were
     * @param from the first offset read
     * @param to the offset after the last
     */
    public record Read(Ledger ledger, Taken taken, long from, long to) {}

    /**
     * A partition that was just assigned.
     *
     * @param leaseIsFresh whether the group still counts on us: without that nothing is sent
     * @param position of the first record that will be offered
     */
    public Assignment(int partition, BooleanSupplier leaseIsFresh, Read read, Buffer buffer, long position) {
        this.partition = partition;
        this.leaseIsFresh = leaseIsFresh;
        this.read = read;
        this.ledgerEnd = read.to();
        this.buffer = buffer;
        this.progress = new Progress(position);
    }

    public int partition() {
        return partition;
    }

    /** Takes the next record; what the ledger shows as settled is passed over. */
    public void offer(Letter letter, OutgoingMessage message, Dispatcher dispatcher) {
        Known known = read.ledger().of(letter.offset(), message);
        lock.lock();
        try {
            if (known instanceof Known.Settled) {
                progress.readUpTo(letter.offset() + 1);
                return;
            }
            hold(letter);
            Conversation conversation = conversations.get(message.user());
            if (conversation == null) {
                conversation = new Conversation(message.user(), this, dispatcher);
                conversations.put(message.user(), conversation);
            }
            conversation.add(new Task(letter, message, known, this));
        } finally {
            lock.unlock();
        }
    }

    /** Counts a record as under way until it is {@link #settled}. */
    public void hold(Letter letter) {
        lock.lock();
        try {
            progress.begin(letter.offset(), letter.bytes());
            buffer.add(letter.bytes());
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is left to do for a record. */
    public void settled(Letter letter) {
        lock.lock();
        try {
            Integer bytes = progress.settle(letter.offset());
            if (bytes != null) {
                buffer.remove(bytes);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Everything before this offset has been offered, or is not for us. */
    public void readUpTo(long offset) {
        lock.lock();
        try {
            progress.readUpTo(offset);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the message is known to have gone out already, as this record or as another one of the same id. */
    boolean isRepeat(Task task) {
        lock.lock();
        try {
            // Of one that was reported it is this very record that went out.
            return !(task.known() instanceof Known.Reported)
                    && read.taken().contains(task.message().id(), task.message().user());
        } finally {
            lock.unlock();
        }
    }

    /** WhatsApp has the message: whatever comes under its id from now on is a repeat. */
    void taken(Task task) {
        lock.lock();
        try {
            read.taken().add(task.message().id(), task.message().user());
        } finally {
            lock.unlock();
        }
    }

    /** Notes where in the ledger an attempt is. */
    void attempted(Task task) {
        lock.lock();
        try {
            progress.attempted(task.letter().offset(), task.ledgerOffset());
            ledgerEnd = Math.max(ledgerEnd, task.ledgerOffset() + 1);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What may be committed.
     *
     * @param settledUpTo everything before this offset is settled
     * @param ledgerFrom all attempts at what is not are in the ledger from here on
     */
    public record Commit(long settledUpTo, long ledgerFrom) {}

    /** What may be committed at this moment. */
    public Commit commit() {
        lock.lock();
        try {
            long settled = progress.settledUpTo();
            long from = progress.ledgerFrom(ledgerEnd);
            // As long as something is ahead of which only that reading tells, the next owner has to read it too.
            return new Commit(settled, read.ledger().last() >= settled ? Math.min(from, read.from()) : from);
        } finally {
            lock.unlock();
        }
    }

    /** The next task of a conversation; null when it is over, and a task offered later begins another. */
    @Nullable
    Task next(Conversation conversation) {
        lock.lock();
        try {
            Task task = open ? conversation.poll() : null;
            if (task == null) {
                conversations.remove(conversation.user());
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a call may begin now; a true is to be followed by {@link #callEnded}. */
    boolean beginCall(Conversation conversation) throws InterruptedException {
        lock.lock();
        try {
            requireOpen();
            if (!leaseIsFresh.getAsBoolean()) {
                return false;
            }
            calls++;
            conversation.calling(true);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a call that has begun may still go out: it is not made for a partition that is being handed over. */
    boolean mayCall() {
        lock.lock();
        try {
            return open && leaseIsFresh.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    void callEnded(Conversation conversation) {
        lock.lock();
        try {
            calls--;
            conversation.calling(false);
            callEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * To be asked before every wait.
     *
     * @throws InterruptedException when the partition is no longer ours
     */
    void requireOpen() throws InterruptedException {
        lock.lock();
        try {
            if (!open) {
                throw new InterruptedException("the partition is no longer ours");
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on no call begins, and whoever only waits stops waiting. */
    public void stop() {
        lock.lock();
        try {
            open = false;
            conversations.values().forEach(Conversation::interruptUnlessCalling);
        } finally {
            lock.unlock();
        }
    }

    /** After {@link #stop}: lets the calls under way end until {@code deadline} (of nanoTime) and cuts the others. */
    public void awaitCalls(long deadline) throws InterruptedException {
        lock.lock();
        try {
            awaitCallsFor(deadline - System.nanoTime());
            conversations.values().forEach(Conversation::interrupt);
            awaitCallsFor(CUTTING);
        } finally {
            lock.unlock();
        }
    }

    private void awaitCallsFor(long nanos) throws InterruptedException {
        long left = nanos;
        while (calls > 0 && left > 0) {
            left = callEnded.awaitNanos(left);
        }
    }

    /** Gives the buffer back what is left in it; the next owner reads it again. */
    public void forget() {
        lock.lock();
        try {
            progress.abandon().forEach(buffer::remove);
        } finally {
            lock.unlock();
        }
    }
}
