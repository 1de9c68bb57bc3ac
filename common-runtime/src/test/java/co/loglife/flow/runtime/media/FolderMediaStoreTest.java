package co.loglife.flow.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMediaStoreTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String SHA_256_OF_HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasPut() throws IOException {
        try (MediaStore store = FolderMediaStore.at(folder)) {
            MediaReference reference = store.put(HELLO);

            assertThat(reference.text()).isEqualTo("sha256:" + SHA_256_OF_HELLO);
            assertThat(store.get(MediaReference.parse(reference.text()))).hasValue(HELLO);
        }
    }

    @Test
    void keepsTheSameBytesOnceHoweverManyPutThem() throws Exception {
        try (MediaStore store = FolderMediaStore.at(folder);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<MediaReference>> puts = IntStream.range(0, 50)
                    .mapToObj(_ -> threads.submit(() -> store.put(HELLO)))
                    .toList();
            for (Future<MediaReference> put : puts) {
                assertThat(put.get().sha256()).isEqualTo(SHA_256_OF_HELLO);
            }
        }

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void hasNothingUnderAReferenceNobodyPut() throws IOException {
        try (MediaStore store = FolderMediaStore.at(folder)) {
            assertThat(store.get(MediaReference.of(HELLO))).isEmpty();
        }
    }

    @Test
    void aReferenceCannotNameAPath() {
        assertThatThrownBy(() -> MediaReference.parse("sha256:../../etc/passwd"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MediaReference.parse("file:/etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }
}
