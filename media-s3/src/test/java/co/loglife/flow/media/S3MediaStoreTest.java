package co.loglife.flow.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.media.MediaPlace;
import co.loglife.flow.runtime.media.MediaReference;
import co.loglife.flow.runtime.media.MediaStore;
import co.loglife.flow.runtime.media.MediaStoreConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer's and the reader's side, through the SDK's true requests, against a server that checks them. */
class S3MediaStoreTest {
    private static final byte[] SOUND = "OggS and so on".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private S3Server server;

    @BeforeEach
    void start() throws Exception {
        server = new S3Server(folder);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void whatOneServicePutsAnotherGets() throws Exception {
        MediaReference reference;
        try (MediaStore writer = open(server.place("voice/"))) {
            reference = writer.put(SOUND);
        }
        try (MediaStore reader = open(server.place("voice/"))) {
            assertThat(reader.get(reference)).hasValue(SOUND);
        }
        assertThat(server.has("voice/" + reference.sha256().substring(0, 2) + "/" + reference.sha256()))
                .isTrue();
    }

    @Test
    void theSameFileTwiceIsOneObject() throws Exception {
        try (MediaStore store = open(server.place(""))) {
            assertThat(store.put(SOUND)).isEqualTo(store.put(SOUND));
            assertThat(store.get(MediaReference.of(SOUND))).hasValue(SOUND);
        }
    }

    @Test
    void aLargeFileComesBackWhole() throws Exception {
        byte[] film = new byte[24 << 20];
        new Random(1).nextBytes(film);
        try (MediaStore store = open(server.place(""))) {
            assertThat(store.get(store.put(film))).hasValue(film);
        }
    }

    @Test
    void aFileThatIsGoneIsEmpty() throws Exception {
        try (MediaStore store = open(server.place(""))) {
            assertThat(store.get(MediaReference.of(SOUND))).isEmpty();
        }
    }

    @Test
    void aFileThatIsNotWhatWasPutIsNotGivenOut() throws Exception {
        try (MediaStore store = open(server.place(""))) {
            MediaReference reference = store.put(SOUND);
            server.replace(reference.sha256().substring(0, 2) + "/" + reference.sha256(), new byte[9]);

            assertThatThrownBy(() -> store.get(reference)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aWrongKeyOrBucketStopsTheStartWithoutNamingTheKey() {
        for (MediaPlace.Bucket wrong : new MediaPlace.Bucket[] {
            server.place(S3Server.BUCKET, "", "not-the-key"), server.place("no-such-bucket", "", "not-the-key")
        }) {
            assertThatThrownBy(() -> open(wrong))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("the bucket of MEDIA_STORE cannot be used")
                    .hasMessageNotContaining("not-the-key");
        }
    }

    @Test
    void aServerThatIsAwayFailsWithinABoundAndMayBeAskedAgain() throws Exception {
        MediaPlace.Bucket away = new MediaPlace.Bucket(
                S3Server.BUCKET,
                "",
                Optional.of(URI.create("http://127.0.0.1:1")),
                Optional.empty(),
                server.place("").credentials());
        try (MediaStore store = open(away)) {
            assertThatThrownBy(() -> store.put(SOUND)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> store.get(MediaReference.of(SOUND))).isInstanceOf(IOException.class);
        }
    }

    private static MediaStore open(MediaPlace place) {
        return MediaStores.open(new MediaStoreConfig(place, Duration.ZERO));
    }
}
