package co.loglife.flow.simulator.webclient;

import co.loglife.flow.runtime.Secret;
import co.loglife.flow.simulator.chats.Chats;
import co.loglife.flow.simulator.chats.Ticks;
import co.loglife.flow.simulator.faults.FaultBox;
import co.loglife.flow.simulator.faults.Report;
import co.loglife.flow.simulator.ingress.Letter;
import co.loglife.flow.simulator.ingress.Mailbox;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the ingress how far each message of the Web client got, and moves its ticks. */
public final class Acks {
    private static final Logger LOG = LoggerFactory.getLogger(Acks.class);

    private final String session;
    private final Optional<Secret> webhookToken;
    private final FaultBox faults;
    private final Chats chats;
    private final Mailbox mailbox;
    private final InstantSource clock;

    public Acks(
            String session,
            Optional<Secret> webhookToken,
            FaultBox faults,
            Chats chats,
            Mailbox mailbox,
            InstantSource clock) {
        this.session = session;
        this.webhookToken = webhookToken;
        this.faults = faults;
        this.chats = chats;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /** Posts the acks of one message, in a lane of their own. */
    void follow(String messageId, @Nullable String id, String recipient) {
        Instant due = clock.instant();
        for (Report report : faults.reports(false)) {
            due = due.plus(report.after());
            Ticks reached = report.reached();
            ObjectNode webhook = WebWebhooks.ack(session, messageId, id, number(reached), recipient, due);
            Letter letter = WebWebhooks.letter(
                    WebWebhooks.ACKS,
                    messageId,
                    webhook,
                    webhookToken,
                    report.after(),
                    () -> chats.tick(messageId, reached, clock.instant()));
            if (mailbox.put(messageId, letter).isEmpty()) {
                LOG.warn("Mailbox full: an ack is not reported");
            }
        }
    }

    /** The library's number for it. */
    private static int number(Ticks reached) {
        return switch (reached) {
            case WAITING -> 0;
            case SENT -> 1;
            case DELIVERED -> 2;
            case READ -> 3;
            case FAILED -> -1;
        };
    }
}
