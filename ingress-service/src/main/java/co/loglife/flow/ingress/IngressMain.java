package co.loglife.flow.ingress;

import co.loglife.flow.runtime.ServiceMain;

/** Ingress as a program of its own. */
public final class IngressMain {
    private IngressMain() {}

    static void main() {
        ServiceMain.run("ingress", env -> IngressWiring.start(IngressConfig.from(env)));
    }
}
