package co.loglife.flow.router.turn;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.bot.Said;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a bot said as records of the outgoing topic: the same input gives the same ids, times and bytes. */
final class Replies {
    /** More than any command says; a bot that says more is in a loop. */
    private static final int MOST = 100;

    /** Below the topic's largest record, with room for headers. */
    private static final int LARGEST = 1_000_000;

    private Replies() {}

    /**
     * In the order said.
     *
     * @throws IllegalArgumentException when it is more than may be said at once
     */
    static List<OutgoingMessage> to(IncomingMessage message, Route route, List<Said> said) {
        if (said.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " replies to one message");
        }
        return IntStream.range(0, said.size())
                .mapToObj(i -> to(message, route, said.get(i), OutgoingMessage.replyId(message.id(), i)))
                .toList();
    }

    /** For a message the bot failed on; not numbered, so that a later, better reply has an id of its own. */
    static OutgoingMessage apology(IncomingMessage message) {
        Said sorry = Said.text(
                "internal_error", "Sorry, something went wrong on our side and we could not handle this message. 🙏");
        return to(message, Route.of(message), sorry, message.id() + ":error");
    }

    private static OutgoingMessage to(IncomingMessage message, Route route, Said said, String id) {
        OutgoingMessage reply = new OutgoingMessage(
                id,
                route.clientType(),
                route.line(),
                message.user(),
                route.address(),
                answered(message),
                said.kind(),
                message.receivedAt(),
                said.validFor() == null ? null : message.receivedAt().plus(said.validFor()),
                null,
                said.message());
        requireSize(reply);
        return reply;
    }

    private static @Nullable String answered(IncomingMessage message) {
        return Ours.wrote(message.content()) ? null : message.id();
    }

    /** Most kinds are bounded by WhatsApp's limits already. */
    private static void requireSize(OutgoingMessage reply) {
        boolean bounded = switch (reply.message()) {
            case Reply.Flow _, Reply.Template _, Reply.Contacts _ -> false;
            case Reply.Text _, Reply.Buttons _, Reply.ListMenu _, Reply.CtaUrl _, Reply.LocationRequest _ -> true;
            case Reply.VoiceCall _, Reply.Image _, Reply.Video _, Reply.Audio _, Reply.Document _ -> true;
            case Reply.Sticker _, Reply.Location _, Reply.Reaction _ -> true;
        };
        if (!bounded && Json.write(reply).length > LARGEST) {
            throw new IllegalArgumentException("a reply of more than " + LARGEST + " bytes");
        }
    }
}
