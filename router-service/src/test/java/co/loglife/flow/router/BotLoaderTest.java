package co.loglife.flow.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.loglife.flow.model.User;
import co.loglife.flow.router.loglife.LogLifeBot;
import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.EnvReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody's bot in a jar of their own. */
final class BotLoaderTest {
    private static final String SOURCE = """
            package somebody;

            import co.loglife.flow.model.IncomingMessage;
            import co.loglife.flow.model.User;
            import co.loglife.flow.model.bot.*;
            import java.time.Instant;

            public final class Greeter implements Bot<String> {
                public ConversationFormat<String> format() { return ConversationFormat.json(String.class); }
                public String begin(User user) { return "hello " + user.key(); }
                public Turn<String> on(String before, IncomingMessage message, Instant now) { return Turn.of(before); }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void findsItInAJarAndInAFolderOfJars() throws Exception {
        Path jar = jar();

        for (Path path : new Path[] {jar, jar.getParent()}) {
            RouterConfig config = config(Map.of("ROUTER_BOT", "somebody.Greeter", "ROUTER_BOT_PATH", path.toString()));

            assertThat(config.bot().begin(new User("923001234567"))).isEqualTo("hello 923001234567");
        }
    }

    @Test
    void takesOursWhenNoneIsNamed() {
        assertThat(config(Map.of()).bot()).isInstanceOf(LogLifeBot.class);
    }

    @Test
    void saysInOneLineWhatIsWrong() throws Exception {
        String jar = jar().toString();

        assertThatThrownBy(() -> config(Map.of("ROUTER_BOT", "somebody.Greeter")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("ROUTER_BOT is not valid: no such class on the class path");
        assertThatThrownBy(() -> config(Map.of("ROUTER_BOT", "somebody.Else", "ROUTER_BOT_PATH", jar)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no such class on the class path or in ROUTER_BOT_PATH");
        assertThatThrownBy(() -> config(
                        Map.of("ROUTER_BOT_PATH", folder.resolve("nothing").toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("ROUTER_BOT_PATH is not valid");
        assertThatThrownBy(() -> config(Map.of("ROUTER_BOT", String.class.getName())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the class is no co.loglife.flow.model.bot.Bot");
    }

    private static RouterConfig config(Map<String, String> environment) {
        return RouterConfig.from(new EnvReader(environment));
    }

    private Path jar() throws Exception {
        Path source = Files.createDirectories(folder.resolve("source")).resolve("Greeter.java");
        Files.writeString(source, SOURCE);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        OutputStream.nullOutputStream(),
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(failed).isZero();
        Path jar = Files.createDirectories(folder.resolve("jars")).resolve("greeter.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("somebody/Greeter.class"));
            out.write(Files.readAllBytes(classes.resolve("somebody/Greeter.class")));
            out.closeEntry();
        }
        return jar;
    }
}
