package co.loglife.flow.router.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.loglife.flow.router.RouterConfig;
import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.EnvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TallyBotTest {
    @Test
    void isTheOneInTheDocumentation() throws IOException {
        String source = Files.readString(Path.of("src/test/java/co/loglife/flow/router/example/TallyBot.java"));

        assertThat(Files.readString(Path.of("../docs/bots.md"))).contains("```java\n" + source + "```");
    }

    @Test
    void isChosenByItsName() {
        RouterConfig config = RouterConfig.from(new EnvReader(Map.of("ROUTER_BOT", TallyBot.class.getName())));

        assertThat(config.bot()).isInstanceOf(TallyBot.class);
    }

    @Test
    void aNameThatIsNoBotStopsTheStart() {
        assertThatThrownBy(() -> RouterConfig.from(new EnvReader(Map.of("ROUTER_BOT", "java.lang.String"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("ROUTER_BOT is not valid");
        assertThatThrownBy(() -> RouterConfig.from(new EnvReader(Map.of("ROUTER_BOT", "no.such.Bot"))))
                .hasMessageContaining("no such class");
    }
}
