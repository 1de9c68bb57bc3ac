package co.loglife.flow.router.turn;

import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.WakeUpAt;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** The records the router itself writes to the incoming topic, their ids made from what caused them. */
final class Ours {
    private Ours() {}

    /** Whether a record was written by us rather than said by a user. */
    static boolean wrote(Content content) {
        return switch (content) {
            case Content.WakeUp _, Content.Referral _, Content.Moved _, Content.Forget _ -> true;
            case Content.Text _, Content.Image _, Content.Video _, Content.Audio _, Content.Document _ -> false;
            case Content.Sticker _, Content.Location _, Content.Contacts _, Content.Reaction _ -> false;
            case Content.Button _, Content.ButtonReply _, Content.ListReply _, Content.FlowReply _ -> false;
            case Content.CallPermissionReply _, Content.Order _, Content.NumberChange _ -> false;
            case Content.UserIdChange _, Content.SystemEvent _, Content.Edit _, Content.Revoke _ -> false;
            case Content.Unsupported _, Content.Unknown _ -> false;
        };
    }

    /** Whether a user said it to be answered. */
    static boolean isSpoken(Content content) {
        return switch (content) {
            case Content.Reaction _, Content.Edit _, Content.Revoke _ -> false;
            case Content.NumberChange _, Content.UserIdChange _, Content.SystemEvent _ -> false;
            case Content spoken -> !wrote(spoken);
        };
    }

    static IncomingMessage wakeUp(User user, Route route, WakeUpAt timer, Instant now) {
        return record(
                Digest.id("wake-up", user.key(), timer.name(), timer.due().toString()),
                user,
                route,
                new Content.WakeUp(timer.name(), timer.due()),
                now);
    }

    static IncomingMessage referral(IncomingMessage cause, User friend) {
        return record(
                Digest.id("referral", cause.id(), friend.key()),
                friend,
                Route.of(cause).to(friend.address()),
                new Content.Referral(cause.user()),
                cause.receivedAt());
    }

    static IncomingMessage forget(IncomingMessage cause, User friend, User whom) {
        return record(
                Digest.id("forget", cause.id(), friend.key()),
                friend,
                Route.of(cause).to(friend.address()),
                new Content.Forget(whom),
                cause.receivedAt());
    }

    static IncomingMessage moved(String causeId, User from, User to, Route route, Stored stored, Instant at) {
        return record(
                Digest.id("moved", causeId, from.key(), to.key()),
                to,
                route.to(to.address()),
                new Content.Moved(from, Base64.getEncoder().encodeToString(StoredFormat.write(stored))),
                at);
    }

    private static IncomingMessage record(String id, User user, Route route, Content content, Instant at) {
        return new IncomingMessage(
                id,
                route.clientType(),
                route.line(),
                null,
                user,
                route.address(),
                null,
                null,
                content,
                null,
                null,
                at,
                Map.of());
    }
}
