package co.loglife.flow.sender;

import co.loglife.flow.runtime.Closing;
import co.loglife.flow.runtime.Service;
import java.util.Optional;

/** The sender at work. */
record RunningSender(int port, Ways ways, Closing open) implements Service {
    @Override
    public Optional<String> notReady() {
        return ways.notReady();
    }

    @Override
    public void close() {
        ways.stop();
        open.close();
    }
}
