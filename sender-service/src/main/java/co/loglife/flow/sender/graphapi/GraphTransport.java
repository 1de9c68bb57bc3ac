package co.loglife.flow.sender.graphapi;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.runtime.media.MediaStore;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.dispatch.Outcome.Pause;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import co.loglife.flow.sender.dispatch.Transport;
import co.loglife.flow.sender.http.HttpCalls;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Business API: one POST per message. */
public final class GraphTransport implements Transport {
    /** The line of a record that does not say which number it means. */
    private static final String DEFAULT_LINE = "default";

    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9]{1,64}");

    /** Meta's code for a message outside the 24-hour window. */
    private static final int WINDOW_CLOSED = 131047;

    /**
     * Meta's codes that may mean an upload it no longer has: a wrong parameter, or media it could not fetch or read.
     */
    private static final Set<Integer> OF_FILES = Set.of(100, 131009, 131052, 131053);

    /** Someone has to configure it, and the process then starts anew; a mounted token is noticed at once. */
    private static final Pause CONFIGURED = new Pause(Duration.ofMinutes(5), Duration.ofMinutes(5));

    private final HttpCalls calls;
    private final Uploads uploads;
    private final ReadReceipts receipts;
    private final Settings settings;
    private volatile Optional<Secret> lastSeen;

    /**
     * Where and as whom.
     *
     * @param api the API with its version, {@code https://graph.facebook.com/v24.0}
     * @param number our number where a record names none
     * @param windowTemplate what is sent instead of a message that comes too late for the 24-hour window
     */
    public record Settings(
            URI api, AccessToken token, Optional<String> number, Optional<Reply.Template> windowTemplate) {}

    /**
     * A transport over these calls.
     *
     * @param uploading calls that may take as long as a file takes
     * @param show what a user sees before the first reply: nothing, that the message was read, or also that we type
     */
    public static GraphTransport over(
            HttpCalls calls,
            HttpCalls uploading,
            MediaStore store,
            InstantSource clock,
            ReadReceipts.Show show,
            Settings settings) {
        return new GraphTransport(calls, new Uploads(uploading, store, clock), new ReadReceipts(calls, show), settings);
    }

    private GraphTransport(HttpCalls calls, Uploads uploads, ReadReceipts receipts, Settings settings) {
        this.calls = calls;
        this.uploads = uploads;
        this.receipts = receipts;
        this.settings = settings;
        this.lastSeen = settings.token().current();
    }

    @Override
    public @Nullable Outcome prepare(OutgoingMessage message) throws InterruptedException {
        Optional<Secret> token = settings.token().current();
        String number = number(message);
        if (token.isEmpty()) {
            return notConfigured("WHATSAPP_ACCESS_TOKEN is not set", Scope.TOKEN);
        }
        if (number.equals(DEFAULT_LINE)) {
            return notConfigured("WHATSAPP_PHONE_NUMBER_ID is not set", Scope.NUMBER);
        }
        if (!NUMBER.matcher(number).matches()) { // it becomes part of a path
            return new Outcome.Rejected(
                    new Failure(null, "the record's line is no phone number id", ErrorClass.REJECTED));
        }
        for (Media media : GraphRequests.stored(message.message())) {
            Outcome obstacle = uploads.upload(of(number, "media"), token.get().value(), number, media);
            if (obstacle != null) {
                return obstacle;
            }
        }
        receipts.before(message, of(number, "messages"), headers(token.get()));
        return null;
    }

    @Override
    public Outcome send(OutgoingMessage message) throws InterruptedException {
        Optional<Secret> token = settings.token().current();
        if (token.isEmpty()) {
            return notConfigured("WHATSAPP_ACCESS_TOKEN is not set", Scope.TOKEN);
        }
        Outcome outcome = post(message, token.get());
        Optional<Reply.Template> template = settings.windowTemplate();
        if (template.isPresent() && isWindowClosed(outcome) && !(message.message() instanceof Reply.Template)) {
            outcome = post(message.saying(template.get()), token.get()); // once: the template's own refusal is final
        }
        boolean replaced = !settings.token().current().equals(token);
        return replaced
                        && outcome instanceof Outcome.Stopped(var failure, var scope, var _, var _)
                        && scope == Scope.TOKEN
                ? new Outcome.Retry(failure, Effort.PATIENT, null) // it was the old token that was refused
                : outcome;
    }

    private Outcome post(OutgoingMessage message, Secret token) throws InterruptedException {
        String number = number(message);
        List<Media> files = GraphRequests.stored(message.message());
        Map<String, String> ids = ids(number, files);
        if (!files.stream().allMatch(file -> ids.containsKey(file.stored()))) { // forgotten since it was prepared
            return new Outcome.Retry(
                    new Failure(null, "the file is not at Meta yet", ErrorClass.TRANSIENT), Effort.LIMITED, null);
        }
        ObjectNode body;
        try {
            body = GraphRequests.body(message, ids);
        } catch (UnreachableException e) {
            return new Outcome.Rejected(new Failure(null, String.valueOf(e.getMessage()), ErrorClass.REJECTED));
        }
        Outcome outcome = GraphAnswers.classify(calls.post(of(number, "messages"), headers(token), Json.write(body)));
        return files.isEmpty() ? outcome : ofFiles(outcome, number, files);
    }

    /** What Meta says of a message may be about a file that it no longer has: then the next try brings it anew. */
    private Outcome ofFiles(Outcome outcome, String number, List<Media> files) {
        return switch (outcome) {
            case Outcome.Rejected(var failure)
            when mayBeOfAFile(failure) -> {
                forget(number, files);
                yield new Outcome.Retry(failure, Effort.FEW, null);
            }
            case Outcome.Retry(var failure, var _, var _)
            when mayBeOfAFile(failure) -> {
                forget(number, files);
                yield outcome;
            }
            default -> outcome;
        };
    }

    private static boolean mayBeOfAFile(Failure failure) {
        return failure.code() != null && OF_FILES.contains(failure.code());
    }

    private void forget(String number, List<Media> files) {
        files.forEach(media -> uploads.forget(number, String.valueOf(media.stored())));
    }

    private Map<String, String> ids(String number, List<Media> files) {
        Map<String, String> ids = new HashMap<>();
        for (Media media : files) {
            String stored = String.valueOf(media.stored());
            String id = uploads.id(number, stored);
            if (id != null) {
                ids.put(stored, id);
            }
        }
        return ids;
    }

    @Override
    public Memory recall(OutgoingMessage message) {
        return new Memory.None(); // Meta cannot be asked; it tells by a status
    }

    @Override
    public boolean isRenewed() {
        Optional<Secret> now = settings.token().current();
        boolean renewed = !now.equals(lastSeen);
        lastSeen = now;
        return renewed;
    }

    @Override
    public String number(OutgoingMessage message) {
        return message.line().equals(DEFAULT_LINE) ? settings.number().orElse(DEFAULT_LINE) : message.line();
    }

    private URI of(String number, String what) {
        return URI.create(settings.api() + "/" + URLEncoder.encode(number, StandardCharsets.UTF_8) + "/" + what);
    }

    private static Map<String, String> headers(Secret token) {
        return Map.of("Authorization", "Bearer " + token.value(), "Content-Type", "application/json");
    }

    private static boolean isWindowClosed(Outcome outcome) {
        return outcome instanceof Outcome.Rejected(var failure)
                && failure.code() != null
                && failure.code() == WINDOW_CLOSED;
    }

    private static Outcome notConfigured(String what, Scope scope) {
        return new Outcome.Stopped(new Failure(null, what, ErrorClass.CONFIG), scope, CONFIGURED, Effort.ENDLESS);
    }
}
