package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.User;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The messages to one user, one after the other: the next is not looked at before the last is settled. It has a virtual
 * thread while there are any. Its fields are guarded by the lock of its assignment.
 */
final class Conversation {
    private final Queue<Task> tasks = new ArrayDeque<>();
    private final User user;
    private final Assignment assignment;
    private final Dispatcher dispatcher;
    private @Nullable Thread thread;
    private boolean calling;

    Conversation(User user, Assignment assignment, Dispatcher dispatcher) {
        this.user = user;
        this.assignment = assignment;
        this.dispatcher = dispatcher;
    }

    User user() {
        return user;
    }

    void add(Task task) {
        tasks.add(task);
        if (thread == null) {
            thread = Thread.ofVirtual().name("to-" + user).start(this::run);
        }
    }

    @Nullable
    Task poll() {
        return tasks.poll();
    }

    void calling(boolean now) {
        calling = now;
    }

    void interruptUnlessCalling() {
        if (!calling) {
            interrupt();
        }
    }

    void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            for (Task task = assignment.next(this); task != null; task = assignment.next(this)) {
                if (assignment.isRepeat(task)) {
                    dispatcher.passOver(task);
                } else {
                    dispatcher.deliver(task, this);
                }
            }
        } catch (InterruptedException e) {
            // The partition is no longer ours. What was left is in the ledger, for its next owner.
            Thread.currentThread().interrupt();
        }
    }
}
