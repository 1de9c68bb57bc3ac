package co.loglife.flow.sender.webjs;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.runtime.media.MediaReference;
import co.loglife.flow.runtime.media.MediaStore;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.dispatch.Transport;
import co.loglife.flow.sender.http.HttpCalls;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Web client: one POST per message. */
public final class WebTransport implements Transport {
    /** What the client takes at most, before base64 makes it a third more. */
    private static final long LARGEST_FILE = 17L << 20;

    private final HttpCalls calls;
    private final MediaStore store;
    private final URI sendMessage;
    private final Map<String, String> headers;

    /**
     * A client.
     *
     * @param sendMessage the address of its route for sending
     * @param token of the client, where it wants one
     */
    public WebTransport(HttpCalls calls, MediaStore store, URI sendMessage, Optional<Secret> token) {
        this.calls = calls;
        this.store = store;
        this.sendMessage = sendMessage;
        Map<String, String> all = new HashMap<>(Map.of("Content-Type", "application/json"));
        token.ifPresent(secret -> all.put("Authorization", "Bearer " + secret.value()));
        this.headers = Map.copyOf(all);
    }

    @Override
    public @Nullable Outcome prepare(OutgoingMessage message) {
        return null;
    }

    @Override
    public Outcome send(OutgoingMessage message) throws InterruptedException {
        byte[] file;
        try {
            file = file(message);
        } catch (UnreachableException e) {
            return rejected(String.valueOf(e.getMessage()));
        } catch (IOException e) { // ours, not the client's: the message waits, others go on
            return new Outcome.Retry(
                    new Failure(null, "the media store cannot be read", ErrorClass.CONFIG), Effort.PATIENT, null);
        }
        Outcome outcome = send(message, file);
        // The original client takes small bodies only; what a picture stands above goes without it.
        boolean goesWithout = file != null && WebFiles.isAbove(message.message()) && isTooLarge(outcome);
        return goesWithout ? send(message, null) : outcome;
    }

    private Outcome send(OutgoingMessage message, byte @Nullable [] file) throws InterruptedException {
        try {
            Optional<ObjectNode> body = WebRequests.body(message, file);
            return body.isEmpty()
                    ? rejected("the Web client cannot send this kind of message")
                    : WebAnswers.classify(calls.post(sendMessage, headers, Json.write(body.get())));
        } catch (UnreachableException e) {
            return rejected(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isTooLarge(Outcome outcome) {
        return outcome instanceof Outcome.Rejected(var failure)
                && failure.code() != null
                && failure.code() == WebAnswers.TOO_LARGE;
    }

    /** Null where there is none, or where one that only stands above the rest cannot be had. */
    private byte @Nullable [] file(OutgoingMessage message) throws IOException {
        Optional<Media> stored = WebFiles.stored(message.message());
        if (stored.isEmpty()) {
            return null;
        }
        boolean needed = !WebFiles.isAbove(message.message());
        Long size = stored.get().size();
        if (size != null && size > LARGEST_FILE) {
            return withoutIfNot(needed, "the file is too large for the Web client");
        }
        MediaReference reference =
                MediaReference.parse(String.valueOf(stored.get().stored()));
        Optional<byte[]> bytes = store.get(reference);
        return bytes.isPresent() ? bytes.get() : withoutIfNot(needed, "the file is no longer in the media store");
    }

    private static byte @Nullable [] withoutIfNot(boolean needed, String why) {
        if (needed) {
            throw new UnreachableException(why);
        }
        return null;
    }

    @Override
    public Memory recall(OutgoingMessage message) throws InterruptedException {
        String id = URLEncoder.encode(message.id(), StandardCharsets.UTF_8);
        return WebAnswers.memory(calls.get(sendMessage.resolve("/messages/" + id), headers));
    }

    @Override
    public boolean isRenewed() {
        return false;
    }

    /** One client is one account. */
    @Override
    public String number(OutgoingMessage message) {
        return message.line();
    }

    private static Outcome rejected(String why) {
        return new Outcome.Rejected(new Failure(null, why, ErrorClass.REJECTED));
    }
}
