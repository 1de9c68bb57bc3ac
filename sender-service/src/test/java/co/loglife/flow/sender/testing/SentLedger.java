package co.loglife.flow.sender.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a side of WhatsApp took, counted: per message how often, and per recipient in which order. A message's text is
 * its number within its conversation.
 */
public final class SentLedger {
    private final Map<String, Integer> timesById = new HashMap<>();
    private final Map<String, List<Integer>> numbersByRecipient = new HashMap<>();

    /** Notes that a message was taken. */
    public synchronized void took(JsonNode graphMessage) {
        timesById.merge(graphMessage.path("biz_opaque_callback_data").asText(), 1, Integer::sum);
        numbersByRecipient
                .computeIfAbsent(graphMessage.path("to").asText(), _ -> new ArrayList<>())
                .add(Integer.valueOf(graphMessage.at("/text/body").asText()));
    }

    /** How many different messages were taken. */
    public synchronized int messages() {
        return timesById.size();
    }

    /** How many were taken beyond the first time. */
    public synchronized int doubled() {
        return timesById.values().stream().mapToInt(times -> times - 1).sum();
    }

    /** How often a message came for the first time after a later one of its conversation. */
    public synchronized int outOfOrder() {
        int count = 0;
        for (List<Integer> numbers : numbersByRecipient.values()) {
            Set<Integer> seen = new HashSet<>();
            int last = -1;
            for (int number : numbers) {
                if (seen.add(number) && number < last) {
                    count++;
                }
                last = Math.max(last, number);
            }
        }
        return count;
    }
}
