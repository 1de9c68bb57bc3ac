package co.loglife.flow.sender;

import static co.loglife.flow.model.Delivery.State.ACCEPTED;
import static co.loglife.flow.model.Delivery.State.DEAD_LETTERED;
import static co.loglife.flow.sender.testing.Outbox.aReply;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Media;
import co.loglife.flow.model.Reply;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.runtime.media.FolderMediaStore;
import co.loglife.flow.runtime.media.MediaReference;
import co.loglife.flow.sender.testing.FakeGraph;
import co.loglife.flow.sender.testing.FakeWebClient;
import co.loglife.flow.sender.testing.Outbox;
import co.loglife.flow.sender.testing.SenderFixture;
import co.loglife.flow.testing.Heard;
import co.loglife.flow.testing.Reaction;
import co.loglife.flow.testing.RealKafka;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Messages with files of the media store. */
@Tag("broker")
final class FilesTest {
    private static final byte[] BYTES = "a picture".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private SenderFixture sender;

    @BeforeEach
    void open() throws InterruptedException {
        sender = new SenderFixture(KAFKA, 1);
        sender.graph.behaves(request -> request.path().endsWith("/media")
                ? new Reaction.Answer(200, "{\"id\":\"media-77\"}")
                : sender.graph.accept());
        sender.start(Map.of("MEDIA_STORE", "file:" + folder));
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void uploadsAFileOnceAndSendsItsIdEachTime() throws IOException {
        Reply image = new Reply.Image(stored("image/png"), "look");
        sender.send(aReply().withId("a").with(image), aReply().withId("b").with(image));

        sender.states("b", ACCEPTED);
        List<Heard> uploads = sender.graph.heard().stream()
                .filter(request -> request.path().endsWith("/media"))
                .toList();
        assertThat(uploads).hasSize(1);
        Heard upload = uploads.getFirst();
        assertThat(upload.path()).isEqualTo("/v24.0/106540352242922/media");
        assertThat(upload.headers()).containsEntry("authorization", "Bearer test-token");
        String boundary = upload.headers().getOrDefault("content-type", "").split("boundary=")[1];
        assertThat(upload.body())
                .startsWith("--" + boundary + "\r\n")
                .endsWith("--" + boundary + "--\r\n")
                .contains("name=\"messaging_product\"\r\n\r\nwhatsapp\r\n")
                .contains("Content-Type: image/png\r\n\r\na picture\r\n");
        assertThat(sender.graph.heard().getLast().json().at("/image/id").asText())
                .isEqualTo("media-77");
    }

    @Test
    void uploadsAFileOnceForManyUsersAtOnce() throws IOException {
        sender.graph.behaves(request -> request.path().endsWith("/media")
                ? new Reaction.After(Duration.ofMillis(300), new Reaction.Answer(200, "{\"id\":\"media-77\"}"))
                : sender.graph.accept());
        Reply image = new Reply.Image(stored("image/png"), "look");
        sender.send(IntStream.range(0, 20)
                .mapToObj(
                        i -> aReply().withId("m" + i).to("155500000" + (10 + i)).with(image))
                .toArray(Outbox[]::new));

        sender.deliveries(all -> all.stream().filter(d -> d.state() == ACCEPTED).count() == 20);
        assertThat(uploads()).isEqualTo(1);
    }

    @Test
    void uploadsAnewWhatMetaNoLongerHas() throws IOException {
        refusesTheFirst(131009);
        sender.send(aReply().withId("a").with(new Reply.Image(stored("image/png"), "look")));

        assertThat(sender.states("a", ACCEPTED)).doesNotContain(DEAD_LETTERED);
        assertThat(uploads()).isEqualTo(2);
    }

    @Test
    void keepsAFileThatHasNothingToDoWithARefusal() throws IOException {
        refusesTheFirst(131047);
        Reply image = new Reply.Image(stored("image/png"), "look");
        sender.send(aReply().withId("a").with(image), aReply().withId("b").with(image));

        sender.states("a", DEAD_LETTERED);
        sender.states("b", ACCEPTED);
        assertThat(uploads()).isEqualTo(1);
    }

    private void refusesTheFirst(int code) {
        AtomicBoolean refused = new AtomicBoolean();
        sender.graph.behaves(request -> {
            if (request.path().endsWith("/media")) {
                return new Reaction.Answer(200, "{\"id\":\"media-77\"}");
            }
            return refused.compareAndSet(false, true) ? FakeGraph.error(400, code) : sender.graph.accept();
        });
    }

    private long uploads() {
        return sender.graph.heard().stream()
                .filter(request -> request.path().endsWith("/media"))
                .count();
    }

    @Test
    void givesTheWebClientTheBytes() throws IOException {
        sender.send(aReply().withId("a")
                .via(ClientType.WEB)
                .with(new Reply.Document(stored("application/pdf"), "read it", "a.pdf")));

        sender.states("a", ACCEPTED);
        JsonNode body = sender.web.sends().getFirst().json();
        assertThat(body.path("message").asText()).isEqualTo("read it");
        assertThat(body.at("/media/mime_type").asText()).isEqualTo("application/pdf");
        assertThat(body.at("/media/filename").asText()).isEqualTo("a.pdf");
        assertThat(body.at("/media/data").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(BYTES));
    }

    @Test
    void givesTheWebClientATranscriptAsItAlwaysKnewIt() throws IOException {
        sender.send(aReply().withId("a")
                .via(ClientType.WEB)
                .with(new Reply.Document(stored("text/plain"), "your call", null)));

        sender.states("a", ACCEPTED);
        JsonNode body = sender.web.sends().getFirst().json();
        assertThat(body.path("message").asText()).isEqualTo("your call");
        assertThat(body.at("/attachments/transcript_file").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(BYTES));
    }

    @Test
    void givesATranscriptWithoutWordsItsName() throws IOException {
        sender.send(
                aReply().withId("a").via(ClientType.WEB).with(new Reply.Document(stored("text/plain"), null, null)));

        sender.states("a", ACCEPTED);
        assertThat(sender.web.sends().getFirst().json().path("message").asText())
                .isEqualTo("transcript.txt");
    }

    @Test
    void showsTheWebClientThePictureAboveButtons() throws IOException {
        Reply.Header header = new Reply.Header(null, stored("image/png"), null, null);
        sender.send(aReply().withId("a")
                .via(ClientType.WEB)
                .with(new Reply.Buttons(header, "Sure?", null, List.of(new Reply.Option("y", "Yes")))));

        sender.states("a", ACCEPTED);
        JsonNode body = sender.web.sends().getFirst().json();
        assertThat(body.path("message").asText()).isEqualTo("Sure?\n1. Yes");
        assertThat(body.at("/media/mime_type").asText()).isEqualTo("image/png");
        assertThat(body.at("/media/data").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(BYTES));
    }

    @Test
    void showsTheWebClientButtonsWithoutThePictureItCannotTake() throws IOException {
        sender.web.behaves(request -> request.json().has("media")
                ? new Reaction.Answer(413, "<pre>PayloadTooLargeError</pre>")
                : FakeWebClient.seeds(request));
        List<Reply.Option> options = List.of(new Reply.Option("y", "Yes"));
        Reply.Header large = new Reply.Header(null, stored("image/png"), null, null);
        Reply.Header gone =
                new Reply.Header(null, MediaReference.of(new byte[] {1}).media("image/png", 1), null, null);
        sender.send(
                aReply().withId("a").via(ClientType.WEB).with(new Reply.Buttons(large, "Sure?", null, options)),
                aReply().withId("b").via(ClientType.WEB).with(new Reply.Buttons(gone, "Really?", null, options)));

        sender.states("a", ACCEPTED);
        sender.states("b", ACCEPTED);
        assertThat(sender.web.sends())
                .extracting(send -> send.json().path("message").asText())
                .containsExactly("Sure?\n1. Yes", "Sure?\n1. Yes", "Really?\n1. Yes");
    }

    @Test
    void givesUpByTheWebWhatOnlyMetaHas() {
        sender.send(
                aReply().withId("a")
                        .via(ClientType.WEB)
                        .with(new Reply.Image(Media.withId("123", "image/png", null), "look")),
                aReply().withId("b").via(ClientType.WEB));

        sender.states("b", ACCEPTED);
        sender.states("a", DEAD_LETTERED);
        assertThat(DeadLetter.header(sender.deadLetters(1).getFirst().headers(), "reason"))
                .contains("at Meta only");
        assertThat(sender.web.sends()).hasSize(1);
    }

    @Test
    void givesUpWhatIsNoLongerInTheStore() {
        Media gone = MediaReference.of(new byte[] {1}).media("image/png", 1);
        sender.send(aReply().withId("a").with(new Reply.Image(gone, null)), aReply().withId("b"));

        sender.states("b", ACCEPTED);
        sender.states("a", DEAD_LETTERED);
    }

    private Media stored(String mimeType) throws IOException {
        try (FolderMediaStore store = FolderMediaStore.at(folder)) {
            return store.put(BYTES).media(mimeType, BYTES.length);
        }
    }
}
