package co.loglife.flow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandLineTest {
    private final StringWriter printed = new StringWriter();
    private final CommandLine flow =
            FlowMain.commandLine().setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "say",
                "tail",
                "trace",
                "redrive",
                "lag",
                "topics",
                "forget",
                "replay",
                "broker",
                "ingress",
                "router",
                "sender",
                "console",
                "simulator"
            })
    void everyCommandHelpsWithAnExample(String command) {
        assertThat(flow.execute(command, "--help")).isZero();
        assertThat(printed.toString()).contains("Example: ");
    }

    @Test
    void anUnknownCommandIsRefused() {
        assertThat(flow.execute("dance")).isNotZero();
        assertThat(printed.toString()).contains("dance").doesNotContain("\tat ");
    }

    @Test
    void aWrongArgumentIsOneSentence() {
        assertThat(flow.execute("say", "hi", "--via", "pigeon")).isNotZero();
        assertThat(printed.toString().strip()).isEqualTo("flow say: --via must be web or business_api");
    }
}
