package co.loglife.flow.sender.webjs;

import co.loglife.flow.model.Contact;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has buttons or lists on the Business API, as plain text for the Web: the choices are numbered from 1 in their
 * order, through all sections, and the user types the number. Pure.
 */
final class NumberedText {
    private NumberedText() {}

    /** The text; empty where there is nothing that a text could say. */
    static Optional<String> of(Reply reply) {
        return switch (reply) {
            case Reply.Text(var body, var _) -> Optional.of(body);
            case Reply.Buttons buttons ->
                Optional.of(lines(headline(buttons.header()), buttons.body(), choices(buttons), buttons.footer()));
            case Reply.ListMenu list -> Optional.of(lines(bold(list.header()), list.body(), rows(list), list.footer()));
            case Reply.CtaUrl cta ->
                Optional.of(lines(headline(cta.header()), cta.body(), cta.label() + ": " + cta.url(), cta.footer()));
            case Reply.LocationRequest(var body) -> Optional.of(body);
            case Reply.VoiceCall call -> Optional.of(call.body());
            case Reply.Flow flow -> Optional.of(lines(headline(flow.header()), flow.body(), flow.footer()));
            case Reply.Location(var latitude, var longitude, var name, var address) ->
                Optional.of(lines(
                        bold(name),
                        address,
                        "https://maps.google.com/?q=" + latitude.toPlainString() + "," + longitude.toPlainString()));
            case Reply.Contacts(var contacts) ->
                Optional.of(contacts.stream().map(NumberedText::contact).collect(Collectors.joining("\n")));
            case Reply.Reaction(var _, var emoji) -> emoji.isEmpty() ? Optional.empty() : Optional.of(emoji);
            case Reply.Image(var media, var caption) -> captioned(caption, media.link());
            case Reply.Video(var media, var caption) -> captioned(caption, media.link());
            case Reply.Document(var media, var caption, var fileName) ->
                captioned(caption == null ? fileName : caption, media.link());
            case Reply.Audio(var media, var _) -> captioned(null, media.link());
            case Reply.Sticker(var media) -> captioned(null, media.link());
            case Reply.Template _ -> Optional.empty(); // its words are with Meta
        };
    }

    private static String choices(Reply.Buttons buttons) {
        List<String> lines = new ArrayList<>();
        for (Reply.Option button : buttons.buttons()) {
            lines.add(lines.size() + 1 + ". " + button.title());
        }
        return String.join("\n", lines);
    }

    private static String rows(Reply.ListMenu list) {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (Reply.ListMenu.Section section : list.sections()) {
            if (section.title() != null) {
                lines.add("*" + section.title() + "*");
            }
            for (Reply.ListMenu.Row row : section.rows()) {
                number++;
                String description = row.description() == null ? "" : " – " + row.description();
                lines.add(number + ". " + row.title() + description);
            }
        }
        return String.join("\n", lines);
    }

    private static Optional<String> captioned(@Nullable String caption, @Nullable String link) {
        String text = lines(caption, link);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static @Nullable String headline(Reply.@Nullable Header header) {
        return header == null ? null : header.media().map(Media::link).orElseGet(() -> bold(header.text()));
    }

    private static @Nullable String bold(@Nullable String text) {
        return text == null ? null : "*" + text + "*";
    }

    private static String contact(Contact contact) {
        return Stream.concat(Stream.ofNullable(contact.name()), contact.phones().stream())
                .collect(Collectors.joining(" "));
    }

    private static String lines(@Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null).collect(Collectors.joining("\n"));
    }
}
