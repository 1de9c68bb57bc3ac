package co.loglife.flow.benchmarks.ingress;

import co.loglife.flow.benchmarks.Side;
import co.loglife.flow.ingress.IngressConfig;
import co.loglife.flow.ingress.IngressWiring;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;

/** Ingress as it is. */
public final class OurServer {
    private OurServer() {}

    static void main() throws InterruptedException {
        Service service = IngressWiring.start(IngressConfig.from(new EnvReader(System.getenv())));
        Side.tell(service.port());
    }
}
