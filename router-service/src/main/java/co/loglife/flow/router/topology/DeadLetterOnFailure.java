package co.loglife.flow.router.topology;

import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.runtime.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last resort for a record our own code fails on outside of the bot: it becomes a dead letter and the stream goes
 * on. Kafka Streams makes it itself, from the {@value #TOPIC} setting.
 */
public final class DeadLetterOnFailure implements ProcessingExceptionHandler {
    /** The setting that names the dead-letters topic. */
    public static final String TOPIC = "router.dead.letters.topic";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterOnFailure.class);

    private String topic = "";

    @Override
    public void configure(Map<String, ?> configs) {
        topic = String.valueOf(configs.get(TOPIC));
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        LOG.atError()
                .addKeyValue("topic", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .addKeyValue("error", exception.getClass().getSimpleName())
                .log("A record could not be processed");
        if (context.sourceRawValue() == null && context.sourceRawKey() == null) {
            return Response.resume(); // a tick of the clock: the next one tries again
        }
        DeadLetter why = new DeadLetter(
                "the router failed: " + exception.getClass().getSimpleName(),
                ErrorClass.BUG,
                "router",
                context.topic(),
                context.partition(),
                context.offset(),
                1,
                Instant.now());
        return Response.resume(List.of(new ProducerRecord<>(
                topic, null, context.sourceRawKey(), context.sourceRawValue(), why.on(context.headers()))));
    }
}
