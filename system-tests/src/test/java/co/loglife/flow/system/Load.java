package co.loglife.flow.system;

import co.loglife.flow.testing.ledger.Posted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many users who write numbered messages at a steady rate, whatever becomes of the ones before (an open loop): while
 * nobody takes them they queue at their users, who post one after the other and each until it is answered 200. Who
 * writes when follows from the seed. What must become of a message is known from its number alone, see {@link EchoBot}.
 */
final class Load implements AutoCloseable {
    private static final AtomicInteger LOADS = new AtomicInteger();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor();
    private final List<User> users = new ArrayList<>();
    private final List<Future<?>> posting = new ArrayList<>();
    private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final Instant began = Instant.now();
    private final Shape shape;
    private final String prefix;

    /**
     * What kind of load.
     *
     * @param perSecond messages of all users together
     * @param users how many
     * @param seed decides who writes when
     */
    record Shape(int perSecond, int users, long seed) {}

    /** A message that is still to be answered. */
    private record Letter(String id, int number, String text) {}

    /** Every tenth is on the Web. */
    private final class User {
        private final BlockingQueue<Letter> unsent = new LinkedBlockingQueue<>();
        private final ConcurrentLinkedQueue<Posted> posted = new ConcurrentLinkedQueue<>();
        private final String phone;
        private final Webhooks way;
        private final boolean isWeb;
        private int written;

        User(String phone, Webhooks way, boolean isWeb) {
            this.phone = phone;
            this.way = way;
            this.isWeb = isWeb;
        }

        void writes() {
            int number = written++;
            String id = prefix + phone + "." + number;
            String text = phone + " says " + number;
            unsent.add(new Letter(id, number, text));
        }

        private byte[] body(Letter letter) {
            return isWeb
                    ? Webhooks.webText(letter.id(), phone, letter.text())
                    : Webhooks.text(letter.id(), phone, letter.text());
        }

        /** One after the other, until the last. */
        Void posts() throws InterruptedException {
            while (true) {
                Letter letter = unsent.take();
                if (letter.id().isEmpty()) {
                    return null;
                }
                way.deliver(body(letter), status -> answers.merge(status, 1, Integer::sum));
                posted.add(new Posted(
                        letter.id(),
                        phone,
                        letter.number(),
                        EchoBot.reply(letter.number(), letter.text()),
                        Instant.now()));
                answered.incrementAndGet();
            }
        }

        void writesNoMore() {
            unsent.add(new Letter("", 0, ""));
        }
    }

    /** Begins. */
    Load(Shape shape, Webhooks meta, Webhooks webClient) {
        int load = LOADS.incrementAndGet();
        this.shape = shape;
        this.prefix = "wamid.load" + load + ".";
        for (int user = 0; user < shape.users(); user++) {
            boolean isWeb = user % 10 == 0;
            users.add(
                    new User(String.valueOf(15_550_000_000L + load * 10_000L + user), isWeb ? webClient : meta, isWeb));
        }
        users.forEach(user -> posting.add(threads.submit(user::posts)));
        Random random = new Random(shape.seed());
        var _ = pacer.scheduleAtFixedRate(
                () -> users.get(random.nextInt(users.size())).writes(),
                0,
                TimeUnit.SECONDS.toNanos(1) / shape.perSecond(),
                TimeUnit.NANOSECONDS);
    }

    Shape shape() {
        return shape;
    }

    /** What the ids of this load's messages begin with. */
    String prefix() {
        return prefix;
    }

    Instant began() {
        return began;
    }

    /** Some of its users' phone numbers. */
    List<String> phones() {
        return users.stream().map(user -> user.phone).toList();
    }

    /** How many messages were answered 200 so far. */
    int answered() {
        return answered.get();
    }

    /** How often ingress answered what; 0 stands for no answer. */
    Map<Integer, Integer> answers() {
        return new TreeMap<>(answers);
    }

    /** Nobody writes any more; returns when every message was answered 200. */
    void end() throws InterruptedException, ExecutionException {
        pacer.shutdown();
        pacer.awaitTermination(1, TimeUnit.MINUTES);
        users.forEach(User::writesNoMore);
        for (Future<?> user : posting) {
            user.get();
        }
    }

    /** The messages that were answered 200. */
    List<Posted> posted() {
        return users.stream().flatMap(user -> user.posted.stream()).toList();
    }

    @Override
    public void close() {
        pacer.shutdownNow();
        threads.shutdownNow();
    }
}
