package co.loglife.flow.runtime.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaStoreConfigTest {
    @Test
    void aFolderOfTheStateIsWhatIsMeantWithoutAWord() {
        assertThat(read(Map.of("STATE_DIR", "/var/lib/flow")))
                .isEqualTo(new MediaStoreConfig(
                        new MediaPlace.Folder(Path.of("/var/lib/flow/media")), Duration.ofDays(31)));
    }

    @Test
    void aBucketHasANameAPrefixAndItsServer() {
        assertThat(read(Map.of(
                                "MEDIA_STORE", "s3://flow-media/files/of/users/",
                                "MEDIA_S3_ENDPOINT", "http://minio:9000",
                                "MEDIA_S3_REGION", "eu-central-1",
                                "MEDIA_S3_ACCESS_KEY_ID", "id",
                                "MEDIA_S3_SECRET_ACCESS_KEY", "key"))
                        .place())
                .isEqualTo(new MediaPlace.Bucket(
                        "flow-media",
                        "files/of/users/",
                        Optional.of(URI.create("http://minio:9000")),
                        Optional.of("eu-central-1"),
                        Optional.of(new MediaPlace.Credentials(new Secret("id"), new Secret("key")))));
        assertThat(read(Map.of("MEDIA_STORE", "s3://flow-media")).place())
                .isEqualTo(
                        new MediaPlace.Bucket("flow-media", "", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3://Bucket", "s3://b", "s3://flow-media/a b", "file:", "/media", "gs://media"})
    void anythingElseIsRefusedByName(String place) {
        assertThatThrownBy(() -> read(Map.of("MEDIA_STORE", place)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("MEDIA_STORE");
    }

    @Test
    void halfOfTheCredentialsAreNone() {
        assertThatThrownBy(() -> read(Map.of("MEDIA_STORE", "s3://flow-media", "MEDIA_S3_ACCESS_KEY_ID", "id")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("belong together");
    }

    private static MediaStoreConfig read(Map<String, String> variables) {
        EnvReader env = new EnvReader(variables);
        MediaStoreConfig config = MediaStoreConfig.from(env);
        env.check();
        return config;
    }
}
