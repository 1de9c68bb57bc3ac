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
    private static final String TRANSCRIPT = "transcript.txt";

    private WebFiles() {}

    /** The file of our media store that the message shows. */
    static Optional<Media> stored(Reply reply) {
        return switch (reply) {
            case Reply.Image image -> ours(image.media());
            case Reply.Video video -> ours(video.media());
            case Reply.Audio audio -> ours(audio.media());
            case Reply.Document document -> ours(document.media());
            case Reply.Sticker sticker -> ours(sticker.media());
            case Reply.Text _,
                    Reply.Buttons _,
                    Reply.ListMenu _,
                    Reply.CtaUrl _,
                    Reply.LocationRequest _,
                    Reply.VoiceCall _,
                    Reply.Flow _,
                    Reply.Location _,
                    Reply.Contacts _,
                    Reply.Reaction _,
                    Reply.Template _ -> Optional.empty();
        };
    }

    static void put(ObjectNode body, Reply reply, Media file, byte[] bytes) {
        String data = Base64.getEncoder().encodeToString(bytes);
        String name = reply instanceof Reply.Document document ? document.fileName() : null;
        if (isTranscript(reply, file, name)) {
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

    private static boolean isTranscript(Reply reply, Media file, @Nullable String name) {
        String mimeType = file.mimeType();
        return reply instanceof Reply.Document
                && mimeType != null
                && mimeType.startsWith("text/plain")
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

    private static Optional<Media> ours(Media media) {
        return media.stored() == null ? Optional.empty() : Optional.of(media);
    }
}
