package co.loglife.flow.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.router.RouterConfig;
import co.loglife.flow.router.loglife.LogLifeBot;
import co.loglife.flow.runtime.EnvReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChosenBotTest {
    @TempDir
    private Path folder;

    @Test
    void isAClassOfTheClassPath() {
        assertThat(bot(LogLifeBot.class.getName())).isInstanceOf(LogLifeBot.class);
    }

    @Test
    void isTheOnlyBotOfAJar() throws IOException {
        Path jar = jar(WrongWeekBot.class, Transcript.class);

        assertThat(bot(jar.toString())).isInstanceOf(WrongWeekBot.class);
        assertThat(bot(jar + ":" + WrongWeekBot.class.getName())).isInstanceOf(WrongWeekBot.class);
    }

    @Test
    void whatCannotBeMeantIsSaidInOneSentence() throws IOException {
        refuses(folder.resolve("missing.jar").toString(), "no jar at");
        refuses(jar(Transcript.class).toString(), "implements");
        refuses(jar(WrongWeekBot.class, LogLifeBot.class).toString(), "has several bots");
    }

    private static Bot<?> bot(String name) {
        return RouterConfig.from(new EnvReader(ChosenBot.variables(name))).bot();
    }

    private static void refuses(String name, String why) {
        assertThatThrownBy(() -> ChosenBot.variables(name))
                .isInstanceOf(InspectionException.class)
                .hasMessageContaining(why);
    }

    private Path jar(Class<?>... classes) throws IOException {
        Path jar = Files.createTempFile(folder, "bot", ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream bytes =
                        Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
                    bytes.transferTo(out);
                }
            }
        }
        return jar;
    }
}
