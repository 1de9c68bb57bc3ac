package co.loglife.flow.inspection.way;

import co.loglife.flow.model.Reply;
import java.util.List;

/** A reply as a person reads it on a terminal. */
public final class PlainReply {
    private PlainReply() {}

    public static String text(Reply reply) {
        return switch (reply) {
            case Reply.Text text -> text.body();
            case Reply.Buttons buttons ->
                buttons.body()
                        + options(buttons.buttons().stream()
                                .map(Reply.Option::title)
                                .toList());
            case Reply.ListMenu list ->
                list.body()
                        + options(list.sections().stream()
                                .flatMap(section -> section.rows().stream())
                                .map(Reply.ListMenu.Row::title)
                                .toList());
            case Reply.CtaUrl link -> link.body() + options(List.of(link.label() + ": " + link.url()));
            case Reply.LocationRequest request -> request.body();
            case Reply.VoiceCall call -> call.body();
            case Reply.Flow flow -> flow.body() + options(List.of(flow.label()));
            case Reply.Image _ -> "(image)";
            case Reply.Video _ -> "(video)";
            case Reply.Audio _ -> "(audio)";
            case Reply.Document _ -> "(document)";
            case Reply.Sticker _ -> "(sticker)";
            case Reply.Location place -> "(location " + place.latitude() + "," + place.longitude() + ")";
            case Reply.Contacts _ -> "(contacts)";
            case Reply.Reaction reaction -> "(reaction " + reaction.emoji() + ")";
            case Reply.Template template -> "(template " + template.name() + ")";
        };
    }

    private static String options(List<String> titles) {
        return "\n  [" + String.join("]\n  [", titles) + "]";
    }
}
