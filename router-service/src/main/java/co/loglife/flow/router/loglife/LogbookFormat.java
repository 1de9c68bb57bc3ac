package co.loglife.flow.router.loglife;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.ConversationFormat;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Logbooks as JSON, written field by field: it happens with every message, and days and times as numbers are read in a
 * fraction of the time their texts take. A day is its number since 1970, a time of day its minutes, a moment its
 * seconds. Fields it does not know are left out, so that they may be added without a new version.
 */
final class LogbookFormat implements ConversationFormat<Logbook> {
    private static final JsonFactory JSON = Json.mapper().getFactory();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public byte[] write(Logbook logbook) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("zone", logbook.zone());
            if (logbook.zoneTold()) {
                json.writeBooleanField("zone_told", true);
            }
            json.writeBooleanField("greeted", logbook.greeted());
            json.writeBooleanField("transcripts", logbook.transcripts());
            User referrer = logbook.referrer();
            if (referrer != null) {
                json.writeStringField("referrer", referrer.key());
            }
            if (!logbook.friends().isEmpty()) {
                json.writeArrayFieldStart("friends");
                for (User friend : logbook.friends()) {
                    json.writeString(friend.key());
                }
                json.writeEndArray();
            }
            json.writeArrayFieldStart("goals");
            for (Goal goal : logbook.goals()) {
                GoalFormat.write(json, goal);
            }
            json.writeEndArray();
            json.writeNumberField("next_goal_id", logbook.nextGoalId());
            Integer awaiting = logbook.awaitingTime();
            if (awaiting != null) {
                json.writeNumberField("awaiting_time", awaiting);
            }
            json.writeNumberField("reminders_skipped", logbook.remindersSkipped());
            json.writeEndObject();
        } catch (IOException e) { // memory does not fail
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public Logbook read(int version, byte[] bytes) throws UnreadableException {
        if (version != version()) {
            throw new UnreadableException("a logbook of version " + version);
        }
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException("a logbook is a JSON object");
            }
            return read(json);
        } catch (IOException e) {
            throw new UnreadableException(Json.why(e));
        } catch (IllegalArgumentException | DateTimeException _) {
            throw new UnreadableException("a logbook with a value that cannot be");
        }
    }

    private static Logbook read(JsonParser json) throws IOException {
        String zone = "UTC";
        boolean zoneTold = false;
        boolean greeted = false;
        boolean transcripts = true;
        User referrer = null;
        List<User> friends = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        int nextGoalId = 1;
        Integer awaiting = null;
        int skipped = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "zone" -> zone = json.getText();
                case "zone_told" -> zoneTold = json.getBooleanValue();
                case "greeted" -> greeted = json.getBooleanValue();
                case "transcripts" -> transcripts = json.getBooleanValue();
                case "referrer" -> referrer = new User(json.getText());
                case "friends" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        friends.add(new User(json.getText()));
                    }
                }
                case "goals" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        goals.add(GoalFormat.read(json));
                    }
                }
                case "next_goal_id" -> nextGoalId = json.getIntValue();
                case "awaiting_time" -> awaiting = json.getIntValue();
                case "reminders_skipped" -> skipped = json.getIntValue();
                default -> json.skipChildren();
            }
        }
        return new Logbook(
                zone, zoneTold, greeted, transcripts, referrer, friends, goals, nextGoalId, awaiting, skipped);
    }
}
