package co.loglife.flow.system;

import co.loglife.flow.model.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells ingress of every message that Meta has taken, a little later and many at a time, as Meta does. */
final class StatusReports implements AutoCloseable {
    private static final int MOST = 100;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final WhatsAppRecorder whatsApp;
    private final Webhooks meta;
    private int next;

    StatusReports(WhatsAppRecorder whatsApp, Webhooks meta) {
        this.whatsApp = whatsApp;
        this.meta = meta;
        this.next = whatsApp.calls().size();
        var _ = thread.scheduleWithFixedDelay(this::report, 100, 100, TimeUnit.MILLISECONDS);
    }

    private void report() {
        try {
            List<WhatsAppRecorder.Call> fresh = whatsApp.callsFrom(next);
            List<WhatsAppRecorder.Call> some = fresh.subList(0, Math.min(MOST, fresh.size()));
            List<Object> statuses = some.stream()
                    .filter(call -> call.taken() && !call.isWeb())
                    .map(StatusReports::status)
                    .toList();
            if (!statuses.isEmpty()) {
                meta.deliver(Json.write(Webhooks.change(Map.of("statuses", statuses))));
            }
            next += some.size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Object status(WhatsAppRecorder.Call call) {
        return Map.of(
                "id", WhatsAppRecorder.providerId(call),
                "status", "sent",
                "timestamp", String.valueOf(Instant.now().getEpochSecond()),
                "recipient_id", call.user(),
                "biz_opaque_callback_data",
                        call.body().path("biz_opaque_callback_data").asText());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
