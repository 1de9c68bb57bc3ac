package co.loglife.flow.media;

import co.loglife.flow.runtime.Secret;
import co.loglife.flow.runtime.media.MediaPlace;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/** A server that speaks the protocol of S3 and checks signatures, with one bucket in a folder. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "media-of-the-test";
    private static final String KEY_ID = "key-id-of-the-test";
    private static final String KEY = "key-of-the-test";

    private final BlobStoreContext files;
    private final S3Proxy server;

    S3Server(Path folder) throws Exception {
        Properties settings = new Properties();
        settings.setProperty("jclouds.filesystem.basedir", folder.toString());
        files = ContextBuilder.newBuilder("filesystem")
                .credentials("nobody", "nothing")
                .overrides(settings)
                .buildView(BlobStoreContext.class);
        files.getBlobStore().createContainerInLocation(null, BUCKET);
        server = S3Proxy.builder()
                .blobStore(files.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY_ID, KEY)
                .build();
        server.start();
    }

    /** The bucket, as one who knows the key. */
    MediaPlace.Bucket place(String prefix) {
        return place(BUCKET, prefix, KEY);
    }

    MediaPlace.Bucket place(String bucket, String prefix, String key) {
        return new MediaPlace.Bucket(
                bucket,
                prefix,
                Optional.of(URI.create("http://127.0.0.1:" + server.getPort())),
                Optional.empty(),
                Optional.of(new MediaPlace.Credentials(new Secret(KEY_ID), new Secret(key))));
    }

    boolean has(String key) {
        return files.getBlobStore().blobExists(BUCKET, key);
    }

    void replace(String key, byte[] bytes) {
        files.getBlobStore()
                .putBlob(
                        BUCKET,
                        files.getBlobStore().blobBuilder(key).payload(bytes).build());
    }

    @Override
    public void close() throws Exception {
        server.stop();
        files.close();
    }
}
