package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery;
import java.util.concurrent.CompletableFuture;

/** What others write to the ledger about our messages: Meta's statuses and the Web client's acks. */
public interface Evidence {
    /**
     * Waits for a report on the task's message, from its last attempt on.
     *
     * @return completed with the first report that shows that WhatsApp has the message; to be cancelled when it is no
     *     longer wanted
     */
    CompletableFuture<Delivery> of(Task task);
}
