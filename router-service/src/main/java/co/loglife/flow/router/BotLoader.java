package co.loglife.flow.router;

import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.router.loglife.LogLifeBot;
import co.loglife.flow.runtime.EnvReader;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the bot that {@code ROUTER_BOT} names: on the class path, or in the jars of {@code ROUTER_BOT_PATH}. Anybody's
 * bot can so lie beside ours; what the router itself brings (the model, Jackson) its jars need not hold.
 */
final class BotLoader {
    private BotLoader() {}

    /** The bot; where the settings are wrong, a problem is noted and ours given. */
    static Bot<?> load(EnvReader env) {
        String name = env.text("ROUTER_BOT", LogLifeBot.class.getName(), "router: the class of the bot");
        Optional<String> jars = env.optionalText(
                "ROUTER_BOT_PATH", "router: a jar with the bot, or a folder of jars; for a bot of your own");
        try {
            ClassLoader from = jars.isEmpty() ? BotLoader.class.getClassLoader() : loader(Path.of(jars.get()));
            Class<?> type = Class.forName(name, true, from);
            if (type.getDeclaredConstructor().newInstance() instanceof Bot<?> bot) {
                return bot;
            }
            env.problem("ROUTER_BOT is not valid: the class is no " + Bot.class.getName());
        } catch (IOException e) {
            env.problem("ROUTER_BOT_PATH is not valid: no jar, and no folder with jars");
        } catch (ClassNotFoundException e) {
            env.problem("ROUTER_BOT is not valid: no such class on the class path"
                    + (jars.isEmpty() ? "" : " or in ROUTER_BOT_PATH"));
        } catch (ReflectiveOperationException | LinkageError e) {
            env.problem("ROUTER_BOT is not valid: the class needs a public constructor without parameters that works");
        }
        return new LogLifeBot();
    }

    /** It stays open as long as the process lives: a bot's classes are loaded when it first needs them. */
    private static ClassLoader loader(Path path) throws IOException {
        List<URL> jars = new ArrayList<>();
        if (Files.isRegularFile(path)) {
            jars.add(url(path));
        } else {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "*.jar")) {
                for (Path jar : found) {
                    jars.add(url(jar));
                }
            }
        }
        if (jars.isEmpty()) {
            throw new IOException("no jars");
        }
        return new URLClassLoader(jars.toArray(URL[]::new), BotLoader.class.getClassLoader());
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toAbsolutePath().toUri().toURL();
    }
}
