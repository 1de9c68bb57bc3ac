package co.loglife.flow.sender.dispatch;

/**
 * How much of the outgoing topic is in memory. When it is full the topic is no longer read, until half of it is free.
 */
public final class Buffer {
    private final int mostMessages;
    private final long mostBytes;
    private int messages;
    private long bytes;
    private boolean full;

    public Buffer(int mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    synchronized void add(int size) {
        messages++;
        bytes += size;
        full = full || messages >= mostMessages || bytes >= mostBytes;
    }

    synchronized void remove(int size) {
        messages--;
        bytes -= size;
        full = full && (messages > mostMessages / 2 || bytes > mostBytes / 2);
    }

    /** Whether reading must wait. */
    public synchronized boolean isFull() {
        return full;
    }

    /** How many messages are in it. */
    public synchronized int messages() {
        return messages;
    }

    /** How large they are together. */
    public synchronized long bytes() {
        return bytes;
    }
}
