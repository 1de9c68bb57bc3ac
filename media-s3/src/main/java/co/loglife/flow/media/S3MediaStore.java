package co.loglife.flow.media;

import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.media.MediaPlace;
import co.loglife.flow.runtime.media.MediaReference;
import co.loglife.flow.runtime.media.MediaStore;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A media store in a bucket: the object {@code PREFIX/ab/abcd…} for the file whose SHA-256 is {@code abcd…}. Putting a
 * file again writes the same object anew, which makes it young for the bucket's lifecycle rule. Needs the rights
 * {@code s3:PutObject}, {@code s3:GetObject} and, so that a file that is gone can be told from one that is forbidden,
 * {@code s3:ListBucket}.
 */
public final class S3MediaStore implements MediaStore {
    private static final Logger LOG = LoggerFactory.getLogger(S3MediaStore.class);
    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final MediaPlace.Bucket place;

    private S3MediaStore(S3Client client, MediaPlace.Bucket place) {
        this.client = client;
        this.place = place;
    }

    /**
     * Opens a store, and looks whether the bucket is there. A server that does not answer is waited for by each call.
     *
     * @throws ConfigException when the bucket is not there or not open to us
     */
    public static S3MediaStore open(MediaPlace.Bucket place) {
        S3Client client;
        try {
            client = S3Clients.of(place);
        } catch (SdkException | IllegalArgumentException e) { // no region, say
            throw new ConfigException(List.of("the bucket of MEDIA_STORE cannot be used: " + e.getMessage()));
        }
        try {
            client.headBucket(bucket -> bucket.bucket(place.name()));
        } catch (S3Exception e) {
            client.close();
            throw new ConfigException(List.of("the bucket of MEDIA_STORE cannot be used: status " + e.statusCode()));
        } catch (SdkException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log("The bucket of MEDIA_STORE does not answer yet");
        }
        return new S3MediaStore(client, place);
    }

    @Override
    public MediaReference put(byte[] bytes) throws IOException {
        MediaReference reference = MediaReference.of(bytes);
        try {
            client.putObject(
                    object -> object.bucket(place.name())
                            .key(key(reference))
                            .contentType("application/octet-stream")
                            .contentMD5(md5(bytes)), // the server keeps nothing that arrived otherwise
                    RequestBody.fromBytes(bytes));
            return reference;
        } catch (SdkException e) {
            throw new IOException("the bucket did not take a file: " + why(e));
        }
    }

    @Override
    public Optional<byte[]> get(MediaReference reference) throws IOException {
        try {
            byte[] bytes = client.getObjectAsBytes(
                            object -> object.bucket(place.name()).key(key(reference)))
                    .asByteArray();
            if (!MediaReference.of(bytes).equals(reference)) {
                throw new IOException("a file of the bucket is not what was put there");
            }
            return Optional.of(bytes);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw new IOException("the bucket did not give a file: " + why(e));
        } catch (SdkException e) {
            throw new IOException("the bucket did not give a file: " + why(e));
        }
    }

    /** The one checksum that every server of this protocol compares. */
    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }

    /** Without the SDK's own words, which hold the address and the key asked for. */
    private static String why(SdkException e) {
        return e instanceof S3Exception s3
                ? "status " + s3.statusCode()
                : e.getClass().getSimpleName();
    }

    private String key(MediaReference reference) {
        return place.prefix() + reference.sha256().substring(0, 2) + "/" + reference.sha256();
    }

    @Override
    public void close() {
        client.close();
    }
}
