package co.loglife.flow.benchmarks.ingress;

import co.loglife.flow.benchmarks.Side;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * The peer: Spring Boot on Tomcat with spring-kafka, asynchronous, its producer waiting for all replicas as ours does.
 */
@SpringBootApplication
public class SpringServer {
    static void main() {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(SpringServer.class)
                .properties(Map.of(
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "server.tomcat.max-keep-alive-requests", "-1",
                        "spring.main.banner-mode", "off",
                        "logging.level.root", "warn"))
                .run();
        Side.tell(Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
    }

    @Bean
    KafkaTemplate<byte[], byte[]> kafka() {
        return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                System.getenv("KAFKA_BOOTSTRAP_SERVERS"),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64 << 20)));
    }
}
