package co.loglife.flow.simulator.graphapi;

import co.loglife.flow.model.Address;
import co.loglife.flow.simulator.chats.Said;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request to {@code /messages} asks for, once it has been checked. */
sealed interface Checked {
    /**
     * Send this.
     *
     * @param to whom
     * @param written the recipient as it was written
     * @param said what the phone will show
     * @param quotes the message it answers, or null
     * @param callbackData what goes back with each status, or null
     * @param mediaIds the files it needs
     * @param reactsTo the message it is an emoji on; then nothing is shown by itself
     */
    record Message(
            Address to,
            String written,
            Said said,
            @Nullable String quotes,
            @Nullable String callbackData,
            List<String> mediaIds,
            Optional<String> reactsTo)
            implements Checked {
        /** Whether only a template may be sent outside the 24-hour window, and this is one. */
        boolean isTemplate() {
            return said.kind().equals("template");
        }
    }

    /** Show the person that their message was read, and perhaps that an answer is being typed. */
    record MarkRead(String messageId, boolean typing) implements Checked {}

    /** It is wrong. */
    record Refused(GraphError error) implements Checked {}
}
