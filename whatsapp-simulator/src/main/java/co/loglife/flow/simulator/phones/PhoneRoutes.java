package co.loglife.flow.simulator.phones;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Json;
import co.loglife.flow.simulator.chats.ChatKey;
import co.loglife.flow.simulator.chats.Chats;
import co.loglife.flow.simulator.chats.MessageIds;
import co.loglife.flow.simulator.chats.Person;
import co.loglife.flow.simulator.http.HttpAnswer;
import co.loglife.flow.simulator.http.Wire;
import co.loglife.flow.simulator.ingress.Answer;
import co.loglife.flow.simulator.media.MediaShelf;
import co.loglife.flow.simulator.media.StoredFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code POST /phones/{number}/messages}, {@code GET /phones/{number}/chat} and the files in the chats. */
final class PhoneRoutes {
    private static final int PATIENCE_SECONDS = 60;

    private final Phones phones;
    private final Chats chats;
    private final MediaShelf media;
    private final MessageIds ids;

    PhoneRoutes(Phones phones, Chats chats, MediaShelf media, MessageIds ids) {
        this.phones = phones;
        this.chats = chats;
        this.media = media;
        this.ids = ids;
    }

    void on(JavalinConfig config) {
        config.routes.post("/phones/{number}/messages", ctx -> Wire.write(ctx, say(ctx)));
        config.routes.get("/phones/{number}/chat", ctx -> Wire.write(ctx, chat(ctx)));
        config.routes.delete("/phones/{number}/chat", ctx -> Wire.write(ctx, forget(ctx)));
        config.routes.get("/files/{id}", this::file);
    }

    private HttpAnswer say(Context ctx) throws InterruptedException {
        if (!Wire.isJson(ctx)) {
            return error(415, "the body must be application/json");
        }
        JsonNode request = Wire.json(ctx.bodyAsBytes());
        try {
            if (!request.isObject()) {
                throw new IllegalArgumentException("the body must be a JSON object");
            }
            String number = number(ctx);
            ClientType via = ClientType.of(request.path("via").asText());
            Person person = new Person(number, request.path("name").asText("Simulated " + tail(number)));
            @Nullable
            String line =
                    request.path("line").isTextual() ? request.path("line").asText() : null;
            Phones.Spoken spoken = phones.say(via, person, Utterance.parse(request, ids.media()), line);
            ObjectNode answer = Json.mapper().createObjectNode().put("message_id", spoken.messageId());
            answer.put("number", number).put("via", via.word());
            return Boolean.parseBoolean(ctx.queryParam("wait"))
                    ? settled(answer, spoken)
                    : HttpAnswer.json(202, answer);
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (Phones.SpeechlessException e) {
            return error(409, String.valueOf(e.getMessage()));
        }
    }

    private static HttpAnswer settled(ObjectNode answer, Phones.Spoken spoken) throws InterruptedException {
        try {
            Answer ingress = spoken.answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            answer.put("ingress_status", ingress.status()).put("tries", ingress.tries());
            return HttpAnswer.json(ingress.isTaken() ? 200 : 502, answer);
        } catch (TimeoutException | ExecutionException _) {
            return HttpAnswer.json(504, answer.put("error", "the ingress has not taken it yet; it is tried on"));
        }
    }

    private HttpAnswer chat(Context ctx) {
        return withChat(ctx, chat -> HttpAnswer.json(200, chats.bubbles(chat)));
    }

    private HttpAnswer forget(Context ctx) {
        return withChat(ctx, chat -> {
            chats.forget(chat);
            return HttpAnswer.json(200, Json.mapper().createObjectNode());
        });
    }

    private static HttpAnswer withChat(Context ctx, Function<ChatKey, HttpAnswer> then) {
        try {
            String via = Optional.ofNullable(ctx.queryParam("via")).orElse(ClientType.BUSINESS_API.word());
            return then.apply(new ChatKey(number(ctx), ClientType.of(via)));
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    /** A picture or sound, for the page. Only what a browser shows without running it is named by its own type. */
    private void file(Context ctx) {
        Optional<StoredFile> file = media.file(ctx.pathParam("id"));
        if (file.isEmpty()) {
            Wire.write(ctx, error(404, "no such file"));
            return;
        }
        String type = file.get().mimeType();
        boolean harmless = type.matches("(image/(png|jpeg|webp)|(audio|video)/[a-z0-9.+-]+)(;.*)?");
        ctx.header("X-Content-Type-Options", "nosniff");
        if (!harmless) {
            ctx.header("Content-Disposition", "attachment");
        }
        Wire.write(
                ctx,
                new HttpAnswer.Full(
                        200,
                        harmless ? type : "application/octet-stream",
                        file.get().bytes(),
                        null));
    }

    private static String number(Context ctx) {
        if (Address.parse(ctx.pathParam("number")) instanceof Address.Phone(String digits)) {
            return digits;
        }
        throw new IllegalArgumentException("the path must name a phone number");
    }

    private static String tail(String number) {
        return number.substring(number.length() - 4);
    }

    private static HttpAnswer error(int status, String text) {
        return HttpAnswer.json(status, Json.mapper().createObjectNode().put("error", text));
    }
}
