package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an outgoing message says, by kind. Each is checked against WhatsApp's limits when it is made (contract of the
 * Graph API's messages), so that a wrong one fails where it is written and not at Meta.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Reply.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Reply.Buttons.class, name = "buttons"),
    @JsonSubTypes.Type(value = Reply.ListMenu.class, name = "list"),
    @JsonSubTypes.Type(value = Reply.CtaUrl.class, name = "cta_url"),
    @JsonSubTypes.Type(value = Reply.LocationRequest.class, name = "location_request"),
    @JsonSubTypes.Type(value = Reply.VoiceCall.class, name = "voice_call"),
    @JsonSubTypes.Type(value = Reply.Flow.class, name = "flow"),
    @JsonSubTypes.Type(value = Reply.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Reply.Video.class, name = "video"),
    @JsonSubTypes.Type(value = Reply.Audio.class, name = "audio"),
    @JsonSubTypes.Type(value = Reply.Document.class, name = "document"),
    @JsonSubTypes.Type(value = Reply.Sticker.class, name = "sticker"),
    @JsonSubTypes.Type(value = Reply.Location.class, name = "location"),
    @JsonSubTypes.Type(value = Reply.Contacts.class, name = "contacts"),
    @JsonSubTypes.Type(value = Reply.Reaction.class, name = "reaction"),
    @JsonSubTypes.Type(value = Reply.Template.class, name = "template")
})
public sealed interface Reply {
    /** The longest text body. */
    int TEXT = 4096;

    /** The longest body of an interactive message, and the longest caption. */
    int BODY = 1024;

    /** The longest header text and the longest footer. */
    int EDGE = 60;

    /** A text of 1 to 4096 characters; {@code previewUrl} shows the page behind its first link. */
    record Text(String body, boolean previewUrl) implements Reply {
        public Text {
            Limits.text("body", body, TEXT);
        }

        public Text(String body) {
            this(body, false);
        }
    }

    /** One to three buttons to tap under a text. */
    record Buttons(
            @Nullable Header header, String body, @Nullable String footer, List<Option> buttons) implements Reply {
        public Buttons {
            Limits.text("body", body, BODY);
            Limits.optionalText("footer", footer, EDGE);
            buttons = Limits.list("buttons", buttons, 1, 3);
            for (Option button : buttons) {
                Limits.text("button id", button.id(), 256);
                Limits.text("button title", button.title(), 20);
            }
            Limits.distinct("button ids", buttons, Option::id);
            Limits.distinct("button titles", buttons, Option::title);
        }
    }

    /** A button: what comes back when it is tapped, and what it shows. */
    record Option(String id, String title) {}

    /** What stands above an interactive message: exactly one of the four. */
    record Header(
            @Nullable String text,
            @Nullable Media image,
            @Nullable Media video,
            @Nullable Media document) {
        public Header {
            int given = (text == null ? 0 : 1)
                    + (image == null ? 0 : 1)
                    + (video == null ? 0 : 1)
                    + (document == null ? 0 : 1);
            if (given != 1) {
                throw new IllegalArgumentException("header must have one of text, image, video and document");
            }
            Limits.optionalText("header text", text, EDGE);
            if (text == null) {
                Limits.present("header", media(image, video, document));
            }
        }

        /** The file it shows; empty where it is a text. */
        public Optional<Media> media() {
            return Optional.ofNullable(media(image, video, document));
        }

        private static @Nullable Media media(@Nullable Media image, @Nullable Media video, @Nullable Media document) {
            return image != null ? image : video != null ? video : document;
        }

        public static Header of(String text) {
            return new Header(text, null, null, null);
        }
    }

    /** A list that opens from a button: up to 10 rows in up to 10 sections. */
    record ListMenu(
            @Nullable String header, String body, @Nullable String footer, String button, List<Section> sections)
            implements Reply {
        public ListMenu {
            Limits.optionalText("header", header, EDGE);
            Limits.text("body", body, BODY);
            Limits.optionalText("footer", footer, EDGE);
            Limits.text("button", button, 20);
            sections = Limits.list("sections", sections, 1, 10);
            for (Section section : sections) {
                if (sections.size() > 1) {
                    Limits.text("section title", section.title(), 24);
                } else {
                    Limits.optionalText("section title", section.title(), 24);
                }
            }
            List<Row> rows = sections.stream()
                    .flatMap(section -> section.rows().stream())
                    .toList();
            Limits.list("rows", rows, 1, 10);
            Limits.distinct("row ids", rows, Row::id);
        }

        /** Rows under one title; the title may be absent when there is only one section. */
        public record Section(@Nullable String title, List<Row> rows) {
            public Section {
                rows = Limits.list("rows of a section", rows, 1, 10);
            }
        }

        public record Row(String id, String title, @Nullable String description) {
            public Row {
                Limits.text("row id", id, 200);
                Limits.text("row title", title, 24);
                Limits.optionalText("row description", description, 72);
            }
        }
    }

    /** One button that opens a page. */
    record CtaUrl(
            @Nullable Header header, String body, @Nullable String footer, String label, String url) implements Reply {
        public CtaUrl {
            Limits.text("body", body, BODY);
            Limits.optionalText("footer", footer, EDGE);
            Limits.text("label", label, 20);
            Limits.text("url", url, 2000);
            if (!url.startsWith("https://") && !url.startsWith("http://")) {
                throw new IllegalArgumentException("url must begin with https:// or http://");
            }
        }
    }

    /** Asks for the user's place. */
    record LocationRequest(String body) implements Reply {
        public LocationRequest {
            Limits.text("body", body, BODY);
        }
    }

    /** A button that calls the business; it lives {@code ttlMinutes} (1 to 43200; Meta's default is 10080). */
    record VoiceCall(
            String body,
            @Nullable String label,
            @Nullable Integer ttlMinutes,
            @Nullable String payload) implements Reply {
        public VoiceCall {
            Limits.text("body", body, BODY);
            Limits.optionalText("label", label, 20);
            Limits.optionalText("payload", payload, 512);
            if (ttlMinutes != null && (ttlMinutes < 1 || ttlMinutes > 43_200)) {
                throw new IllegalArgumentException("ttl_minutes must be 1 to 43200");
            }
        }
    }

    /** Opens one of Meta's flows; {@code id} or {@code name} says which. */
    record Flow(
            @Nullable Header header,
            String body,
            @Nullable String footer,
            @Nullable String id,
            @Nullable String name,
            String label,
            @Nullable String token,
            @Nullable String mode,
            @Nullable String action,
            @Nullable String screen,
            @Nullable JsonNode data)
            implements Reply {
        public Flow {
            Limits.text("body", body, BODY);
            Limits.optionalText("footer", footer, EDGE);
            Limits.text("label", label, 30);
            if ((id == null) == (name == null)) {
                throw new IllegalArgumentException("flow needs one of id and name");
            }
            if (data != null && data.isEmpty()) {
                throw new IllegalArgumentException("flow data must not be empty");
            }
        }
    }

    record Image(Media media, @Nullable String caption) implements Reply {
        public Image {
            Limits.present("image", media);
            Limits.optionalText("caption", caption, BODY);
        }
    }

    record Video(Media media, @Nullable String caption) implements Reply {
        public Video {
            Limits.present("video", media);
            Limits.optionalText("caption", caption, BODY);
        }
    }

    /** Sound; {@code voice} shows it as a voice note (OGG/OPUS only). */
    record Audio(Media media, boolean voice) implements Reply {
        public Audio {
            Limits.present("audio", media);
        }
    }

    record Document(
            Media media, @Nullable String caption, @Nullable String fileName) implements Reply {
        public Document {
            Limits.present("document", media);
            Limits.optionalText("caption", caption, BODY);
            Limits.optionalText("file_name", fileName, 240);
        }
    }

    record Sticker(Media media) implements Reply {
        public Sticker {
            Limits.present("sticker", media);
        }
    }

    /** A place; degrees. */
    record Location(
            BigDecimal latitude,
            BigDecimal longitude,
            @Nullable String name,
            @Nullable String address) implements Reply {
        private static final BigDecimal POLE = BigDecimal.valueOf(90);
        private static final BigDecimal DATE_LINE = BigDecimal.valueOf(180);

        public Location {
            Required.shortNumber("latitude", latitude);
            Required.shortNumber("longitude", longitude);
            if (latitude.abs().compareTo(POLE) > 0) {
                throw new IllegalArgumentException("latitude must be -90 to 90");
            }
            if (longitude.abs().compareTo(DATE_LINE) > 0) {
                throw new IllegalArgumentException("longitude must be -180 to 180");
            }
            Limits.optionalText("name", name, 1000);
            Limits.optionalText("address", address, 1000);
        }
    }

    record Contacts(List<Contact> contacts) implements Reply {
        public Contacts {
            contacts = Limits.list("contacts", contacts, 1, 257);
            for (Contact contact : contacts) {
                Limits.text("contact name", contact.name(), 1000);
            }
        }
    }

    /** An emoji on the message {@code messageId}; an empty emoji takes ours away. */
    record Reaction(String messageId, String emoji) implements Reply {
        public Reaction {
            Required.text("message_id", messageId);
            Required.field("emoji", emoji);
            Limits.atMost("emoji", emoji, 32);
        }
    }

    /** A message approved by Meta beforehand, the only kind that may be sent outside the 24-hour window. */
    record Template(String name, String language, List<JsonNode> components) implements Reply {
        public Template {
            Limits.text("name", name, 512);
            Limits.text("language", language, 20);
            components = components == null ? List.of() : List.copyOf(components);
        }
    }
}
