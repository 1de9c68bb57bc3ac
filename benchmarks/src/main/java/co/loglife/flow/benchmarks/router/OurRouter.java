package co.loglife.flow.benchmarks.router;

import co.loglife.flow.benchmarks.Side;
import co.loglife.flow.router.RouterConfig;
import co.loglife.flow.router.RouterWiring;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import java.time.Duration;

/** The router as it is. */
public final class OurRouter {
    private static final String UP = "the topics";

    private OurRouter() {}

    static void main() throws InterruptedException {
        Service router = RouterWiring.start(RouterConfig.from(new EnvReader(System.getenv())));
        while (router.notReady().isPresent()) {
            Thread.sleep(Duration.ofMillis(5));
        }
        Side.tell(UP);
    }
}
