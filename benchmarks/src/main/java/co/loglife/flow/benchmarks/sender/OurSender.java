package co.loglife.flow.benchmarks.sender;

import co.loglife.flow.benchmarks.Side;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.sender.SenderMain;

/** The sender as it is, ledger and all. */
public final class OurSender {
    private OurSender() {}

    static void main() throws InterruptedException {
        Service sender = SenderMain.start(new EnvReader(System.getenv()));
        Runtime.getRuntime().addShutdownHook(new Thread(sender::close));
        Side.tell(sender.port());
    }
}
