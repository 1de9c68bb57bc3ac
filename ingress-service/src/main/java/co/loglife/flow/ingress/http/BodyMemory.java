package co.loglife.flow.ingress.http;

import java.util.concurrent.Semaphore;

/**
 * The memory that bodies under way may take together. A small body is not counted; one that grows asks for more as it
 * grows, and when nothing is left its caller is told to come again, rather than all of them seeing the process die.
 */
final class BodyMemory {
    private static final int KIBIBYTE = 1 << 10;

    private final Semaphore kibibytes;
    private final int all;

    BodyMemory(long bytes) {
        all = (int) Math.min(bytes / KIBIBYTE, Integer.MAX_VALUE);
        kibibytes = new Semaphore(all);
    }

    /** How much is held now, in bytes. */
    long held() {
        return (long) (all - kibibytes.availablePermits()) * KIBIBYTE;
    }

    /** What one body holds; given back when it is closed. */
    final class Share implements AutoCloseable {
        private int held;

        /**
         * Holds so much more.
         *
         * @throws Refusal when nothing is left
         */
        void grow(int bytes) {
            int more = bytes / KIBIBYTE;
            if (!kibibytes.tryAcquire(more)) {
                throw Refusal.tryLater();
            }
            held += more;
        }

        @Override
        public void close() {
            kibibytes.release(held);
            held = 0;
        }
    }
}
