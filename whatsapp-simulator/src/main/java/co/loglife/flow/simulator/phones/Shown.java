package co.loglife.flow.simulator.phones;

import co.loglife.flow.simulator.chats.Chats;
import co.loglife.flow.simulator.chats.Said;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the person's own phone shows of what they did. Pure. */
final class Shown {
    private Shown() {}

    static Said of(Utterance utterance, Chats.@Nullable Offer offer) {
        return switch (utterance) {
            case Utterance.Text(String body) -> Said.of("text", body);
            case Utterance.Tap(String option) ->
                Said.of("text", offer == null ? option : offer.option().title());
            case Utterance.Location(var latitude, var longitude, String name, var _) -> {
                String degrees = latitude + ", " + longitude;
                yield new Said("location", null, name == null ? degrees : name, degrees, null, null, List.of(), null);
            }
            case Utterance.File(String kind, var file, String caption, String name) ->
                new Said(kind, name, caption, null, null, null, List.of(), file.id());
            case Utterance.Reaction(var _, String emoji) -> Said.of("reaction", emoji);
            case Utterance.Card(String name, String phone) -> Said.of("contacts", name + "\n" + phone);
            case Utterance.Raw(var element) -> Said.of(element.path("type").asText(), "");
        };
    }
}
