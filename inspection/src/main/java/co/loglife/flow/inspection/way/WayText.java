package co.loglife.flow.inspection.way;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.DeadLetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A way as people read it, a line for each hop. */
public final class WayText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final ZoneId zone;
    private final Veil veil;

    public WayText(ZoneId zone, Veil veil) {
        this.zone = zone;
        this.veil = veil;
    }

    /** The whole way. */
    public List<String> lines(Way way) {
        List<String> lines = new ArrayList<>();
        lines.add("%s%s, %s"
                .formatted(
                        veil.id(way.id()),
                        way.user().map(user -> " of " + veil.id(user.key())).orElse(""),
                        DAY.format(way.hops().getFirst().entry().place().at().atZone(zone))));
        for (Hop hop : way.hops()) {
            lines.add("  %s %10s %10s  %-11s %-22s %s"
                    .formatted(
                            CLOCK.format(hop.entry().place().at().atZone(zone)),
                            millis(hop.sinceStart()),
                            "(" + millis(hop.sincePrevious()) + ")",
                            hop.stage().word(),
                            hop.entry().place().text(),
                            what(hop.entry()))
                    .stripTrailing());
        }
        for (ReplyWay reply : way.replies()) {
            lines.add("  → " + veil.id(reply.id()) + ": " + summary(reply));
        }
        return lines;
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%+,d ms", time.toMillis());
    }

    private String what(Entry entry) {
        return switch (entry.body()) {
            case Body.Webhook(String endpoint) ->
                Veil.oneLine(endpoint) + ", " + String.format(Locale.ROOT, "%,d bytes", entry.size());
            case Body.Incoming(IncomingMessage message) ->
                "%s %s %s%s"
                        .formatted(
                                message.clientType().word(),
                                Veil.oneLine(message.msgType()),
                                veil.words(message.rawMsg()),
                                carried(message) + redriven(entry));
            case Body.Outgoing(OutgoingMessage message) ->
                "%s %s%s"
                        .formatted(
                                Veil.oneLine(message.kind()),
                                veil.words(PlainReply.text(message.message())),
                                redriven(entry));
            case Body.Event(Delivery delivery) -> what(delivery);
            case Body.GivenUp(DeadLetter why, var source) ->
                "%s, %s: %s, %s%s"
                        .formatted(
                                why.service(),
                                why.errorClass().word(),
                                Veil.oneLine(why.reason()),
                                times(why.tries(), "try", "tries"),
                                source instanceof Body.Unreadable ? ", unreadable" : "");
            case Body.Pair _, Body.Deleted _, Body.Unreadable _ -> "";
        };
    }

    private String carried(IncomingMessage message) {
        JsonNode from = message.metadata().get("carried_from");
        return from == null ? "" : " (carried from " + veil.id(new User(from.asText("-")).key()) + ")";
    }

    private static String redriven(Entry entry) {
        return entry.headers().keySet().stream().anyMatch(name -> name.startsWith(DeadLetter.PREFIX))
                ? " (re-driven)"
                : "";
    }

    private String what(Delivery delivery) {
        String attempt = delivery.attempt() > 0 ? "#" + delivery.attempt() + " " : "";
        String state = delivery.state() == Delivery.State.ATTEMPTING
                ? ""
                : delivery.state().word();
        // WhatsApp's id is told once, where it is given: the reports on it are lines of the same way.
        String provider = delivery.state() == Delivery.State.ACCEPTED && delivery.providerId() != null
                ? " " + veil.id(delivery.providerId())
                : "";
        return (attempt + state + failure(delivery.error()) + provider + price(delivery.pricing())).strip();
    }

    private static String failure(Delivery.@Nullable Failure failure) {
        if (failure == null) {
            return "";
        }
        boolean isInTitle = failure.title().contains(String.valueOf(failure.code()));
        String code = failure.code() == null || isInTitle ? "" : failure.code() + " ";
        return " " + code + Veil.oneLine(failure.title()) + " ("
                + failure.errorClass().word() + ")";
    }

    private static String price(@Nullable JsonNode pricing) {
        if (pricing == null) {
            return "";
        }
        String billable =
                pricing.has("billable") ? (pricing.path("billable").asBoolean() ? ", billable" : ", free") : "";
        return " · price: " + Veil.oneLine(pricing.path("category").asText("?")) + billable;
    }

    private static String summary(ReplyWay reply) {
        String state = reply.state().map(Delivery.State::word).orElse("waiting for the sender");
        String attempts =
                reply.attempts().isEmpty() ? "" : ", " + times(reply.attempts().size(), "attempt", "attempts");
        return state + attempts + price(reply.pricing()).replace(" · ", ", ");
    }

    private static String times(int count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }
}
