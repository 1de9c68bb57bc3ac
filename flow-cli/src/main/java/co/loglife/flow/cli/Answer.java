package co.loglife.flow.cli;

import co.loglife.flow.inspection.way.PlainReply;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.OutgoingMessage;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** The message as it was filed and the replies to it. */
record Answer(Optional<Placed<IncomingMessage>> message, List<Answered> replies) {
    /** A record with where and when it was written. */
    record Placed<T>(T value, TopicPartition partition, long offset, long timestamp) {}

    /** A reply and what became of it so far. */
    record Answered(Placed<OutgoingMessage> reply, List<Placed<Delivery>> deliveries) {
        boolean isSettled() {
            return deliveries.stream()
                    .anyMatch(delivery -> delivery.value().state().isSettled());
        }
    }

    boolean isComplete() {
        return message.isPresent() && !replies.isEmpty() && replies.stream().allMatch(Answered::isSettled);
    }

    void print(PrintWriter out, SimulatedPhone.Said said) {
        message.ifPresentOrElse(
                filed -> out.printf(
                        "webhook answered in %d ms → %s[%d]@%d%n",
                        said.answered().toMillis(),
                        filed.partition().topic(),
                        filed.partition().partition(),
                        filed.offset()),
                () -> out.println("the message did not reach the incoming topic"));
        for (Answered answered : replies) {
            out.printf("%n%s%n", PlainReply.text(answered.reply().value().message()));
            out.println(hops(answered));
        }
        if (replies.isEmpty()) {
            out.println("no reply within " + Conversation.PATIENCE.toSeconds() + " s");
        }
        out.flush();
    }

    private String hops(Answered answered) {
        long began = message.map(Placed::timestamp).orElse(answered.reply().timestamp());
        StringBuilder line = new StringBuilder("  " + answered.reply().value().kind());
        line.append(" · reply +%d ms".formatted(answered.reply().timestamp() - began));
        for (Placed<Delivery> delivery : answered.deliveries()) {
            line.append(" · %s +%d ms".formatted(delivery.value().state().word(), delivery.timestamp() - began));
        }
        return line.toString();
    }
}
