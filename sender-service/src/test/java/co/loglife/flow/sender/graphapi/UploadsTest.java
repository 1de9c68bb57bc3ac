package co.loglife.flow.sender.graphapi;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Media;
import co.loglife.flow.runtime.media.FolderMediaStore;
import co.loglife.flow.sender.http.HttpCalls;
import co.loglife.flow.testing.FakeServer;
import co.loglife.flow.testing.Reaction;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UploadsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String NUMBER = "106540352242922";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;

    /** Meta keeps an upload for 30 days. */
    @Test
    void bringsAFileAnewAfter29Days(@TempDir Path folder) throws IOException, InterruptedException {
        try (FolderMediaStore store = FolderMediaStore.at(folder);
                FakeServer meta = new FakeServer(0, _ -> new Reaction.Answer(200, "{\"id\":\"media-77\"}"));
                HttpCalls calls = new HttpCalls(Duration.ofSeconds(30), clock)) {
            Media file = store.put(new byte[] {1}).media("image/png", 1);
            String stored = String.valueOf(file.stored());
            URI to = URI.create(meta.uri() + "/media");
            Uploads uploads = new Uploads(calls, store, clock);

            assertThat(uploads.upload(to, "token", NUMBER, file)).isNull();
            now.set(NOON.plus(Duration.ofDays(29)).minusSeconds(1));
            assertThat(uploads.id(NUMBER, stored)).isEqualTo("media-77");
            uploads.upload(to, "token", NUMBER, file);
            assertThat(meta.count()).isEqualTo(1);

            now.set(NOON.plus(Duration.ofDays(29)));
            assertThat(uploads.id(NUMBER, stored)).isNull();
            assertThat(uploads.upload(to, "token", NUMBER, file)).isNull();
            assertThat(meta.count()).isEqualTo(2);
        }
    }
}
