package co.loglife.flow.router.turn;

import static co.loglife.flow.testing.MessageBuilder.aMessage;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.router.loglife.LogLifeBot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What 100 users say and what is to come of it, worked out without Kafka.
 *
 * @param messages in the order they are said; one in twenty comes twice
 * @param replies of each user, in order
 * @param state what is stored in the end, in hex
 */
public record UndisturbedRun(List<Message> messages, Map<String, List<String>> replies, Map<String, String> state) {
    private static final int USERS = 100;

    /** Nothing that is a time of day: timers would be due long ago for a router of today. */
    private static final List<String> SAID = List.of(
            "add goal 🏃 Run",
            "skip",
            "goals",
            "week",
            "lookback 30",
            "rate 1 3",
            "123",
            "menu",
            "Check in",
            "list",
            "help",
            "delete 2",
            "journal now",
            "nonsense",
            "boost 1 2");

    /** A record of the incoming topic. */
    public record Message(String user, String json) {}

    public static UndisturbedRun of(int count) {
        List<Message> messages = messages(count);
        Map<String, List<String>> replies = new TreeMap<>();
        Map<String, byte[]> stored = new HashMap<>();
        Turns turns = new Turns(new LogLifeBot(), false);
        for (Message message : messages) {
            Outcome outcome = turns.on(stored.get(message.user), read(message), false);
            if (outcome.state() instanceof Outcome.State.Now(byte[] bytes)) {
                stored.put(message.user, bytes);
            }
            outcome.outgoing()
                    .forEach(reply -> replies.computeIfAbsent(message.user, _ -> new ArrayList<>())
                            .add(new String(Json.write(reply), StandardCharsets.UTF_8)));
        }
        Map<String, String> state = new TreeMap<>();
        stored.forEach((user, bytes) -> state.put(user, HexFormat.of().formatHex(bytes)));
        return new UndisturbedRun(messages, replies, state);
    }

    public int replyCount() {
        return replies.values().stream().mapToInt(List::size).sum();
    }

    private static List<Message> messages(int count) {
        SplittableRandom random = new SplittableRandom(11);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i > 0 && random.nextInt(20) == 0) {
                messages.add(messages.get(random.nextInt(messages.size())));
                continue;
            }
            IncomingMessage message = aMessage()
                    .withId("wamid." + i)
                    .from(String.valueOf(14_155_550_100L + random.nextInt(USERS)))
                    .via(random.nextBoolean() ? ClientType.WEB : ClientType.BUSINESS_API)
                    .saying(SAID.get(random.nextInt(SAID.size())))
                    .at(Instant.parse("2026-03-02T09:00:00Z").plusSeconds(i * 60L))
                    .build();
            messages.add(new Message(message.user().key(), new String(Json.write(message), StandardCharsets.UTF_8)));
        }
        return messages;
    }

    private static IncomingMessage read(Message message) {
        try {
            return Turns.read(
                    message.user.getBytes(StandardCharsets.UTF_8), message.json.getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
    }
}
