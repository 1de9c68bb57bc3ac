package co.loglife.flow.simulator.phones;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.simulator.chats.Bubble;
import co.loglife.flow.simulator.chats.ChatKey;
import co.loglife.flow.simulator.chats.Chats;
import co.loglife.flow.simulator.chats.MessageIds;
import co.loglife.flow.simulator.chats.Person;
import co.loglife.flow.simulator.chats.Ticks;
import co.loglife.flow.simulator.graphapi.GraphWebhooks;
import co.loglife.flow.simulator.ingress.Answer;
import co.loglife.flow.simulator.ingress.Letter;
import co.loglife.flow.simulator.ingress.Mailbox;
import co.loglife.flow.simulator.ingress.Signed;
import co.loglife.flow.simulator.media.MediaShelf;
import co.loglife.flow.simulator.webclient.WebWebhooks;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes people speak: a bubble in their chat, and a webhook to the ingress as it would really come. */
final class Phones {
    /** What was said, and the ingress' answer when it comes. */
    record Spoken(String messageId, CompletableFuture<Answer> answer) {}

    /** Nothing was said, for a reason fit to be shown. */
    static final class SpeechlessException extends Exception {
        SpeechlessException(String why) {
            super(why);
        }
    }

    private final People.World world;
    private final Chats chats;
    private final MediaShelf media;
    private final Mailbox mailbox;
    private final MessageIds ids;
    private final InstantSource clock;

    Phones(People.World world, Chats chats, MediaShelf media, Mailbox mailbox, MessageIds ids, InstantSource clock) {
        this.world = world;
        this.chats = chats;
        this.media = media;
        this.mailbox = mailbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** A person does something; one person's webhooks go in the order in which this is called. */
    Spoken say(ClientType via, Person person, Utterance utterance, @Nullable String line) throws SpeechlessException {
        ChatKey chat = new ChatKey(person.number(), via);
        Instant now = clock.instant();
        if (utterance instanceof Utterance.File file && !media.put(file.file())) {
            throw new SpeechlessException("the file is too large");
        }
        Chats.@Nullable Offer offer =
                utterance instanceof Utterance.Tap(String option) && via == ClientType.BUSINESS_API
                        ? chats.offer(chat, option)
                                .orElseThrow(() -> new SpeechlessException("nothing was offered under this id"))
                        : null;
        String id = switch (via) {
            case WEB -> ids.web(person.number(), Bubble.Direction.INCOMING);
            case BUSINESS_API -> ids.wamid(person.number(), Bubble.Direction.INCOMING);
        };
        Letter letter = switch (via) {
            case WEB -> webLetter(person, id, now, utterance);
            case BUSINESS_API -> graphLetter(person, id, now, utterance, offer, line);
        };
        show(chat, id, now, utterance, offer);
        CompletableFuture<Answer> answer = mailbox.put(via.word() + " " + person.number(), letter)
                .orElseThrow(() -> new SpeechlessException("too many webhooks wait for the ingress"));
        CompletableFuture<Answer> ticked = answer.whenComplete((settled, _) -> {
            if (settled != null) {
                chats.tick(id, settled.isTaken() ? Ticks.DELIVERED : Ticks.FAILED, clock.instant());
            }
        });
        return new Spoken(id, ticked);
    }

    private void show(ChatKey chat, String id, Instant now, Utterance utterance, Chats.@Nullable Offer offer) {
        if (utterance instanceof Utterance.Reaction(String messageId, String emoji)) {
            chats.react(messageId, emoji);
            return;
        }
        @Nullable String quotes = offer == null ? null : offer.bubble().id();
        chats.add(chat, Bubble.incoming(id, Shown.of(utterance, offer), quotes, now));
    }

    private Letter graphLetter(
            Person person,
            String id,
            Instant now,
            Utterance utterance,
            Chats.@Nullable Offer offer,
            @Nullable String line)
            throws SpeechlessException {
        Secret secret = world.appSecret()
                .orElseThrow(() -> new SpeechlessException("WHATSAPP_APP_SECRET is not set: nothing to sign with"));
        ObjectNode element =
                GraphSpeech.element(utterance, offer, world.mediaUrl().get());
        ObjectNode webhook = GraphWebhooks.message(line == null ? world.line() : line, person, id, now, element);
        return Signed.letter(id, webhook, secret, Duration.ZERO, departure(id));
    }

    private Letter webLetter(Person person, String id, Instant now, Utterance utterance) throws SpeechlessException {
        @Nullable WebSpeech speech = WebSpeech.of(utterance);
        if (speech == null) {
            throw new SpeechlessException("the Web client does not tell of this");
        }
        ObjectNode webhook = WebWebhooks.message(world.session(), person, id, now, speech.msgType(), speech.rawMsg());
        return WebWebhooks.letter(
                WebWebhooks.MESSAGES, id, webhook, world.webhookToken(), Duration.ZERO, departure(id));
    }

    private Runnable departure(String id) {
        return () -> chats.tick(id, Ticks.SENT, clock.instant());
    }
}
