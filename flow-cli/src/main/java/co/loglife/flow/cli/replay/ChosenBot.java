package co.loglife.flow.cli.replay;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.model.bot.Bot;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/** What {@code --bot} says, as the router's own settings say it. */
final class ChosenBot {
    private static final String JAR = ".jar";
    private static final String CLASS_FILE = ".class";

    private ChosenBot() {}

    /**
     * The variables {@code ROUTER_BOT} and {@code ROUTER_BOT_PATH}.
     *
     * @param name {@code JAR}, {@code JAR:CLASS} or {@code CLASS}
     * @throws InspectionException when a jar has no bot, or several to choose from
     */
    static Map<String, String> variables(String name) {
        int jarEnd = name.indexOf(JAR);
        if (jarEnd < 0) {
            return Map.of("ROUTER_BOT", name);
        }
        Path jar = Path.of(name.substring(0, jarEnd + JAR.length()));
        if (!Files.isReadable(jar)) {
            throw new InspectionException("--bot: no jar at " + jar);
        }
        String rest = name.substring(jarEnd + JAR.length());
        return Map.of(
                "ROUTER_BOT",
                rest.startsWith(":") ? rest.substring(1) : theOnly(jar),
                "ROUTER_BOT_PATH",
                jar.toString());
    }

    private static String theOnly(Path jar) {
        List<String> bots;
        try (JarFile file = new JarFile(jar.toFile());
                URLClassLoader classes =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ChosenBot.class.getClassLoader())) {
            bots = file.stream()
                    .map(entry -> entry.getName())
                    .filter(entry -> entry.endsWith(CLASS_FILE) && !entry.contains("-"))
                    .map(entry -> entry.substring(0, entry.length() - CLASS_FILE.length())
                            .replace('/', '.'))
                    .filter(type -> isBot(type, classes))
                    .toList();
        } catch (IOException e) {
            throw new InspectionException("--bot: " + jar + " is no jar");
        }
        if (bots.size() != 1) {
            throw new InspectionException(
                    bots.isEmpty()
                            ? "--bot: no class in " + jar + " implements " + Bot.class.getName()
                            : "--bot: " + jar + " has several bots; name one as " + jar + ":" + bots.getFirst()
                                    + " (there are " + String.join(", ", bots) + ")");
        }
        return bots.getFirst();
    }

    private static boolean isBot(String name, ClassLoader classes) {
        try {
            Class<?> type = Class.forName(name, false, classes);
            return Bot.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
        } catch (ClassNotFoundException | LinkageError _) { // needs what is not here, so it is not the bot meant
            return false;
        }
    }
}
