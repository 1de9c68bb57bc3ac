package co.loglife.flow.system;

import co.loglife.flow.broker.EmbeddedBroker;
import co.loglife.flow.runtime.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker that speaks TLS with a certificate of its own authority, asks for a user and a password (SCRAM), and lets
 * nobody do what no rule allows. Who runs it gets in by a second door, as its super user.
 */
final class SecuredKafka implements AutoCloseable {
    private static final String MECHANISM = "SCRAM-SHA-512";

    private final EmbeddedBroker broker;
    private final Path folder;
    private final String address;

    private SecuredKafka(EmbeddedBroker broker, Path folder, String address) {
        this.broker = broker;
        this.folder = folder;
        this.address = address;
    }

    static SecuredKafka start(Path folder, List<String> users) throws Exception {
        Files.createDirectories(folder);
        makeCertificate(folder);
        String address = "127.0.0.1:" + EmbeddedBroker.freePort();
        Map<String, String> settings = new HashMap<>();
        settings.put("listeners", "SECURED://" + address);
        settings.put("listener.security.protocol.map", "SECURED:SASL_SSL");
        settings.put("security.inter.broker.protocol", "PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", MECHANISM);
        settings.put(
                "listener.name.secured.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("ssl.keystore.location", folder.resolve("broker.p12").toString());
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.password", "changeit");
        settings.put("authorizer.class.name", RecordingAuthorizer.class.getName());
        settings.put("super.users", "User:ANONYMOUS");
        EmbeddedBroker broker = EmbeddedBroker.start(0, folder.resolve("data"), settings);
        SecuredKafka secured = new SecuredKafka(broker, folder, address);
        try (Admin admin = Admin.create(secured.master().admin(Map.of()))) {
            List<UserScramCredentialAlteration> alterations = users.stream()
                    .<UserScramCredentialAlteration>map(user -> new UserScramCredentialUpsertion(
                            user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password(user)))
                    .toList();
            admin.alterUserScramCredentials(alterations).all().get();
        }
        return secured;
    }

    /** One certificate that is its own authority, and that authority as a PEM file for clients. */
    private static void makeCertificate(Path folder) throws IOException, InterruptedException {
        String store = folder.resolve("broker.p12").toString();
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-alias",
                "broker",
                "-rfc",
                "-keystore",
                store,
                "-storepass",
                "changeit",
                "-file",
                folder.resolve("ca.pem").toString());
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool " + arguments[0] + " failed");
        }
    }

    private static String password(String user) {
        return "password-of-" + user;
    }

    /** By the door of who runs it. */
    KafkaSettings master() {
        return KafkaSettings.at(broker.bootstrapServers());
    }

    /** The variables with which a part comes in as a user. */
    Map<String, String> environment(String user) {
        return environment(user, password(user));
    }

    Map<String, String> environment(String user, String password) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                address,
                "KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "KAFKA_SASL_MECHANISM",
                MECHANISM,
                "KAFKA_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password),
                "KAFKA_SSL_TRUSTSTORE_TYPE",
                "PEM",
                "KAFKA_SSL_TRUSTSTORE_LOCATION",
                folder.resolve("ca.pem").toString());
    }

    @Override
    public void close() {
        broker.close();
    }
}
