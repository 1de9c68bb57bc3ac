package co.loglife.flow.media;

import co.loglife.flow.runtime.media.MediaPlace;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes clients whose every call ends within a bound. */
final class S3Clients {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    /** A file of 24 MiB at 3 MiB a second. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(8);

    /** Of all attempts at a call together. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(12);

    /** Signatures need a region; a server of one's own takes any. */
    private static final Region ANY = Region.US_EAST_1;

    private S3Clients() {}

    static S3Client of(MediaPlace.Bucket place) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(LONGEST_CONNECT)
                        .socketTimeout(LONGEST_SILENCE))
                .overrideConfiguration(
                        calls -> calls.apiCallAttemptTimeout(LONGEST_ATTEMPT).apiCallTimeout(LONGEST_CALL))
                // We send a checksum of our own; trailers in chunks are not understood by every server.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        place.credentials()
                .ifPresent(
                        ours -> builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                ours.accessKeyId().value(),
                                ours.secretAccessKey().value()))));
        place.endpoint()
                .ifPresent(uri ->
                        builder.endpointOverride(uri).forcePathStyle(true).region(ANY));
        place.region().map(Region::of).ifPresent(builder::region);
        return builder.build();
    }
}
