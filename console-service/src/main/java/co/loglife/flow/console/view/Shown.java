package co.loglife.flow.console.view;

import co.loglife.flow.model.Contact;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a message shows of itself, by its kind. */
record Shown(
        String kind,
        @Nullable String header,
        String text,
        @Nullable String footer,
        @Nullable String button,
        @Nullable String link,
        List<BubbleView.Option> options) {

    /** A person's message may have 65,536 characters; a chat shows so many of them. */
    private static final int LONGEST = 5_000;

    Shown {
        text = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        options = List.copyOf(options);
    }

    private static Shown words(String kind, @Nullable String text) {
        return new Shown(kind, null, text == null ? "" : text, null, null, null, List.of());
    }

    private static Shown file(String kind, @Nullable String header, @Nullable String caption, @Nullable String link) {
        return new Shown(kind, header, caption == null ? "" : caption, null, null, link, List.of());
    }

    private static Shown notice(String text) {
        return words("notice", text);
    }

    /** What a person, or WhatsApp about them, said. */
    static Shown of(Content content) {
        return switch (content) {
            case Content.Text(String body, var _) -> words("text", body);
            case Content.Image(Media media, String caption) -> file("image", null, caption, media.link());
            case Content.Video(Media media, String caption) -> file("video", null, caption, media.link());
            case Content.Audio(Media media, boolean voice) -> file(voice ? "voice" : "audio", null, null, media.link());
            case Content.Document(Media media, String caption, String name) ->
                file("document", name, caption, media.link());
            case Content.Sticker(Media media, boolean _) -> file("sticker", null, null, media.link());
            case Content.Location place ->
                words("location", place.name() == null ? place.latitude() + ", " + place.longitude() : place.name());
            case Content.Contacts(var contacts) -> words("contacts", names(contacts));
            case Content.Reaction(String _, String emoji) -> words("reaction", emoji);
            case Content.Button button -> words("text", button.title());
            case Content.ButtonReply reply -> words("text", reply.title());
            case Content.ListReply reply -> words("text", reply.title());
            case Content.FlowReply reply -> words("text", reply.body());
            case Content.CallPermissionReply reply -> notice("call permission: " + reply.response());
            case Content.Order order -> words("text", orderText(order));
            case Content.Edit(String _, Content message) -> {
                Shown shown = of(message);
                yield words(shown.kind(), "(edited) " + shown.text());
            }
            case Content.Revoke _ -> notice("took a message back");
            case Content.NumberChange _ -> notice("changed their number");
            case Content.UserIdChange _ -> notice("their WhatsApp id changed");
            case Content.SystemEvent event -> notice(event.body() == null ? event.event() : event.body());
            case Content.Unsupported unsupported ->
                notice("something WhatsApp does not hand over: " + unsupported.kind());
            case Content.WakeUp(String name, var _) -> notice("timer: " + name);
            case Content.Referral _ -> notice("somebody sent this contact to the bot");
            case Content.Moved _ -> notice("the conversation moved here from another number");
            case Content.Forget _ -> notice("is to be forgotten");
            case Content.Unknown unknown -> notice("a kind this page does not know: " + unknown.kind());
        };
    }

    /** What was said to a person. */
    static Shown of(Reply reply) {
        return switch (reply) {
            case Reply.Text(String body, boolean _) -> words("text", body);
            case Reply.Buttons buttons ->
                new Shown(
                        "buttons",
                        text(buttons.header()),
                        buttons.body(),
                        buttons.footer(),
                        null,
                        null,
                        buttons.buttons().stream()
                                .map(button -> new BubbleView.Option(button.id(), button.title(), null, null))
                                .toList());
            case Reply.ListMenu list ->
                new Shown("list", list.header(), list.body(), list.footer(), list.button(), null, rows(list));
            case Reply.CtaUrl cta ->
                new Shown("cta_url", text(cta.header()), cta.body(), cta.footer(), cta.label(), cta.url(), List.of());
            case Reply.LocationRequest(String body) -> button("location_request", body, null, "Send location");
            case Reply.VoiceCall call ->
                button("voice_call", call.body(), null, call.label() == null ? "Call" : call.label());
            case Reply.Flow flow -> button("flow", flow.body(), flow.footer(), flow.label());
            case Reply.Image(Media media, String caption) -> file("image", null, caption, media.link());
            case Reply.Video(Media media, String caption) -> file("video", null, caption, media.link());
            case Reply.Audio(Media media, boolean voice) -> file(voice ? "voice" : "audio", null, null, media.link());
            case Reply.Document(Media media, String caption, String name) ->
                file("document", name, caption, media.link());
            case Reply.Sticker(Media media) -> file("sticker", null, null, media.link());
            case Reply.Location place ->
                words("location", place.name() == null ? place.latitude() + ", " + place.longitude() : place.name());
            case Reply.Contacts(var contacts) -> words("contacts", names(contacts));
            case Reply.Reaction(String _, String emoji) -> words("reaction", emoji);
            case Reply.Template template -> words("template", "template " + template.name());
        };
    }

    private static Shown button(String kind, String text, @Nullable String footer, String label) {
        return new Shown(kind, null, text, footer, label, null, List.of());
    }

    private static @Nullable String text(Reply.@Nullable Header header) {
        return header == null ? null : header.text();
    }

    private static List<BubbleView.Option> rows(Reply.ListMenu list) {
        List<BubbleView.Option> rows = new ArrayList<>();
        for (Reply.ListMenu.Section section : list.sections()) {
            section.rows()
                    .forEach(row ->
                            rows.add(new BubbleView.Option(row.id(), row.title(), row.description(), section.title())));
        }
        return rows;
    }

    private static String names(List<Contact> contacts) {
        return contacts.stream().map(contact -> String.valueOf(contact.name())).collect(Collectors.joining("\n"));
    }

    private static String orderText(Content.Order order) {
        String note = order.note() == null ? "" : order.note() + "\n";
        return note + order.items().size() + " items ordered";
    }
}
