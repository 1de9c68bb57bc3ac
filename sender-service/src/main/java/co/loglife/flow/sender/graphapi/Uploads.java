package co.loglife.flow.sender.graphapi;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.Media;
import co.loglife.flow.runtime.media.MediaReference;
import co.loglife.flow.runtime.media.MediaStore;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.http.Answer;
import co.loglife.flow.sender.http.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings files of our media store to Meta, each once while Meta keeps it: an upload lives 30 days. A few at a time,
 * since a file may have a hundred megabytes.
 */
final class Uploads {
    private static final Duration LIVES = Duration.ofDays(29);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int AT_ONCE = 4;
    private static final int LOCKS = 64;

    /** Whoever wants a file that somebody else is bringing waits for that; a file's lock is that of its hash. */
    private final List<Lock> files =
            Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<Key, Uploaded> uploaded = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Uploaded> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private final HttpCalls calls;
    private final MediaStore store;
    private final InstantSource clock;

    /** Meta's ids belong to the number they were uploaded for. */
    private record Key(String number, String stored) {}

    private record Uploaded(String id, Instant until) {}

    Uploads(HttpCalls calls, MediaStore store, InstantSource clock) {
        this.calls = calls;
        this.store = store;
        this.clock = clock;
    }

    /** The id of a file that is at Meta; null when it is not, or no longer. */
    synchronized @Nullable String id(String number, String stored) {
        Uploaded found = uploaded.get(new Key(number, stored));
        return found == null || !found.until().isAfter(clock.instant()) ? null : found.id();
    }

    /** Forgets a file that Meta refused to know. */
    synchronized void forget(String number, String stored) {
        uploaded.remove(new Key(number, stored));
    }

    private synchronized void remember(String number, String stored, String id) {
        uploaded.put(new Key(number, stored), new Uploaded(id, clock.instant().plus(LIVES)));
    }

    /** Sees to it that a file is at Meta; returns why it is not, or null. */
    @Nullable
    Outcome upload(URI to, String token, String number, Media media) throws InterruptedException {
        String stored = String.valueOf(media.stored());
        Lock file = files.get(Math.floorMod(new Key(number, stored).hashCode(), LOCKS));
        file.lockInterruptibly();
        try {
            return id(number, stored) == null ? bring(to, token, number, stored, media.mimeType()) : null;
        } finally {
            file.unlock();
        }
    }

    private @Nullable Outcome bring(URI to, String token, String number, String stored, @Nullable String mimeType)
            throws InterruptedException {
        turns.acquire();
        try {
            Optional<byte[]> bytes = store.get(MediaReference.parse(stored));
            if (bytes.isEmpty()) {
                return rejected("the file is no longer in the media store");
            }
            Multipart body = Multipart.file(mimeType, bytes.get());
            Answer answer = calls.post(
                    to, Map.of("Authorization", "Bearer " + token, "Content-Type", body.contentType()), body.pieces());
            String id = id(answer);
            if (id == null) {
                return refusal(answer);
            }
            remember(number, stored, id);
            return null;
        } catch (IOException e) { // ours, not Meta's: the message waits, others go on
            return new Outcome.Retry(
                    new Failure(null, "the media store cannot be read", ErrorClass.CONFIG), Effort.PATIENT, null);
        } catch (IllegalArgumentException e) {
            return rejected("the record names no file of the media store");
        } finally {
            turns.release();
        }
    }

    private static @Nullable String id(Answer answer) {
        if (answer instanceof Answer.Answered(int status, var _, var body) && status / 100 == 2) {
            try {
                String id = Json.mapper().readTree(body).path("id").asText("");
                return id.isEmpty() ? null : id;
            } catch (IOException e) {
                return null;
            }
        }
        return null;
    }

    /** An upload without answer is no message without answer: it can simply be done again. */
    private static Outcome refusal(Answer answer) {
        Outcome outcome = GraphAnswers.classify(answer);
        return outcome instanceof Outcome.Unknown(var failure)
                ? new Outcome.Retry(
                        new Failure(failure.code(), failure.title(), ErrorClass.TRANSIENT), Effort.LIMITED, null)
                : outcome;
    }

    private static Outcome rejected(String why) {
        return new Outcome.Rejected(new Failure(null, why, ErrorClass.REJECTED));
    }
}
