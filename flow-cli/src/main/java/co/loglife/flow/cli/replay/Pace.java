package co.loglife.flow.cli.replay;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How fast a replay goes: as fast as it can, or as the records came, so many times faster. For one thread. */
final class Pace {
    private final double times;
    private long firstRecord = -1;
    private long began;

    private Pace(double times) {
        this.times = times;
    }

    static Pace full() {
        return new Pace(0);
    }

    /**
     * So many times as fast as it was.
     *
     * @param times more than 0
     */
    static Pace of(double times) {
        return new Pace(times);
    }

    /** Waits until it is a record's turn. */
    void before(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        if (times == 0) {
            return;
        }
        if (firstRecord < 0) {
            firstRecord = record.timestamp();
            began = System.nanoTime();
        }
        Duration due = Duration.ofNanos((long) (1_000_000 * (record.timestamp() - firstRecord) / times));
        Duration since = Duration.ofNanos(System.nanoTime() - began);
        if (due.compareTo(since) > 0) {
            Thread.sleep(due.minus(since));
        }
    }
}
