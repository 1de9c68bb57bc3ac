package co.loglife.flow.sender.webjs;

import co.loglife.flow.model.Media;
import co.loglife.flow.model.Reply;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file of a message as the Web client wants it. A plain text without another name goes as the transcript that the
 * original client knows; all else needs a client that knows {@code media}. Pure.
 */
final class WebFiles {
    static final String TRANSCRIPT = "transcript.txt";

    private WebFiles() {}

    /**
     * The file of our media store that the message shows.
     *
     * @throws UnreachableException when the message is a file that only Meta has; above buttons it is left out
     */
    static Optional<Media> stored(Reply reply) {
        return switch (reply) {
            case Reply.Image image -> ours(image.media());
            case Reply.Video video -> ours(video.media());
            case Reply.Audio audio -> ours(audio.media());
            case Reply.Document document -> ours(document.media());
            case Reply.Sticker sticker -> ours(sticker.media());
            case Reply.Buttons buttons -> above(buttons.header());
            case Reply.CtaUrl cta -> above(cta.header());
            case Reply.Flow flow -> above(flow.header());
            case Reply.Text _,
                    Reply.ListMenu _,
                    Reply.LocationRequest _,
                    Reply.VoiceCall _,
                    Reply.Location _,
                    Reply.Contacts _,
                    Reply.Reaction _,
                    Reply.Template _ -> Optional.empty();
        };
    }

    /** Whether the file only stands above what is said. */
    static boolean isAbove(Reply reply) {
        return reply instanceof Reply.Buttons || reply instanceof Reply.CtaUrl || reply instanceof Reply.Flow;
    }

    static void put(ObjectNode body, Reply reply, Media file, byte[] bytes) {
        String data = Base64.getEncoder().encodeToString(bytes);
        String name = reply instanceof Reply.Document document ? document.fileName() : null;
        if (isTranscript(reply)) {
            body.putObject("attachments").put("transcript_file", data);
            return;
        }
        ObjectNode media = body.putObject("media")
                .put("mime_type", file.mimeType() == null ? "application/octet-stream" : file.mimeType())
                .put("data", data);
        if (name != null) {
            media.put("filename", name);
        }
        String type = type(reply);
        if (type != null) {
            media.put("type", type);
        }
    }

    static boolean isTranscript(Reply reply) {
        return reply instanceof Reply.Document(var file, var _, var name)
                && file.stored() != null
                && file.mimeType() != null
                && file.mimeType().startsWith("text/plain")
                && (name == null || name.equals(TRANSCRIPT));
    }

    private static @Nullable String type(Reply reply) {
        if (reply instanceof Reply.Audio audio) {
            return audio.voice() ? "ptt" : null;
        }
        if (reply instanceof Reply.Sticker) {
            return "sticker";
        }
        return reply instanceof Reply.Document ? "document" : null;
    }

    private static Optional<Media> above(Reply.@Nullable Header header) {
        return Optional.ofNullable(header).flatMap(Reply.Header::media).filter(media -> media.stored() != null);
    }

    private static Optional<Media> ours(Media media) {
        if (media.id() != null) {
            throw new UnreachableException("the file is at Meta only, where the Web client cannot get it");
        }
        return media.stored() == null ? Optional.empty() : Optional.of(media);
    }
}
