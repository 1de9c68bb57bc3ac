package co.loglife.flow.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldFilesTest {
    private static final Duration KEPT = Duration.ofDays(31);

    @TempDir
    Path folder;

    @Test
    void whatIsOldGoesAndWhatIsNotStays() throws Exception {
        try (MediaStore store = FolderMediaStore.at(folder)) {
            MediaReference file = store.put("a voice note".getBytes(StandardCharsets.UTF_8));

            assertThat(removedAfter(KEPT.minusMinutes(1))).isZero();
            assertThat(store.get(file)).isPresent();
            assertThat(removedAfter(KEPT.plusMinutes(1))).isEqualTo(1);
            assertThat(store.get(file)).isEmpty();
        }
    }

    @Test
    void aFileThatCameAgainIsYoungAgain() throws Exception {
        byte[] sound = "a voice note".getBytes(StandardCharsets.UTF_8);
        try (MediaStore store = FolderMediaStore.at(folder)) {
            MediaReference file = store.put(sound);
            Path path = folder.resolve(file.sha256().substring(0, 2)).resolve(file.sha256());
            java.nio.file.Files.setLastModifiedTime(
                    path, java.nio.file.attribute.FileTime.from(Instant.now().minus(KEPT.plusDays(1))));
            store.put(sound);

            assertThat(removedAfter(Duration.ZERO)).isZero();
            assertThat(store.get(file)).hasValue(sound);
        }
    }

    private int removedAfter(Duration later) throws Exception {
        try (OldFiles old = new OldFiles(folder, KEPT, () -> Instant.now().plus(later))) {
            return old.remove();
        }
    }
}
