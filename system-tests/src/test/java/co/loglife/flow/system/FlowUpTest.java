package co.loglife.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command people type first. */
@Tag("system")
final class FlowUpTest {
    @Test
    void whatIsSaidIsAnsweredByBothWaysAndSurvivesARestart(@TempDir Path state) throws Exception {
        Map<String, String> env = Installed.environment(state);
        try (FlowCommand up = FlowCommand.start(env, "up")) {
            Installed.awaitReady(up);
            assertThat(say(env, "add goal 🏃 Run 5k")).contains("Run 5k").contains("goal_added_ask_time");
            assertThat(say(env, "08:00")).contains("08:00 AM").contains("accepted +");
            assertThat(output(env, "trace", "15550001111", "--limit", "1"))
                    .contains("webhook ", "incoming ", "reply ", "attempt ", "#1 accepted wamid.", "08:00 AM");
            assertThat(output(env, "lag", "--json")).contains("whatsapp.sender-web\",\"members\":1");
            assertThat(output(env, "redrive")).contains("0 open, 0 re-driven, 0 dropped", "nothing to do");
            assertThat(up.interrupt().exitCode()).isZero();
            assertThat(up.printed()).doesNotContain("Exception");
        }
        try (FlowCommand up = FlowCommand.start(env, "up")) {
            Installed.awaitReady(up);
            assertThat(say(env, "goals", "--via", "web")).contains("Run 5k").contains("08:00 AM");
        }
        try (FlowCommand up = FlowCommand.start(env, "up", "--fresh")) {
            Installed.awaitReady(up);
            assertThat(say(env, "goals")).contains("no_goals");
            try (FlowCommand tail = FlowCommand.start(env, "tail", "--from-start", "--to-end", "--json")) {
                assertThat(tail.exitCode()).isZero();
                assertThat(tail.printed()).contains("\"raw_msg\":\"goals\"").contains("\"state\":\"accepted\"");
            }
        }
    }

    @Test
    void aPortInUseIsOneSentence(@TempDir Path state) throws Exception {
        Map<String, String> env = Installed.environment(state);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            env.put("INGRESS_PORT", String.valueOf(taken.getLocalPort()));
            try (FlowCommand up = FlowCommand.start(env, "up")) {
                assertThat(up.exitCode()).isNotZero();
                assertThat(up.printed())
                        .isEqualTo("flow up: port " + taken.getLocalPort() + " is in use (INGRESS_PORT)");
            }
        }
    }

    @Test
    void noBrokerIsOneSentence(@TempDir Path state) throws Exception {
        for (String command : new String[] {"topics", "tail", "ingress"}) {
            try (FlowCommand flow = FlowCommand.start(Installed.environment(state), command)) {
                assertThat(flow.exitCode()).as(command).isNotZero();
                assertThat(flow.printed().lines().toList())
                        .as(command)
                        .last()
                        .asString()
                        .contains("Kafka")
                        .doesNotContain("Exception");
            }
        }
    }

    private static String say(Map<String, String> env, String... words) throws IOException, InterruptedException {
        String[] arguments = new String[words.length + 1];
        arguments[0] = "say";
        System.arraycopy(words, 0, arguments, 1, words.length);
        return output(env, arguments);
    }

    private static String output(Map<String, String> env, String... arguments)
            throws IOException, InterruptedException {
        try (FlowCommand flow = FlowCommand.start(env, arguments)) {
            assertThat(flow.exitCode()).as(flow.printed()).isZero();
            return flow.printed();
        }
    }
}
