package co.loglife.flow.router.loglife;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** A goal as JSON, see {@link LogbookFormat}. */
final class GoalFormat {
    private static final int SECONDS_PER_MINUTE = 60;

    private GoalFormat() {}

    static void write(JsonGenerator json, Goal goal) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", goal.id());
        json.writeStringField("emoji", goal.emoji());
        json.writeStringField("text", goal.text());
        json.writeNumberField("boost", goal.boost());
        json.writeNumberField("created_at", goal.createdAt().getEpochSecond());
        LocalTime remindAt = goal.remindAt();
        if (remindAt != null) {
            json.writeNumberField("remind_at", remindAt.toSecondOfDay() / SECONDS_PER_MINUTE);
        }
        LocalDate remindedOn = goal.remindedOn();
        if (remindedOn != null) {
            json.writeNumberField("reminded_on", remindedOn.toEpochDay());
        }
        LocalDate doneUntil = goal.doneUntil();
        if (doneUntil != null) {
            json.writeNumberField("done_until", doneUntil.toEpochDay());
        }
        LocalDate since = goal.marks().since();
        if (since != null) {
            json.writeNumberField("marked_since", since.toEpochDay());
            json.writeStringField("marks", goal.marks().days());
        }
        json.writeEndObject();
    }

    static Goal read(JsonParser json) throws IOException {
        int id = 0;
        String emoji = "";
        String text = "";
        int boost = 1;
        Instant createdAt = Instant.EPOCH;
        LocalTime remindAt = null;
        LocalDate remindedOn = null;
        LocalDate doneUntil = null;
        LocalDate since = null;
        String days = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "id" -> id = json.getIntValue();
                case "emoji" -> emoji = json.getText();
                case "text" -> text = json.getText();
                case "boost" -> boost = json.getIntValue();
                case "created_at" -> createdAt = Instant.ofEpochSecond(json.getLongValue());
                case "remind_at" -> remindAt = LocalTime.ofSecondOfDay(json.getLongValue() * SECONDS_PER_MINUTE);
                case "reminded_on" -> remindedOn = LocalDate.ofEpochDay(json.getLongValue());
                case "done_until" -> doneUntil = LocalDate.ofEpochDay(json.getLongValue());
                case "marked_since" -> since = LocalDate.ofEpochDay(json.getLongValue());
                case "marks" -> days = json.getText();
                default -> json.skipChildren();
            }
        }
        return new Goal(id, emoji, text, boost, createdAt, remindAt, remindedOn, doneUntil, new Marks(since, days));
    }
}
