package co.loglife.flow.simulator.graphapi;

import co.loglife.flow.simulator.chats.Said;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The content of a message, by type: what it must look like, and what a phone makes of it. Pure. */
final class ContentChecks {
    static final int BODY = 1024;
    private static final int TEXT = 4096;
    private static final List<String> FILES = List.of("image", "video", "document", "audio", "sticker");
    private static final int ADDRESS = 2048;

    private ContentChecks() {}

    static Said said(String type, Shape top) {
        return switch (type) {
            case "text" -> text(top.object(type));
            case "image", "video" -> file(type, top.object(type).only("id", "link", "caption"));
            case "document" -> document(top.object(type).only("id", "link", "caption", "filename"));
            case "audio" -> audio(top.object(type).only("id", "link", "voice"));
            case "sticker" -> file(type, top.object(type).only("id", "link"));
            case "location" -> location(top.object(type).only("latitude", "longitude", "name", "address"));
            case "contacts" -> contacts(top);
            case "reaction" -> reaction(top.object(type).only("message_id", "emoji"));
            case "template" -> TemplateChecks.said(top.object(type));
            case "interactive" -> InteractiveChecks.said(top.object(type));
            default -> throw new Refusal(GraphError.parameter(131009, "The parameter type is not a known type."));
        };
    }

    /** Every media id a message names, wherever it stands. */
    static List<String> mediaIds(String type, JsonNode top) {
        JsonNode content = top.path(type);
        Stream<JsonNode> files = FILES.contains(type)
                ? Stream.of(content)
                : FILES.stream().flatMap(kind -> content.findValues(kind).stream());
        return files.map(file -> file.path("id"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    /** A file has an id or a link, never both. */
    static void idOrLink(Shape file) {
        if (file.has("id") == file.has("link")) {
            throw new Refusal(GraphError.parameter(100, "The parameter " + file.path() + " needs one of id and link."));
        }
        file.optionalText("id", 100);
        file.optionalText("link", ADDRESS).ifPresent(link -> {
            if (!link.startsWith("https://") && !link.startsWith("http://")) {
                throw Refusal.wrong(file.path() + ".link", "an http or https address");
            }
        });
    }

    private static Said text(Shape text) {
        text.only("body", "preview_url").optionalFlag("preview_url");
        return Said.of("text", text.text("body", TEXT));
    }

    private static Said file(String kind, Shape file) {
        idOrLink(file);
        return new Said(
                kind,
                null,
                file.optionalText("caption", BODY).orElse(""),
                null,
                null,
                file.optionalText("link", ADDRESS).orElse(null),
                List.of(),
                file.optionalText("id", 100).orElse(null));
    }

    private static Said document(Shape file) {
        Said said = file("document", file);
        return new Said(
                said.kind(),
                file.optionalText("filename", 240).orElse(null),
                said.text(),
                null,
                null,
                said.link(),
                List.of(),
                said.media());
    }

    private static Said audio(Shape file) {
        file.optionalFlag("voice");
        return file(file.node().path("voice").asBoolean() ? "voice" : "audio", file);
    }

    private static Said location(Shape place) {
        String degrees = place.degrees("latitude", 90) + ", " + place.degrees("longitude", 180);
        String name = place.optionalText("name", 1000).orElse("");
        String address = place.optionalText("address", 1000).orElse("");
        String text = (name + "\n" + address).strip();
        return new Said("location", null, text.isEmpty() ? degrees : text, degrees, null, null, List.of(), null);
    }

    private static Said contacts(Shape top) {
        String names = top.objects("contacts", 1, 257).stream()
                .map(contact -> contact.object("name").text("formatted_name", 1000))
                .collect(Collectors.joining("\n"));
        return Said.of("contacts", names);
    }

    private static Said reaction(Shape reaction) {
        reaction.text("message_id", 1000);
        return Said.of("reaction", reaction.anyText("emoji", 32));
    }
}
