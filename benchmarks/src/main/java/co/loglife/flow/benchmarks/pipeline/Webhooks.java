package co.loglife.flow.benchmarks.pipeline;

import co.loglife.flow.benchmarks.graph.Graph;
import co.loglife.flow.benchmarks.ingress.Load;
import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.runtime.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Webhooks of one message each, whose ids tell when they were due. */
final class Webhooks implements Load.Requests {
    private static final int USERS = 1_000;

    private final Signature signature = new Signature(new Secret(Load.SECRET));
    private final AtomicInteger count = new AtomicInteger();
    private final Instant begin = Instant.now();
    private final long beginNanos = System.nanoTime();

    @Override
    public byte[] next(int number, long due) {
        Instant at = begin.plusNanos(due - beginNanos);
        int unique = count.getAndIncrement();
        return Load.post(body(String.valueOf(14_155_000_000L + unique % USERS), Graph.id(at, unique), at), signature);
    }

    private static byte[] body(String user, String id, Instant at) {
        return """
                {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages",\
                "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881",\
                "phone_number_id":"106540352242922"},"contacts":[{"profile":{"name":"Ana"},"wa_id":"%s"}],"messages":\
                [{"from":"%s","id":"%s","timestamp":"%d","type":"text","text":{"body":"goals"}}]}}]}]}""".formatted(user, user, id, at.getEpochSecond()).getBytes(StandardCharsets.UTF_8);
    }
}
